import { writeXlsx, type CellValue } from 'hucre/xlsx';

/** One column of a table that leaves the house: money in yuan, days as days, everything else as text exactly as it stands. */
export type SheetColumn = Readonly<{ title: string; width: number; is: 'text' | 'number' | 'yuan' | 'day' }>;
export type SheetCell = string | number | null;
export type Table = Readonly<{ title: string; columns: readonly SheetColumn[]; rows: readonly (readonly SheetCell[])[] }>;

const formats: Readonly<Record<SheetColumn['is'], string>> = { text: '@', number: '#,##0', yuan: '#,##0.00', day: 'yyyy-mm-dd' };
const asCell = (cell: SheetCell, { is }: SheetColumn): CellValue => {
  if (cell === null || cell === '') return null;
  if (is === 'day' && typeof cell === 'string') return new Date(`${cell}T00:00:00Z`);
  if (is === 'yuan' && typeof cell === 'number') return cell / 100;
  return is === 'text' ? String(cell) : cell;
};
// A sheet's name allows 31 signs, and not all of them.
const sheetName = (title: string): string => title.replaceAll(/[\\/?*[\]:]/g, ' ').slice(0, 31);

/** A workbook of one table: head that stays, filter, print set-up; text is text, so long numbers keep their digits and nothing is a formula. */
export async function writeSheet({ title, columns, rows }: Table): Promise<Buffer> {
  const head = columns.map(({ title: one }) => one);
  const bytes = await writeXlsx({
    sheets: [
      {
        name: sheetName(title),
        columns: columns.map(({ width, is }) => ({ width, numFmt: formats[is] })),
        rows: [head, ...rows.map((row) => columns.map((column, index) => asCell(row[index] ?? null, column)))],
        freezePane: { rows: 1 },
        pageSetup: { paperSize: 'a4', orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0, printTitlesRow: '$1:$1' },
        headerFooter: { oddHeader: `&C${title}`, oddFooter: '&C第 &P 页 / 共 &N 页' },
      },
    ],
  });
  return Buffer.from(bytes);
}

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
// What a spreadsheet would take for a formula is given a quote to say it is text.
const guarded = (text: string): string => (/^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text);
const asText = (cell: SheetCell, { is }: SheetColumn): string =>
  cell === null ? '' : is === 'yuan' && typeof cell === 'number' ? (cell / 100).toFixed(2) : guarded(String(cell));

/** The same as CSV in UTF-8 with a byte order mark, which Excel needs to read Chinese. */
export const writeCsv = ({ columns, rows }: Table): Buffer =>
  Buffer.from(
    `\uFEFF${[columns.map(({ title }) => title), ...rows.map((row) => columns.map((column, index) => asText(row[index] ?? null, column)))].map((line) => line.map(quoted).join(',')).join('\r\n')}\r\n`,
    'utf8',
  );
