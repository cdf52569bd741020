import type {
  ChallengeRow,
  EntryRow,
  ExperienceRow,
  MatterRow,
  Page,
  PlaqueRow,
  ReviewMark,
  StudioRow,
  Todo,
  UnionRecord,
  YearStudio,
} from '#contract/shapes.ts';
import type { Work } from '#server/kernel/house.ts';
import { refuse } from '#server/kernel/refusal.ts';
import type { SheetCell, SheetColumn, Table } from '#server/sheets/write-sheet.ts';
import { listChallenges } from './library/list-challenges.ts';
import { listExperiences } from './library/list-experiences.ts';
import { listMatters, listTodos } from './list-matters.ts';
import { listStudios } from './list-studios.ts';
import { listMarks } from './panel/board.ts';
import { listPlaques } from './plaques/list-plaques.ts';
import { listUnionRecords } from './support/list-records.ts';
import { listEntries } from './year/list-entries.ts';
import { listYearStudios } from './year/list-year-studios.ts';

/** The most rows that leave in one file. */
export const mostRows = 10_000;
const PAGE = 500;

type Cells<R> = readonly (readonly [title: string, width: number, is: SheetColumn['is'], cell: (row: R) => SheetCell | undefined])[];
type Exported = Readonly<{ title: string; read: (work: Work, query: never) => Promise<Page<never>>; cells: Cells<never> }>;
const exported = <R, Q>(title: string, read: (work: Work, query: Q) => Promise<Page<R>>, cells: Cells<R>): Exported =>
  ({ title, read, cells }) as unknown as Exported;

/** 屏幕上的每张表都能导出：同样的范围、同样的筛选、同样的次序。 */
// oxfmt-ignore
const lists = {
  todos: exported<Todo, Parameters<typeof listTodos>[1]>('我的待办', listTodos, [
    ['类别', 12, 'text', ({ kindZh }) => kindZh], ['事项', 40, 'text', ({ title }) => title], ['工作室', 28, 'text', ({ studio }) => studio?.name], ['归口工会', 18, 'text', ({ union }) => union?.name], ['现在', 16, 'text', ({ state }) => state.zh], ['期限', 12, 'day', ({ dueOn }) => dueOn], ['还有几个工作日', 14, 'number', ({ daysLeft }) => daysLeft],
  ]),
  matters: exported<MatterRow, Parameters<typeof listMatters>[1]>('事项', listMatters, [
    ['类别', 12, 'text', ({ kindZh }) => kindZh], ['事项', 40, 'text', ({ title }) => title], ['工作室', 28, 'text', ({ studio }) => studio?.name], ['归口工会', 18, 'text', ({ union }) => union?.name], ['现在', 16, 'text', ({ state }) => state.zh], ['发起日期', 12, 'day', ({ openedAt }) => openedAt.slice(0, 10)], ['期限', 12, 'day', ({ dueOn }) => dueOn], ['是否办结', 10, 'text', ({ closed }) => (closed ? '已办结' : '在办')],
  ]),
  studios: exported<StudioRow, Parameters<typeof listStudios>[1]>('工作室', listStudios, [
    ['工作室', 30, 'text', ({ name }) => name], ['领衔人', 10, 'text', ({ lead }) => lead], ['所在单位', 30, 'text', ({ hostUnit }) => hostUnit], ['归口工会', 18, 'text', ({ union }) => union.name], ['现况', 10, 'text', ({ standing }) => standing.zh], ['牌匾编号', 20, 'text', ({ plaqueNo }) => plaqueNo], ['创建日期', 12, 'day', ({ createdOn }) => createdOn], ['达标日期', 12, 'day', ({ qualifiedOn }) => qualifiedOn], ['最近记台账', 12, 'day', ({ lastEntryOn }) => lastEntryOn],
  ]),
  entries: exported<EntryRow, Parameters<typeof listEntries>[1]>('台账明细', listEntries, [
    ['日期', 12, 'day', ({ eventOn }) => eventOn], ['类别', 12, 'text', ({ kindZh }) => kindZh], ['内容', 44, 'text', ({ title }) => title], ['工作室', 30, 'text', ({ studio }) => studio.name], ['数量或金额（分）', 16, 'number', ({ amount }) => amount], ['补记', 8, 'text', ({ late }) => (late ? '补记' : '')],
  ]),
  'year-studios': exported<YearStudio, Parameters<typeof listYearStudios>[1]>('年度逐家', listYearStudios, [
    ['工作室', 30, 'text', ({ name }) => name], ['领衔人', 10, 'text', ({ lead }) => lead], ['所在单位', 30, 'text', ({ hostUnit }) => hostUnit], ['归口工会', 18, 'text', ({ union }) => union.name], ['年度报告', 14, 'text', ({ report }) => report?.state.zh ?? '未写'], ['报送日期', 12, 'day', ({ report }) => report?.submittedOn], ['逾期', 8, 'text', ({ report }) => (report?.late ? '逾期' : '')], ['最近记台账', 12, 'day', ({ lastEntryOn }) => lastEntryOn], ['考核等次', 12, 'text', ({ band }) => band],
  ]),
  experiences: exported<ExperienceRow, Parameters<typeof listExperiences>[1]>('经验库', listExperiences, [
    ['题目', 40, 'text', ({ title }) => title], ['类别', 12, 'text', ({ kind }) => kind.zh], ['方面', 12, 'text', ({ topic }) => topic], ['工作室', 28, 'text', ({ studio }) => studio?.name], ['发布日期', 12, 'day', ({ publishedOn }) => publishedOn], ['采用家数', 10, 'number', ({ adoptions }) => adoptions], ['合计效益（元）', 16, 'yuan', ({ benefitFen }) => benefitFen],
  ]),
  challenges: exported<ChallengeRow, Parameters<typeof listChallenges>[1]>('揭榜', listChallenges, [
    ['题目', 40, 'text', ({ title }) => title], ['方面', 12, 'text', ({ area }) => area], ['张榜单位', 28, 'text', ({ poster }) => poster.name], ['截止', 12, 'day', ({ until }) => until], ['揭榜家数', 10, 'number', ({ bids }) => bids], ['现在', 12, 'text', ({ state }) => state.zh],
  ]),
  'support-records': exported<UnionRecord, Parameters<typeof listUnionRecords>[1]>('工会保障', listUnionRecords, [
    ['类别', 10, 'text', ({ kind }) => kind.zh], ['工会', 28, 'text', ({ union }) => union.name], ['工作室', 28, 'text', ({ studio }) => studio?.name], ['内容', 44, 'text', ({ title }) => title], ['日期', 12, 'day', ({ onDate }) => onDate], ['情况', 40, 'text', ({ fields }) => fields.map(({ label, text }) => `${label}：${text}`).join('；')],
  ]),
  plaques: exported<PlaqueRow, Parameters<typeof listPlaques>[1]>('牌匾登记簿', listPlaques, [
    ['牌匾编号', 20, 'text', ({ id }) => id], ['牌匾上的名称', 34, 'text', ({ name }) => name], ['所在单位', 30, 'text', ({ hostUnit }) => hostUnit], ['归口工会', 18, 'text', ({ union }) => union.name], ['情况', 10, 'text', ({ state }) => state.zh], ['命名日期', 12, 'day', ({ namedOn }) => namedOn], ['发放日期', 12, 'day', ({ awardedOn }) => awardedOn], ['发放人', 12, 'text', ({ handedBy }) => handedBy], ['签收人', 12, 'text', ({ receivedBy }) => receivedBy], ['换发日期', 12, 'day', ({ replacedOn }) => replacedOn], ['遗失日期', 12, 'day', ({ lostOn }) => lostOn], ['收回日期', 12, 'day', ({ returnedOn }) => returnedOn], ['交牌人', 12, 'text', ({ returnedBy }) => returnedBy], ['说明', 30, 'text', ({ note }) => note],
  ]),
  'review-marks': exported<ReviewMark, Parameters<typeof listMarks>[1]>('已交的评分表', listMarks, [
    ['工作室', 30, 'text', ({ studio }) => studio], ['事项', 34, 'text', ({ title }) => title], ['轮次', 8, 'number', ({ round }) => round], ['评分人代号', 12, 'text', ({ code }) => code], ['得分合计', 10, 'number', ({ points }) => points], ['逐项得分', 60, 'text', ({ items }) => items], ['交表日期', 12, 'day', ({ inOn }) => inOn], ['定格摘要（SHA-256）', 66, 'text', ({ sha256 }) => sha256],
  ]),
} as const;
export type ExportedList = keyof typeof lists;
export const isExported = (name: string): name is ExportedList => Object.hasOwn(lists, name);

/**
 * Everything a list holds for this reader and this filter, as a table.
 * @throws Refusal 422 when it is more than fits into one file
 */
export async function exportList(work: Work, name: ExportedList, query: Readonly<Record<string, unknown>>): Promise<Table> {
  const { title, read, cells } = lists[name];
  const rows: SheetCell[][] = [];
  let cursor: string | undefined;
  do {
    const page = await read(work, { ...query, limit: PAGE, ...(cursor === undefined ? {} : { cursor }) } as never);
    rows.push(...page.items.map((row) => cells.map(([, , , cell]) => cell(row) ?? null)));
    cursor = page.next ?? undefined;
    if (rows.length > mostRows) throw refuse(422, 'too-many-rows', `超过${mostRows}行，请再筛选一下，分几次导出`);
  } while (cursor !== undefined);
  return { title, columns: cells.map(([head, width, is]) => ({ title: head, width, is })), rows };
}
