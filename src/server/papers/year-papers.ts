import type { Block, Paper } from '#core/papers/model.ts';
import type { TargetBoard } from '#contract/shapes.ts';
import { gridOf, paragraph } from './compose.ts';

/** One row of a summary, as the papers need it. */
export type Summarised = Readonly<{
  union: string;
  name: string;
  unit: string;
  ownership: string | null;
  lead: string;
  honours: string | null;
  members: number;
  areaM2: number | null;
  rank: number | null;
  qualifiedOn: string | null;
  standing: string;
  score: number | null;
  contact: string | null;
  phone: string | null;
  figures: Readonly<Record<string, number>>;
}>;
export type Made = Readonly<{ city: string; year: number; union?: string }>;

export const wan = (fen: number): string => (fen === 0 ? '0' : (fen / 1_000_000).toFixed(2).replace(/\.?0+$/, ''));
const titles = [
  '序号',
  '归口工会',
  '工作室名称',
  '所在单位',
  '单位性质',
  '领衔人',
  '荣誉称号及授予年份',
  '成员数',
  '面积（㎡）',
  '项目数',
  '成果数',
  '经费（万元）',
  '专利',
  '培训人次',
  '带徒数',
  '是否达标',
  '验收得分',
  '推荐排序',
  '联系人',
  '电话',
  '备注',
];
const line = (row: Summarised, index: number): readonly string[] => {
  const { projects = 0, achievements = 0, ownFunds = 0, patents = 0, trained = 0, apprentices = 0 } = row.figures;
  return [
    index + 1,
    row.union,
    row.name,
    row.unit,
    row.ownership ?? '',
    row.lead,
    row.honours ?? '',
    row.members,
    row.areaM2 ?? '',
    projects,
    achievements,
    wan(ownFunds),
    patents,
    trained,
    apprentices,
    row.qualifiedOn === null ? '未达标' : '达标',
    row.score ?? '',
    row.rank ?? '',
    row.contact ?? '',
    row.phone ?? '',
    '',
  ].map(String);
};
const summed = (rows: readonly Summarised[]): readonly string[] => {
  const of = (code: string): number => rows.reduce((sum, { figures }) => sum + (figures[code] ?? 0), 0);
  const members = rows.reduce((sum, row) => sum + row.members, 0);
  const qualified = rows.filter(({ qualifiedOn }) => qualifiedOn !== null).length;
  return [
    '合计',
    '',
    `${rows.length}家`,
    '',
    '',
    '',
    '',
    members,
    '',
    of('projects'),
    of('achievements'),
    wan(of('ownFunds')),
    of('patents'),
    of('trained'),
    of('apprentices'),
    `达标${qualified}`,
    '',
    '',
    '',
    '',
    '',
  ].map(String);
};
export const signatures = (union: string | undefined): Block => ({
  is: 'signature',
  boxes: [
    { title: union === undefined ? '填报' : '推荐单位', text: '', by: '', seal: union === undefined ? '（市总经济部）' : `（${union}公章）` },
    { title: '负责人', text: '', by: '', seal: '（签名）' },
  ],
});

/** 推荐汇总表、创建情况汇总表：系统里有的，一格也不用再填。 */
const summary = (title: string, { year, union }: Made, rows: readonly Summarised[]): Paper => ({
  kind: 'table',
  title: `${year}年劳模创新工作室${title}`,
  code: `${title} ${year}`,
  landscape: true,
  blocks: [...(union === undefined ? [] : [paragraph(`填报单位：${union}`)]), gridOf(titles, rows.map(line), summed(rows)), signatures(union)],
});
export const recommendationSummary = (made: Made, rows: readonly Summarised[]): Paper => summary('推荐汇总表', made, rows);
export const creationSummary = (made: Made, rows: readonly Summarised[]): Paper => summary('创建情况汇总表', made, rows);

/** 任务分解表：就是附件那张，加上到今天的数。 */
export const targetAnnex = ({ year }: Made, { items, total, note, documentNumber }: TargetBoard): Paper => ({
  kind: 'table',
  title: `${year}年劳模创新工作室创建任务分解表`,
  code: `任务分解表 ${year}`,
  blocks: [
    gridOf(
      ['序号', '单位', '创建目标', '已创建', '差额', '达标目标', '已达标', '差额'],
      items.map(({ union, created, qualified }, index) =>
        [
          index + 1,
          union.name,
          created.target,
          created.reached,
          Math.max(0, created.target - created.reached),
          qualified.target,
          qualified.reached,
          Math.max(0, qualified.target - qualified.reached),
        ].map(String),
      ),
      [
        '合计',
        '',
        total.created.target,
        total.created.reached,
        items.reduce((sum, { created }) => sum + Math.max(0, created.target - created.reached), 0),
        total.qualified.target,
        total.qualified.reached,
        items.reduce((sum, { qualified }) => sum + Math.max(0, qualified.target - qualified.reached), 0),
      ].map(String),
    ),
    paragraph(`${note}。${documentNumber === undefined ? '' : `依据${documentNumber}。`}`),
  ],
});
