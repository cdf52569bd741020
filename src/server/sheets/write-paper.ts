import { writeXlsx, type CellValue } from 'hucre/xlsx';
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

/** 汇总表的 Excel：标题、表头每页重复、合计行、A4 打印设置，和纸上的是同一份内容。 */
export async function writePaper({ title, code, blocks, landscape }: Paper): Promise<Buffer> {
  const at = blocks.findIndex(({ is }) => is === 'grid');
  const grid = blocks[at] as Grid;
  const [before, after] = [blocks.slice(0, at), blocks.slice(at + 1)].map((some) => some.map(lineOf).filter((text) => text !== ''));
  const lead: CellValue[][] = [[title], ...(before ?? []).map((text): CellValue[] => [text])];
  const head = lead.length;
  const rows: CellValue[][] = [
    ...lead,
    grid.columns.map((column) => column.title),
    ...grid.rows.map((row) => row.map((text, index) => cell(text, grid.columns[index]?.align))),
    ...(grid.sum === undefined ? [] : [grid.sum.map((text, index) => cell(text, grid.columns[index]?.align))]),
    ...(after ?? []).map((text): CellValue[] => [text]),
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
  const bytes = await writeXlsx({
    sheets: [
      {
        name: sheetName(title),
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
      },
    ],
  });
  return Buffer.from(bytes);
}
