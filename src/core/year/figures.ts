import type { Day } from '#core/shared/days.ts';

/** 从台账里数出来的数字：一处定义，工作室、工会、全市、明细用的都是同一条。没有一个数字是手填的。 */
export type Source = 'project' | 'achievement' | 'activity' | 'mentorship' | 'income' | 'spending' | 'grant' | 'member' | 'problem' | 'support' | 'entry';
type Value = string | boolean;
export type Figure = Readonly<{
  code: string;
  zh: string;
  group: string;
  /** 项、次、人次、小时、名、fen … */
  unit: string;
  of: Source;
  /** Which day puts it into a period; `running` takes everything that was under way in it. */
  on: 'event' | 'running' | 'closed' | 'ended' | 'entered';
  /** Attributes that must hold: one of the values. */
  where?: Readonly<Record<string, readonly Value[]>>;
  /** The attribute that is added up; without one the entries are counted. */
  sum?: string;
}>;
/** An entry as the figures see it. */
export type Counted = Readonly<{
  id: string;
  studio: string;
  source: Source;
  /** When it happened, or began. */
  event: Day;
  /** Until when it was under way; open-ended when missing. */
  until?: Day;
  closed?: Day;
  ended?: Day;
  entered?: Day;
  attributes: Readonly<Record<string, Value | number>>;
}>;
export type Period = Readonly<{ from: Day; to: Day }>;
export type Cut = 'calendar' | 'statistics';

/** 自然年（四.4），或工会统计年：上年10月1日至当年9月30日。 */
export const periodOf = (year: number, cut: Cut): Period =>
  cut === 'calendar' ? { from: `${year}-01-01`, to: `${year}-12-31` } : { from: `${year - 1}-10-01`, to: `${year}-09-30` };

const patents = ['发明专利', '实用新型', '外观设计'] as const;

// oxfmt-ignore
export const figures: readonly Figure[] = [
  { code: 'projects',       zh: '在研项目',       group: '攻关项目', unit: '项', of: 'project', on: 'running', where: { approved: [true] } },
  { code: 'projectsClosed', zh: '结题',           group: '攻关项目', unit: '项', of: 'project', on: 'closed' },
  { code: 'problemsSolved', zh: '解决难题、采用建议', group: '攻关项目', unit: '项', of: 'problem', on: 'closed' },
  { code: 'achievements',   zh: '创新成果',       group: '创新成果', unit: '项', of: 'achievement', on: 'event' },
  { code: 'recognised',     zh: '其中得到认可',   group: '创新成果', unit: '项', of: 'achievement', on: 'event', where: { recognised: [true] } },
  { code: 'patents',        zh: '专利',           group: '创新成果', unit: '件', of: 'achievement', on: 'event', where: { kind: patents } },
  { code: 'inventions',     zh: '其中发明专利',   group: '创新成果', unit: '件', of: 'achievement', on: 'event', where: { kind: ['发明专利'] } },
  { code: 'benefit',        zh: '经济效益',       group: '创新成果', unit: 'fen', of: 'achievement', on: 'event', sum: 'benefit' },
  { code: 'benefitProven',  zh: '其中有财务证明', group: '创新成果', unit: 'fen', of: 'achievement', on: 'event', where: { proven: [true] }, sum: 'benefit' },
  { code: 'activities',     zh: '工作活动',       group: '活动和培训', unit: '次', of: 'activity', on: 'event' },
  { code: 'attendance',     zh: '参加人次',       group: '活动和培训', unit: '人次', of: 'activity', on: 'event', sum: 'attendance' },
  { code: 'hours',          zh: '时长',           group: '活动和培训', unit: '小时', of: 'activity', on: 'event', sum: 'hours' },
  { code: 'trainings',      zh: '培训',           group: '活动和培训', unit: '次', of: 'activity', on: 'event', where: { kind: ['培训'] } },
  { code: 'trained',        zh: '培训人次',       group: '活动和培训', unit: '人次', of: 'activity', on: 'event', where: { kind: ['培训'] }, sum: 'attendance' },
  { code: 'exchanges',      zh: '交流',           group: '活动和培训', unit: '次', of: 'activity', on: 'event', where: { kind: ['交流'] } },
  { code: 'apprentices',    zh: '带徒',           group: '师带徒', unit: '名', of: 'mentorship', on: 'running' },
  { code: 'graduated',      zh: '出师',           group: '师带徒', unit: '名', of: 'mentorship', on: 'ended', where: { outcome: ['graduated'] } },
  { code: 'promoted',       zh: '晋级',           group: '师带徒', unit: '名', of: 'mentorship', on: 'running', where: { promoted: [true] } },
  { code: 'ownFunds',       zh: '单位经费到账',   group: '经费', unit: 'fen', of: 'income', on: 'event', where: { received: [true], subsidy: [false] }, sum: 'amount' },
  { code: 'subsidy',        zh: '市总补助到账',   group: '经费', unit: 'fen', of: 'grant', on: 'event', sum: 'amount' },
  { code: 'ownSpent',       zh: '单位经费支出',   group: '经费', unit: 'fen', of: 'spending', on: 'event', where: { purse: ['own'] }, sum: 'amount' },
  { code: 'subsidySpent',   zh: '补助支出',       group: '经费', unit: 'fen', of: 'spending', on: 'event', where: { purse: ['subsidy'] }, sum: 'amount' },
  { code: 'supports',       zh: '工会支持',       group: '工会保障', unit: '次', of: 'support', on: 'event' },
  { code: 'supportFen',     zh: '其中资金和折价', group: '工会保障', unit: 'fen', of: 'support', on: 'event', sum: 'amount' },
  { code: 'joined',         zh: '入队',           group: '团队', unit: '人', of: 'member', on: 'event' },
  { code: 'left',           zh: '离队',           group: '团队', unit: '人', of: 'member', on: 'ended' },
  { code: 'entries',        zh: '台账记录',       group: '台账', unit: '条', of: 'entry', on: 'event' },
  { code: 'lateEntries',    zh: '其中补记',       group: '台账', unit: '条', of: 'entry', on: 'event', where: { late: [true] } },
];
export const figureNamed = (code: string): Figure | undefined => figures.find((figure) => figure.code === code);
/** 工会报上去、对外公布的几项（domain 9.9）。 */
export const boardCodes = [
  'projects',
  'achievements',
  'recognised',
  'patents',
  'benefit',
  'benefitProven',
  'trainings',
  'trained',
  'apprentices',
  'graduated',
  'promoted',
  'ownFunds',
  'subsidySpent',
  'entries',
] as const;

const within = (day: Day | undefined, { from, to }: Period): boolean => day !== undefined && day >= from && day <= to;
const inPeriod = ({ on }: Figure, { event, until, closed, ended, entered }: Counted, period: Period): boolean => {
  if (on === 'running') return event <= period.to && (until === undefined || until >= period.from);
  return within({ event, closed, ended, entered }[on], period);
};

/** Whether an entry is behind a figure in a period. */
export const counts = (figure: Figure, entry: Counted, period: Period): boolean =>
  entry.source === figure.of &&
  inPeriod(figure, entry, period) &&
  Object.entries(figure.where ?? {}).every(([name, values]) => (values as readonly unknown[]).includes(entry.attributes[name]));
/** What one entry adds to a figure. */
export const worthOf = ({ sum }: Figure, { attributes }: Counted): number => (sum === undefined ? 1 : Number(attributes[sum] ?? 0));

/** 汇总：每个数字，和它背后的每一条。Money stays in integer fen. */
export const compile = (entries: readonly Counted[], period: Period): Readonly<Record<string, number>> =>
  Object.fromEntries(
    figures.map((figure) => [figure.code, entries.filter((entry) => counts(figure, entry, period)).reduce((sum, entry) => sum + worthOf(figure, entry), 0)]),
  );

/** 效益的证明覆盖率，百分数，取整；没有效益的没有覆盖率。 */
export const proofCoverage = (values: Readonly<Record<string, number>>): number | undefined => {
  const { benefit = 0, benefitProven = 0 } = values;
  return benefit === 0 ? undefined : Math.round((benefitProven / benefit) * 100);
};
