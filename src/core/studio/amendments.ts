import { z } from 'zod';
import { askedWhen } from '#core/shared/asked-when.ts';
import { addMonths, type Day } from '#core/shared/days.ts';
import { day, file, money, oneOf, optionalFile, optionalWords, words } from '#core/shared/fields.ts';
import type { Office } from '#core/people/actor.ts';
import { receiving, recognition, type FactKind, type LedgerContext } from './ledger.ts';

/** What an entry says now, as its table keeps it. */
export type EntryRow = Readonly<Record<string, unknown>>;
/**
 * 一条记录登记之后还能怎样：补全、更新、作废。每一次都留下前后两个值和是谁、什么时候。
 * `row` changes what is particular to the kind, `event` the day it happened on.
 */
export type Amending = Readonly<{
  zh: string;
  kinds?: readonly FactKind[];
  /** Narrower than those who may enter the kind. */
  by?: readonly Office[];
  tone?: 'back' | 'stop';
  form: (context: LedgerContext, row: EntryRow) => z.ZodObject;
  /** Whether there is still anything of this to do. */
  open: (row: EntryRow) => boolean;
  row?: (brought: Readonly<Record<string, unknown>>) => EntryRow;
  event?: (brought: Readonly<Record<string, unknown>>) => Day;
}>;

const given = (value: unknown): boolean => value !== null && value !== undefined && value !== '' && value !== 0;
const upTo = (title: string, today: Day, from: Day = '1980-01-01') => day(title, { from, to: today, example: today });
const running = ({ endedOn }: EntryRow): boolean => !given(endedOn);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

// oxfmt-ignore
export const amendments = {
  prove:    { zh: '补全认可证明', kinds: ['achievement'], form: () => recognition, open: (row) => !given(row['document']) || !given(row['recogniser']) || !given(row['documentNo']), row: (brought) => brought },
  worth:    { zh: '补全效益和财务证明', kinds: ['achievement'], tone: 'back', open: (row) => !given(row['benefitProof']),
    form: (_, row) => z.strictObject({
      benefitFen: money('经济效益', { min: 1, examples: [Number(row['benefitFen'] ?? 0) || 10_000_00], ...(given(row['benefitFen']) ? { default: Number(row['benefitFen']) } : {}) }),
      benefitMethod: words('效益计算方法', { min: 2, max: 400, examples: ['年节约工时乘以工时单价。'], ...(given(row['benefitMethod']) ? { default: text(row['benefitMethod']) } : {}) }),
      benefitProof: file('财务证明', { description: '盖财务章' }),
    }), row: (brought) => brought },
  transfer: { zh: '登记转化', kinds: ['achievement'], tone: 'back', open: (row) => !given(row['transformation']),
    form: ({ today }) => askedWhen(z.strictObject({
      kind: oneOf('转化方式', ['转让', '许可', '作价投资', '自行实施', '合作实施'] as const),
      counterpart: words('对方单位', { min: 2, max: 80, examples: ['示例应用单位'] }),
      on: upTo('合同或实施日期', today),
      incomeFen: money('收入', { min: 0, examples: [5_000_000] }),
      rewardFen: money('已兑现的发明人奖励', { min: 0, description: '专利法第十五条：奖酬应兑现', examples: [500_000] }),
      contract: optionalFile('合同或证明'),
    }), { counterpart: { field: 'kind', is: ['转让', '许可', '作价投资', '合作实施'] } }).refine(({ incomeFen, rewardFen }) => rewardFen <= incomeFen || incomeFen === 0, { path: ['rewardFen'], message: '奖励不应高于转化收入，请核对' }), row: (brought) => ({ transformation: JSON.stringify(brought) }) },
  receive:  { zh: '登记到账', kinds: ['income'], form: (context) => receiving(context), open: (row) => row['received'] === false,
    row: ({ voucherNo, voucher = null }) => ({ received: true, voucherNo, voucher }), event: ({ receivedOn }) => String(receivedOn) },
  leave:    { zh: '成员离队', kinds: ['member'], tone: 'back', form: ({ today }) => z.strictObject({ leftOn: upTo('离队日期', today) }), open: (row) => !given(row['leftOn']), row: (brought) => brought },
  graduate: { zh: '出师', kinds: ['mentorship'], tone: 'back', open: running,
    form: ({ today }, row) => z.strictObject({
      endedOn: upTo('出师日期', today, text(row['eventOn']) || undefined),
      certificate: optionalWords('取得的证书', { max: 80, examples: ['高级工证书'] }),
      promoted: z.boolean({ error: '请选择' }).meta({ title: '徒弟晋级', examples: [true], default: false }),
    }), row: ({ endedOn, certificate = '', promoted }) => ({ endedOn, certificate, promoted, outcome: 'graduated' }) },
  check:    { zh: '登记中期检查', kinds: ['mentorship'], tone: 'back', open: running,
    form: ({ today }) => z.strictObject({ on: upTo('检查日期', today), note: words('检查情况', { min: 2, max: 200, examples: ['已能独立操作，按计划进行。'] }) }),
    row: ({ on, note }) => ({ checked: `${String(on)} ${String(note)}` }) },
  prolong:  { zh: '延期', kinds: ['mentorship'], tone: 'back', open: running,
    form: ({ today }, row) => { const endOn = text(row['endOn']) || today; return z.strictObject({
      endOn: day('延期到', { from: endOn, to: addMonths(endOn, 12), example: addMonths(endOn, 6) }),
      reason: words('延期理由', { min: 2, max: 200, examples: ['技能尚未达标，延长半年。'] }),
    }); }, row: ({ endOn }) => ({ endOn }) },
  end:      { zh: '终止师徒', kinds: ['mentorship'], tone: 'stop', open: running,
    form: ({ today }) => z.strictObject({ endedOn: upTo('终止日期', today), reason: words('理由', { min: 2, max: 200, examples: ['徒弟调离岗位'] }) }), row: ({ endedOn }) => ({ endedOn, outcome: 'terminated' }) },
  confirm:  { zh: '确认属实', by: ['lead'], tone: 'back', form: () => z.strictObject({}), open: (row) => !given(row['confirmedAt']) },
  void:     { zh: '作废', tone: 'stop', form: () => z.strictObject({ reason: words('作废理由', { min: 2, max: 200, examples: ['重复登记'] }) }), open: () => true },
} as const satisfies Record<string, Amending>;
export type Amendment = keyof typeof amendments;
export const amendmentNames = Object.keys(amendments) as readonly Amendment[];
export const amendmentOf = (name: Amendment): Amending => amendments[name];
/** The amendments a kind of entry knows. */
export const amendmentsOf = (kind: FactKind): readonly Amendment[] => amendmentNames.filter((name) => amendmentOf(name).kinds?.includes(kind) ?? true);
