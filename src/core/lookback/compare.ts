/** 两次定稿之间：加了什么、去了什么、改了什么。What was frozen is read as it was written; unknown parts are passed over. */
export type Difference = Readonly<{ label: string; before?: string; after?: string }>;
export type Part = Readonly<{ title: string; differences: readonly Difference[] }>;

type Frozen = Readonly<Record<string, unknown>>;
const isRecord = (value: unknown): value is Frozen => typeof value === 'object' && value !== null && !Array.isArray(value);
const records = (value: unknown): readonly Frozen[] => (Array.isArray(value) ? value.filter(isRecord) : []);
const text = (value: unknown): string => (typeof value === 'string' ? value : typeof value === 'number' ? `${value}` : '');

const verdictZh: Readonly<Record<string, string>> = { met: '符合', unmet: '不符合', unproven: '证据不足' };
/** Words of what was written by hand, by the names under which they are frozen. */
const writtenZh: Readonly<Record<string, string>> = {
  statement: '工作室简介',
  goals: '年度计划和三年目标',
  ipStatement: '知识产权归属',
  highlights: '主要做法和成效',
  planDone: '计划完成情况',
  problems: '困难和需要',
  nextPlan: '下一年打算',
  typicalCase: '典型案例',
  unionOpinion: '工会意见',
};
/** The lists of the ledger that are frozen with a dossier, and by what an entry of each is known to people. */
const listsZh: Readonly<Record<string, readonly [zh: string, named: readonly string[]]>> = {
  members: ['成员', ['duty', 'role']],
  premises: ['场所', ['kind', 'areaM2']],
  equipment: ['设备', ['name', 'quantity']],
  regulations: ['制度', ['title', 'edition']],
  projects: ['项目', ['name']],
  achievements: ['成果', ['title', 'number']],
  activities: ['活动', ['topic']],
  mentorships: ['师徒结对', ['endOn']],
  plans: ['年度计划', ['year']],
};

/** Label → what stood there, for one side. */
type Side = ReadonlyMap<string, string>;
const verdicts = (content: Frozen): Side =>
  new Map(
    [...records(content['eligibility']), ...records(content['verdicts'])].map((one) => [
      text(one['title']),
      [verdictZh[text(one['verdict'])] ?? '', text(one['because'])].filter((part) => part !== '').join('：'),
    ]),
  );
const points = (content: Frozen): Side => {
  const titles = new Map(records(content['asked']).map((one) => [text(one['code']), text(one['zh'])]));
  return new Map(
    records(content['points']).flatMap((one) =>
      typeof one['automatic'] === 'number' ? [[titles.get(text(one['code'])) ?? text(one['code']), `${one['automatic']} 分`] as const] : [],
    ),
  );
};
/** 评分表：一项几分，为什么扣。 */
const marks = (content: Frozen): Side =>
  new Map([
    ...records(content['marks']).map((one) => {
      const reason = text(one['reason']);
      return [`${text(one['code'])} ${text(one['zh'])}`, `${text(one['points'])} 分${reason === '' ? '' : `：${reason}`}`] as const;
    }),
    ...(text(content['veto']) === '' ? [] : [['一票否决', `${text(content['veto'])}：${text(content['vetoReason'])}`] as const]),
    ...(text(content['advice']) === '' ? [] : [['意见建议', text(content['advice'])] as const]),
  ]);
const written = (content: Frozen): Side => {
  const parts = { ...(isRecord(content['matter']) ? content['matter'] : {}), ...(isRecord(content['prose']) ? content['prose'] : {}) };
  return new Map(
    Object.entries(parts).flatMap(([key, value]) => (writtenZh[key] !== undefined && text(value) !== '' ? [[writtenZh[key], text(value)] as const] : [])),
  );
};
/** Entries by their number: the same entry written otherwise is a change, not one more and one less. */
function entries(content: Frozen, key: string): ReadonlyMap<string, string> {
  const facts = isRecord(content['facts']) ? content['facts'] : {};
  const named = listsZh[key]?.[1] ?? [];
  return new Map(
    records(facts[key]).map((one) => [
      text(one['id']),
      named
        .map((name) => text(one[name]))
        .filter((part) => part !== '')
        .join(' · '),
    ]),
  );
}

const between = (from: Side, to: Side, labelOf: (key: string) => string = (key) => key): readonly Difference[] =>
  [...new Set([...from.keys(), ...to.keys()])].flatMap((key): Difference[] => {
    const [before, after] = [from.get(key), to.get(key)];
    return before === after ? [] : [{ label: labelOf(key), ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) }];
  });

export function compareDossiers(from: Frozen, to: Frozen): readonly Part[] {
  const ledger = Object.entries(listsZh).flatMap(([key, [zh]]) => between(entries(from, key), entries(to, key), () => zh));
  // What only one of the two was asked for at all is no difference: an acceptance freezes no plan.
  const both = (side: (content: Frozen) => Side): readonly Difference[] => {
    const [before, after] = [side(from), side(to)];
    return before.size === 0 || after.size === 0 ? [] : between(before, after);
  };
  return [
    { title: '逐条判断', differences: both(verdicts) },
    { title: '填写的内容', differences: both(written) },
    { title: '评分', differences: both(marks) },
    { title: '台账', differences: ledger },
    { title: '自动得分', differences: both(points) },
  ].filter(({ differences }) => differences.length > 0);
}
