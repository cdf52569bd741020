import type { Block, Column, Field, Signature } from '#core/papers/model.ts';
import { dayIn } from '#core/shared/days.ts';
import { yuan } from '#core/shared/money.ts';
import type { FigureGroup, Matter, Section, Studio } from '#contract/shapes.ts';

/** Pieces of papers, from what a screen is shown: what is printed cannot say more than its reader may see. */
const width = (text: string): number => [...text].reduce((sum, sign) => sum + (sign.charCodeAt(0) < 0x2e80 ? 0.5 : 1), 0);
const isShort = ({ label, text }: Field): boolean => width(text) <= 16 && width(label) <= 8 && !text.includes('\n');

/** Short ones two to a line, long ones a line each; in their order. */
export function fieldsOf(fields: readonly Readonly<{ label: string; text: string }>[]): Block {
  const rows: Field[][] = [];
  for (const { label, text } of fields) {
    const field = { label, text };
    const last = rows.at(-1);
    if (isShort(field) && last?.length === 1 && isShort(last[0]!)) last.push(field);
    else rows.push([field]);
  }
  return { is: 'fields', rows };
}

/** Columns as wide as what stands in them, the narrowest wide enough for two signs. */
export function gridOf(titles: readonly string[], rows: readonly (readonly string[])[], sum?: readonly string[]): Block {
  const widths = titles.map((title, index) => Math.max(width(title), ...rows.slice(0, 200).map((row) => Math.min(30, width(row[index] ?? '')))));
  const numeric = (index: number): boolean => rows.length > 0 && rows.every((row) => /^-?[\d,.]*[%元家次项人名件]?$/.test(row[index] ?? ''));
  const columns = titles.map((title, index): Column => ({
    title,
    width: Math.max(4.5, (widths[index] ?? 4.5) + 2),
    ...(numeric(index) ? { align: 'right' as const } : {}),
  }));
  return { is: 'grid', columns, rows, ...(sum === undefined ? {} : { sum }) };
}

export const heading = (text: string, level: 1 | 2 = 1): Block => ({ is: 'heading', level, text });
export const paragraph = (text: string): Block => ({ is: 'paragraph', text });

export const sectionBlocks = (sections: readonly Section[]): readonly Block[] =>
  sections.flatMap(({ title, fields, columns, rows }) => [
    heading(title),
    ...(fields.length > 0 ? [fieldsOf(fields)] : []),
    ...(columns === undefined ? [] : [gridOf(columns, rows ?? [])]),
  ]);

const verdictZh = { met: '符合', unmet: '不符合', unproven: '证据不足' } as const;
/** 逐条结论：条件、结论、依据。 */
export const verdictBlocks = ({ verdicts = [] }: Pick<Matter, 'verdicts'>): readonly Block[] =>
  verdicts.length === 0
    ? []
    : [
        heading('逐条对照'),
        gridOf(
          ['条件', '要求', '结论', '说明', '依据条款'],
          verdicts.map(({ title, asks, verdict, because, clause }) => [title, asks, verdictZh[verdict], because, clause ?? '']),
        ),
      ];

/** 得分：逐条和逐项。 */
export function resultBlocks({ result }: Pick<Matter, 'result'>): readonly Block[] {
  if (result === undefined) return [];
  const { total, qualified, judges, method, criteria, items, vetoes, hash } = result;
  return [
    heading('得分'),
    fieldsOf([
      { label: '总分', text: `${total}分` },
      { label: '是否达标', text: qualified ? '达标' : '未达标' },
      { label: '评分', text: `${judges}名专家，${method === 'mean' ? '平均' : '去掉最高最低后平均'}` },
      { label: '依据摘要', text: hash },
    ]),
    gridOf(
      ['条件', '得分', '满分', '达标线', '底线', '结论'],
      criteria.map(({ title, points, max, needed, floorMet, met, because }) => [
        title,
        `${points}`,
        `${max}`,
        `${needed}`,
        floorMet ? '达到' : '未达到',
        met ? '符合' : because,
      ]),
    ),
    gridOf(
      ['代号', '评分项', '得分', '满分', '扣分理由'],
      items.map(({ code, zh, points, max, reasons }) => [code, zh, `${points}`, `${max}`, reasons.join('；')]),
    ),
    ...(vetoes.length === 0 ? [] : [paragraph(`一票否决：${vetoes.join('；')}`)]),
  ];
}

const amount = (value: number, unit: string): string => (unit === 'fen' ? yuan(value) : `${value}${unit}`);
/** 年度数字：本年、上年。 */
export const figureBlocks = (groups: readonly FigureGroup[] = []): readonly Block[] =>
  groups.length === 0
    ? []
    : [
        heading('年度数字'),
        gridOf(
          ['类别', '指标', '本年', '上年'],
          groups.flatMap(({ title, figures }) =>
            figures.map(({ zh, value, unit, previous }) => [title, zh, amount(value, unit), previous === undefined ? '' : amount(previous, unit)]),
          ),
        ),
      ];

/** 台账里印出来的各类。 */
export const ledgerKinds = [
  'member',
  'premises',
  'equipment',
  'regulation',
  'income',
  'spending',
  'achievement',
  'activity',
  'mentorship',
  'plan',
  'sign',
  'support',
] as const;

/** 台账各类的记录，一类一张表。 */
export const factBlocks = (facts: Studio['facts'], codes: readonly string[]): readonly Block[] =>
  facts
    .filter(({ code, rows }) => codes.includes(code) && rows.length > 0)
    .flatMap(({ zh, rows }) => [
      heading(zh, 2),
      gridOf(
        [zh, '日期', '情况'],
        rows.map(({ title, eventOn = '', fields }) => [
          title,
          eventOn,
          fields
            .filter(({ file }) => file === undefined)
            .map(({ label, text }) => `${label}：${text}`)
            .join('；'),
        ]),
      ),
    ]);

export type Box = Readonly<{ title: string; transitions: readonly string[]; seal: string }>;
const opinionOf = (brought: Matter['history'][number]['brought']): string =>
  brought
    .filter(({ file }) => file === undefined)
    .map(({ label, text }) => (label === '意见' ? text : `${label}：${text}`))
    .join('；');

/** 各级意见和签章：办过的照印，没办的空着手填。 */
export const signatureBlock = ({ history }: Pick<Matter, 'history'>, boxes: readonly Box[]): Block => ({
  is: 'signature',
  boxes: boxes.map(({ title, transitions, seal }): Signature => {
    const done = history.findLast(({ transition }) => transitions.includes(transition));
    return done === undefined ? { title, text: '', by: '', seal } : { title, text: opinionOf(done.brought), by: done.by.name, on: dayIn(done.at), seal };
  }),
});
