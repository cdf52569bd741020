import type { Block, Paper } from '#core/papers/model.ts';
import { dayZh } from '#core/shared/days.ts';
import { boardCodes, figureNamed, figures, type Cut, type Figure, type Period } from '#core/year/figures.ts';
import { gridOf, heading, paragraph } from './compose.ts';
import { wan, type Made, type Summarised } from './year-papers.ts';

/** Studios created and qualified by the end of a period, and within it. */
export type Standing = Readonly<{ created: number; createdNow: number; qualified: number; qualifiedNow: number }>;
type Sums = Readonly<{ standing: Standing; figures: Readonly<Record<string, number>> }>;
export type Returned = Readonly<{ period: Period; unions: readonly (Sums & Readonly<{ name: string }>)[]; total: Sums; before: Sums }>;
type Cutting = Made & Readonly<{ cut: Cut }>;

const yearZh = ({ year, cut }: Cutting): string => (cut === 'statistics' ? `${year}工会统计年` : `${year}年`);
const amount = ({ unit }: Figure, value: number): string => (unit === 'fen' ? wan(value) : String(value));
const unitZh = ({ unit }: Figure): string => (unit === 'fen' ? '万元' : unit);
const standingRows = [
  ['工作室', '累计创建', '家', 'A01', 'created'],
  ['工作室', '本期新创建', '家', 'A02', 'createdNow'],
  ['工作室', '累计达标（命名）', '家', 'A03', 'qualified'],
  ['工作室', '本期新达标（命名）', '家', 'A04', 'qualifiedNow'],
] as const;
const code = (index: number): string => `B${String(index + 1).padStart(2, '0')}`;

const byFigure = ({ total, before }: Returned): Block =>
  gridOf(
    ['类别', '指标名称', '代码', '计量单位', '本期', '上期'],
    [
      ...standingRows.map(([group, zh, unit, mark, key]) => [group, zh, mark, unit, `${total.standing[key]}`, `${before.standing[key]}`]),
      ...figures.map((figure, index) => [
        figure.group,
        figure.zh,
        code(index),
        unitZh(figure),
        amount(figure, total.figures[figure.code] ?? 0),
        amount(figure, before.figures[figure.code] ?? 0),
      ]),
    ],
  );
const onBoard = boardCodes.flatMap((one) => figureNamed(one) ?? []);
const cellsOf = ({ standing, figures: values }: Sums): readonly string[] => [
  ...standingRows.map(([, , , , key]) => `${standing[key]}`),
  ...onBoard.map((figure) => amount(figure, values[figure.code] ?? 0)),
];
const byUnion = ({ unions, total }: Returned): Block =>
  gridOf(
    [
      '序号',
      '归口工会',
      ...standingRows.map(([, zh]) => zh.replace('（命名）', '')),
      ...onBoard.map((figure) => `${figure.zh.replace('其中', '')}${figure.unit === 'fen' ? '（万元）' : ''}`),
    ],
    unions.map((one, index) => [`${index + 1}`, one.name, ...cellsOf(one)]),
    ['合计', '', ...cellsOf(total)],
  );
const signed: Block = {
  is: 'signature',
  boxes: ['单位负责人', '统计负责人', '填表人'].map((title) => ({ title, text: '', by: '', seal: '（签名）' })),
};

/** 统计年报表：指标一张、分单位一张，都从台账汇总，没有一格手填。 */
export const annualReturn = (made: Cutting, returned: Returned): Paper => ({
  kind: 'table',
  title: `${yearZh(made)}劳模创新工作室统计年报表`,
  code: `统计年报表 ${made.year}${made.cut === 'statistics' ? '统计年' : ''}`,
  landscape: true,
  blocks: [
    paragraph(`填报单位：${made.union ?? made.city}　　统计期间：${dayZh(returned.period.from)}至${dayZh(returned.period.to)}　　金额单位：万元`),
    heading('一、主要指标'),
    byFigure(returned),
    heading('二、分单位'),
    byUnion(returned),
    paragraph('说明：数字按事情发生的日期计，从工作室台账汇总；创建以受理之日、达标以命名之日计，各计一次；在研项目和带徒按期间内在办的计。'),
    signed,
  ],
});

const heads = [
  '序号',
  '归口工会',
  '工作室名称',
  '所在单位',
  '单位性质',
  '领衔人',
  '现况',
  '成员数',
  '面积（㎡）',
  '在研项目',
  '结题',
  '创新成果',
  '专利',
  '经济效益（万元）',
  '培训人次',
  '带徒',
  '单位经费（万元）',
  '补助支出（万元）',
  '台账记录',
];
const figureCells = (values: Readonly<Record<string, number>>): readonly string[] => {
  const of = (name: string): number => values[name] ?? 0;
  return [
    of('projects'),
    of('projectsClosed'),
    of('achievements'),
    of('patents'),
    wan(of('benefit')),
    of('trained'),
    of('apprentices'),
    wan(of('ownFunds')),
    wan(of('subsidySpent')),
    of('entries'),
  ].map(String);
};
const summedFigures = (rows: readonly Summarised[]): Readonly<Record<string, number>> =>
  Object.fromEntries(figures.map(({ code: name }) => [name, rows.reduce((sum, row) => sum + (row.figures[name] ?? 0), 0)]));

/** 摸底表：一家一行，已创建的、培育中的都在。 */
export const censusTable = (made: Cutting, rows: readonly Summarised[]): Paper => ({
  kind: 'table',
  title: `${yearZh(made)}劳模创新工作室摸底表`,
  code: `摸底表 ${made.year}${made.cut === 'statistics' ? '统计年' : ''}`,
  landscape: true,
  blocks: [
    paragraph(`填报单位：${made.union ?? made.city}`),
    gridOf(
      heads,
      rows.map((row, index) => [
        `${index + 1}`,
        row.union,
        row.name,
        row.unit,
        row.ownership ?? '',
        row.lead,
        row.standing,
        `${row.members}`,
        `${row.areaM2 ?? ''}`,
        ...figureCells(row.figures),
      ]),
      ['合计', '', `${rows.length}家`, '', '', '', '', `${rows.reduce((sum, { members }) => sum + members, 0)}`, '', ...figureCells(summedFigures(rows))],
    ),
    signed,
  ],
});
