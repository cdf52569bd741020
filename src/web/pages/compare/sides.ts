import type { Studio, StudioYear } from '#contract/shapes.ts';

/** One side of a comparison: a studio in a year. */
export type Side = Readonly<{ studio: Studio; year: StudioYear }>;
export type Line = Readonly<{ what: string; a: string; b: string; same: boolean; bars?: readonly [number, number] }>;
export type Part = Readonly<{ title: string; lines: readonly Line[] }>;

const verdictZh = { met: '符合', unmet: '不符合', unproven: '证据不足' } as const;
const line = (what: string, a: string | undefined, b: string | undefined, bars?: readonly [number, number]): Line => {
  const [left, right] = [a ?? '—', b ?? '—'];
  return { what, a: left, b: right, same: left === right, ...(bars === undefined ? {} : { bars }) };
};
/** The names of both sides, each once, in the order of the first. */
const names = <T>(a: readonly T[], b: readonly T[], nameOf: (one: T) => string): readonly string[] => [...new Set([...a, ...b].map(nameOf))];

function facts({ studio: a }: Side, { studio: b }: Side): Part {
  const told = (of: Studio): readonly (readonly [string, string])[] => [
    ['状态', of.standing.zh],
    ['所在单位', of.hostUnit],
    ['归口工会', of.union.name],
    ...of.profile.filter(({ text }) => text !== '').map(({ label, text }) => [label, text] as const),
  ];
  const [left, right] = [new Map(told(a)), new Map(told(b))];
  return { title: '基本情况', lines: names([...left.keys()], [...right.keys()], String).map((what) => line(what, left.get(what), right.get(what))) };
}

/** 七个有是今天的结论；两边不同的家才摆出来。 */
function haves({ studio: a }: Side, { studio: b }: Side): Part {
  const of = (side: Studio) => new Map(side.verdicts.map(({ title, verdict }) => [title, verdictZh[verdict]]));
  const [left, right] = [of(a), of(b)];
  return { title: '七个有（今天）', lines: names([...left.keys()], [...right.keys()], String).map((what) => line(what, left.get(what), right.get(what))) };
}

const shown = (value: number, unit: string): string =>
  unit === 'fen' ? `${(value / 1_000_000).toLocaleString('zh-CN', { maximumFractionDigits: 2 })} 万元` : `${value.toLocaleString('zh-CN')} ${unit}`;
function figures({ year: a }: Side, { year: b }: Side): readonly Part[] {
  return names(a.groups, b.groups, ({ title }) => title).map((title) => {
    const of = (year: StudioYear) => new Map((year.groups.find((group) => group.title === title)?.figures ?? []).map((figure) => [figure.zh, figure]));
    const [left, right] = [of(a), of(b)];
    const lines = names([...left.keys()], [...right.keys()], String).map((what) => {
      const [one, other] = [left.get(what), right.get(what)];
      return line(what, one && shown(one.value, one.unit), other && shown(other.value, other.unit), one && other ? [one.value, other.value] : undefined);
    });
    return { title, lines };
  });
}

/** 两边逐项并排：同一家的两年不再重复基本情况和七个有。 */
export const partsOf = (a: Side, b: Side): readonly Part[] => [...(a.studio.id === b.studio.id ? [] : [facts(a, b), haves(a, b)]), ...figures(a, b)];
