import type { DrawRow } from '#contract/shapes.ts';
import type { Db } from '#server/store/connection.ts';
import type { SheetCell, SheetColumn, Table } from '#server/sheets/write-sheet.ts';
import { listDraws } from '#server/views/draws.ts';
import { allCases, type Case } from './cases-data.ts';
import { commended, type Commended } from './commendations-page.ts';
import { allNamed, standings, type Listed } from './directory-data.ts';
import { publicTargets, yearsIssued, type Reached } from './targets-page.ts';

/** The most rows of one set of data. */
const MOST = 10_000;
type Column<R> = readonly [name: string, title: string, is: SheetColumn['is'], cell: (row: R) => SheetCell, says: string];
type Cells = readonly SheetCell[];
/** One set of data: what its columns are called for machines and for people, and where its rows come from. */
export type Dataset = Readonly<{
  code: string;
  zh: string;
  says: string;
  columns: readonly Readonly<{ name: string; title: string; is: SheetColumn['is']; says: string }>[];
  rows: (db: Db) => Promise<readonly Cells[]>;
}>;
type Said = Pick<Dataset, 'code' | 'zh' | 'says'>;
const dataset = <R>(said: Said, read: (db: Db) => Promise<readonly R[]>, columns: readonly Column<R>[]): Dataset => ({
  ...said,
  columns: columns.map(([name, title, is, , says]) => ({ name, title, is, says })),
  rows: async (db) => (await read(db)).map((row) => columns.map(([, , , cell]) => cell(row))),
});

type OfYear = Reached & Readonly<{ year: number; basis: string }>;
async function everyTarget(db: Db): Promise<readonly OfYear[]> {
  const all: OfYear[] = [];
  for (const year of await yearsIssued(db)) {
    const targets = await publicTargets(db, year);
    all.push(...(targets?.rows ?? []).map((row) => ({ ...row, year, basis: targets?.basis === 'annual' ? '当年新增' : '累计到年末' })));
  }
  return all;
}

// 列名一经公布不再改：只添，不改，不换次序。
// oxfmt-ignore
export const datasets: readonly Dataset[] = [
  dataset<Listed>({ code: 'studios', zh: '工作室名录', says: '已命名的劳模创新工作室；领衔人不同意公开的不在其中' }, (db) => allNamed(db, MOST), [
    ['name', '工作室', 'text', ({ name }) => name, '工作室名称'],
    ['unit', '所在单位', 'text', ({ unit }) => unit, '所在单位全称'],
    ['union', '归口工会', 'text', ({ union }) => union, '区、产业或开发区工会'],
    ['lead', '领衔人', 'text', ({ lead }) => lead, '领衔人姓名'],
    ['standing', '状态', 'text', ({ standing }) => standings[standing] ?? standing, '已命名、已授牌、整改中、已撤销、已注销'],
    ['plaqueNo', '牌匾编号', 'text', ({ plaqueNo }) => plaqueNo, '没有的为空'],
    ['namedOn', '命名日期', 'day', ({ namedOn }) => namedOn, '年-月-日'],
    ['endedOn', '终止日期', 'day', ({ endedOn }) => endedOn ?? null, '撤销或注销的日期，其余为空'],
  ]),
  dataset<OfYear>({ code: 'targets', zh: '目标任务完成情况', says: '下达了的年度，各归口工会的目标数和完成数' }, everyTarget, [
    ['year', '年度', 'number', ({ year }) => year, '任务所属年度'],
    ['union', '单位', 'text', ({ union }) => union, '归口工会'],
    ['basis', '计数口径', 'text', ({ basis }) => basis, '累计到年末，或当年新增'],
    ['createdTarget', '创建目标', 'number', ({ createdTarget }) => createdTarget, '家'],
    ['created', '已创建', 'number', ({ created }) => created, '家，以受理之日计'],
    ['qualifiedTarget', '达标目标', 'number', ({ qualifiedTarget }) => qualifiedTarget, '家'],
    ['qualified', '已达标', 'number', ({ qualified }) => qualified, '家，以命名之日计'],
  ]),
  dataset<Commended>({ code: 'commendations', zh: '表彰', says: '历年受表彰的劳模创新工作室；领衔人不同意公开的不在其中' }, (db) => commended(db, { most: MOST, refused: false }), [
    ['title', '表彰', 'text', ({ title }) => title, '表彰名称'],
    ['documentNumber', '文号', 'text', ({ documentNumber }) => documentNumber, '表彰决定的文号'],
    ['announcedOn', '公布日期', 'day', ({ announcedOn }) => announcedOn, '年-月-日'],
    ['name', '工作室', 'text', ({ name }) => name, '工作室名称'],
    ['unit', '所在单位', 'text', ({ unit }) => unit, '所在单位全称'],
    ['certificateNo', '证书编号', 'text', ({ certificateNo }) => certificateNo, '证书上的编号'],
  ]),
  dataset<Case>({ code: 'cases', zh: '典型经验', says: '已发布的典型经验全文' }, (db) => allCases(db, MOST), [
    ['id', '编号', 'text', ({ id }) => id, '网页在 /public/cases/编号'],
    ['title', '题目', 'text', ({ title }) => title, '典型经验的题目'],
    ['topic', '方面', 'text', ({ topic }) => topic, '攻关创新、传帮带等'],
    ['studio', '工作室', 'text', ({ studio }) => studio, '工作室名称'],
    ['unit', '所在单位', 'text', ({ unit }) => unit, '所在单位全称'],
    ['publishedOn', '发布日期', 'day', ({ publishedOn }) => publishedOn, '年-月-日'],
    ['problem', '遇到什么问题', 'text', ({ problem }) => problem, '全文'],
    ['practice', '怎么做的', 'text', ({ practice }) => practice, '全文'],
    ['effect', '效果', 'text', ({ effect }) => effect, '全文'],
    ['adoptions', '采用家数', 'number', ({ adoptions }) => adoptions, '已采用的单位数'],
  ]),
  dataset<DrawRow>({ code: 'draws', zh: '抽签', says: '公开抽签；名单和重算的数据在每次抽签的网页上' }, async (db) => (await listDraws(db, { limit: MOST })).items, [
    ['id', '编号', 'text', ({ id }) => id, '网页在 /public/draws/编号，全部数据在 /api/draws/编号'],
    ['title', '抽签', 'text', ({ title }) => title, '抽签的名称'],
    ['purpose', '用途', 'text', ({ purpose }) => purpose.zh, '检查对象、评审专家、汇报工作室'],
    ['announcedOn', '名单公布', 'day', ({ announcedOn }) => announcedOn, '年-月-日'],
    ['drawOn', '抽签日', 'day', ({ drawOn }) => drawOn, '随机数公布的日期'],
    ['candidates', '候选数', 'number', ({ candidates }) => candidates, '个'],
    ['take', '抽取数', 'number', ({ take }) => take, '个'],
    ['state', '状态', 'text', ({ state }) => state.zh, '已公布、已抽签、已作废'],
  ]),
];
export const datasetNamed = (code: string): Dataset | undefined => datasets.find((one) => one.code === code);

/** As a table for people: Chinese heads. */
export const tableOf = ({ zh, columns }: Dataset, rows: readonly Cells[]): Table => ({
  title: zh,
  columns: columns.map((column) => ({ ...column, width: 20 })),
  rows,
});
/** As objects for machines: names that stay. */
export const objectsOf = ({ columns }: Dataset, rows: readonly Cells[]): Record<string, SheetCell>[] =>
  rows.map((row) => Object.fromEntries(columns.map(({ name }, index) => [name, row[index] ?? null])));
