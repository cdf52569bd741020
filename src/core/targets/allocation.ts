import { z } from 'zod';
import { all, nobody, theCity, theDepartment } from '#core/people/desks.ts';
import { dayIn, yearOf, type CityTime, type Day } from '#core/shared/days.ts';
import { lacking, type Reason } from '#core/shared/decision.ts';
import { choice, count, oneOfCodes } from '#core/shared/fields.ts';
import { life, type Matter, type Moment } from '#core/shared/life.ts';
import { documentNumber } from '#core/batch/designation.ts';

export type AllocationState = 'draft' | 'issued' | 'discarded';
export type AllocationRow = Readonly<{ unionId: string; position: number; created: number; qualified: number }>;
export type Allocation = Matter &
  Readonly<{
    state: AllocationState;
    year: number;
    basis: 'cumulative' | 'annual';
    createdTotal: number;
    qualifiedTotal: number;
    documentNumber?: string;
    issuedOn?: Day;
    rows: readonly AllocationRow[];
  }>;

type Totals = Pick<Allocation, 'createdTotal' | 'qualifiedTotal'>;
const off = (zh: string, sum: number, total: number): string | undefined =>
  sum === total ? undefined : `${zh}合计${sum}，${sum > total ? `比全市任务多${sum - total}` : `比全市任务少${total - sum}`}（应为${total}）`;

/** 各单位之和须等于全市任务数（附件、P-37）；不等时说出差多少。 */
export function differences(rows: readonly Pick<AllocationRow, 'created' | 'qualified'>[], { createdTotal, qualifiedTotal }: Totals): readonly Reason[] {
  const sum = (column: 'created' | 'qualified') => rows.reduce((total, row) => total + row[column], 0);
  return [off('累计创建任务数', sum('created'), createdTotal), off('累计达标数', sum('qualified'), qualifiedTotal)].flatMap((zh) =>
    zh === undefined ? [] : [lacking('does-not-add-up', zh, '附件', { operation: 'allocation.fill' })],
  );
}

const rowForm = z.strictObject({
  union: choice('单位', 'reporting-unions'),
  created: count('累计创建任务数', { max: 10_000 }),
  qualified: count('累计达标数', { max: 10_000 }),
});
const asRows = (rows: readonly z.infer<typeof rowForm>[]): readonly AllocationRow[] =>
  rows.map(({ union, created, qualified }, position) => ({ unionId: union, position, created, qualified }));
const table = ({ rows }: Allocation) => {
  const now = rows.map(({ unionId, created, qualified }) => ({ union: unionId, created, qualified }));
  return z.strictObject({
    rows: z
      .array(rowForm)
      .min(1)
      .max(200)
      .refine((given) => new Set(given.map(({ union }) => union)).size === given.length, '同一单位只能出现一次')
      .meta({ title: '各单位任务数', default: now, examples: [now] }),
  });
};
const exactTable = (allocation: Allocation) =>
  table(allocation).superRefine(({ rows }, context) => {
    for (const { zh } of differences(rows, allocation)) context.addIssue({ code: 'custom', path: ['rows'], message: zh });
  });
type Table = { rows: z.infer<typeof rowForm>[] };

export const allocationForm = (now: CityTime) => {
  const year = yearOf(dayIn(now));
  return z.strictObject({
    year: count('年度', { min: 2000, max: 2100, examples: [year + 1] }),
    basis: oneOfCodes('计数口径', { cumulative: '累计到年末', annual: '当年新增' }),
    createdTotal: count('全市创建任务数', { min: 0, max: 100_000, examples: [100] }),
    qualifiedTotal: count('全市达标任务数', { min: 0, max: 100_000, examples: [66] }),
  });
};
const fewerQualified = (allocation: Allocation) =>
  allocation.qualifiedTotal <= allocation.createdTotal ? [] : [lacking('qualified-above-created', '达标任务数不能多于创建任务数', '二')];

/** 目标任务的一生：拟定、下达（附件任务分解表）。 */
// oxfmt-ignore
export const allocation = life<AllocationState, Allocation>()('allocation', { zh: '目标任务', path: 'allocations', way: ['draft', 'issued'], sees: all(theCity, () => [{ office: 'supervisor' }]) }, {
  'draft':     { zh: '拟定',   desk: theDepartment, within: () => ({ workingDays: 10 }) },
  'issued':    { zh: '已下达', desk: nobody, closed: true },
  'discarded': { zh: '已作废', desk: nobody, closed: true },
}, {
  issue:   { zh: '下达', from: ['draft'], to: 'issued', when: [(subject) => differences(subject.rows, subject), fewerQualified], draws: () => ({ document: 1 }), becomes: (_, __, { now, numbers }: Moment) => ({ issuedOn: dayIn(now), documentNumber: documentNumber(yearOf(dayIn(now)), numbers['document']?.[0] ?? 0) }) },
  fill:    { zh: '填写任务分解表', from: ['draft'], to: 'same', brings: table, tone: 'back', becomes: (_, { rows }: Table) => ({ rows: asRows(rows) }) },
  adjust:  { zh: '调整任务数', from: ['issued'], to: 'same', by: theDepartment, brings: exactTable, tone: 'back', becomes: (_, { rows }: Table) => ({ rows: asRows(rows) }) },
  discard: { zh: '作废', from: ['draft'], to: 'discarded', tone: 'stop' },
});
