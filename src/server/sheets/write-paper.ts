import { writeXlsx, type CellValue, type WriteSheet } from 'hucre/xlsx';
import type { Block, Paper } from '#core/papers/model.ts';

type Grid = Extract<Block, { is: 'grid' }>;
export const isTable = ({ kind, blocks }: Paper): boolean => kind === 'table' && blocks.some(({ is }) => is === 'grid');

/** Figures stand as figures, so that a sum can be made of them; everything else as the text it is. */
const cell = (text: string, align: string | undefined): CellValue => {
  if (text === '') return null;
  const plain = text.replaceAll(',', '');
  return align === 'right' && /^-?\d{1,15}(\.\d+)?$/.test(plain) ? Number(plain) : text;
};
const sheetName = (title: string): string => title.replaceAll(/[\\/?*[\]:]/g, ' ').slice(0, 31);
const lineOf = (block: Block): string => (block.is === 'paragraph' || block.is === 'heading' ? block.text : '');

/** A table with what stands above it and below it. */
type Part = Readonly<{ grid: Grid; before: readonly string[]; after: readonly string[] }>;
/** One part for each table; what follows the last one belongs to it. */
function partsOf(blocks: readonly Block[]): readonly Part[] {
  const at = blocks.flatMap(({ is }, index) => (is === 'grid' ? [index] : []));
  const lines = (from: number, to?: number): readonly string[] =>
    blocks
      .slice(from, to)
      .map(lineOf)
      .filter((text) => text !== '');
  return at.map((index, number) => ({
    grid: blocks[index] as Grid,
    before: lines(number === 0 ? 0 : (at[number - 1] ?? 0) + 1, index),
    after: number === at.length - 1 ? lines(index + 1) : [],
  }));
}

function sheetFor({ title, code, landscape }: Paper, { grid, before, after }: Part, name: string): WriteSheet {
  const lead: CellValue[][] = [[title], ...before.map((text): CellValue[] => [text])];
  const head = lead.length;
  const rows: CellValue[][] = [
    ...lead,
    grid.columns.map((column) => column.title),
    ...grid.rows.map((row) => row.map((text, index) => cell(text, grid.columns[index]?.align))),
    ...(grid.sum === undefined ? [] : [grid.sum.map((text, index) => cell(text, grid.columns[index]?.align))]),
    ...after.map((text): CellValue[] => [text]),
  ];
  const bold = new Map(
    [
      [0, 0] as const,
      ...grid.columns.map((_, column) => [head, column] as const),
      ...(grid.sum ?? []).map((_, column) => [head + grid.rows.length + 1, column] as const),
    ].map(
      ([row, column]) =>
        [
          `${row},${column}`,
          { style: { font: { bold: true, ...(row === 0 ? { size: 16 } : {}) }, alignment: { horizontal: 'center' as const, wrapText: true } } },
        ] as const,
    ),
  );
  return {
    name: sheetName(name),
    columns: grid.columns.map(({ width }) => ({ width: Math.max(6, Math.min(40, width * 1.6)) })),
    rows,
    cells: bold,
    merges: [{ startRow: 0, startCol: 0, endRow: 0, endCol: grid.columns.length - 1 }],
    freezePane: { rows: head + 1 },
    pageSetup: {
      paperSize: 'a4',
      orientation: landscape === true ? 'landscape' : 'portrait',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: `$${head + 1}:$${head + 1}`,
    },
    headerFooter: { oddFooter: `&L${code}&R第 &P 页 / 共 &N 页` },
  };
}

/** 汇总表的 Excel：标题、表头每页重复、合计行、A4 打印设置，和纸上的是同一份内容；几张表就几页。 */
export async function writePaper(paper: Paper): Promise<Buffer> {
  const parts = partsOf(paper.blocks);
  const nameOf = ({ before }: Part): string => (parts.length === 1 ? paper.title : (before.at(-1) ?? paper.title));
  return Buffer.from(await writeXlsx({ sheets: parts.map((part) => sheetFor(paper, part, nameOf(part))) }));
}
