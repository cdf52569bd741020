import { createHash } from 'node:crypto';
import { writeXlsx, type CellValue } from 'hucre/xlsx';
import type { ImportColumn } from '#core/imports/columns.ts';

/** A workbook to be filled in: one sheet with the columns, one that explains them, and a hidden one with the lists and the mark. */
export type Template = Readonly<{
  code: string;
  title: string;
  columns: readonly ImportColumn[];
  /** What may be chosen in a column, by its key. */
  lists: ReadonlyMap<string, readonly string[]>;
  rows: readonly (readonly string[])[];
  /** Said of each row beside it, when a checked workbook goes back. */
  results?: readonly (readonly [verdict: string, why: string])[];
  /** Cells that are to be mended, by row and column of `rows`: they go back red. */
  faulty?: readonly (readonly [row: number, column: number])[];
}>;

const hiddenSheet = '_lingxian';
const blankRows = 300;
const roomForRows = 20_000;
const mark = (code: string, columns: readonly ImportColumn[]): string =>
  `lingxian:${code}:${createHash('sha256')
    .update(JSON.stringify(columns.map(({ key, title, is, required }) => [key, title, is, required])))
    .digest('hex')
    .slice(0, 8)}`;
const kindZh: Readonly<Record<ImportColumn['is'], string>> = {
  text: '文字',
  whole: '整数',
  number: '数字',
  money: '金额，单位元，最多两位小数',
  day: '日期，写作 2013-11-18',
  flag: '是或否',
  enum: '从下拉中选',
  choice: '从下拉中选，或照名称填写',
};
const letter = (column: number): string => (column < 26 ? '' : letter(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26));

const headed = { style: { font: { bold: true }, fill: { type: 'pattern' as const, pattern: 'solid' as const, fgColor: { rgb: 'EFEFEF' } }, numFmt: '@' } };
const red = { style: { fill: { type: 'pattern' as const, pattern: 'solid' as const, fgColor: { rgb: 'FFC7CE' } }, numFmt: '@' } };

/** Cells are text, so that long numbers keep their digits and nothing becomes a formula. */
export async function writeTemplate({ code, title, columns, lists, rows, results, faulty = [] }: Template): Promise<Buffer> {
  const extra = results === undefined ? [] : ['结果', '说明'];
  const listed = columns.map(({ key, is }) => (is === 'flag' ? ['是', '否'] : (lists.get(key) ?? [])));
  const longest = Math.max(1, ...listed.map(({ length }) => length + 1));
  const hidden: CellValue[][] = Array.from({ length: longest }, (_, row) => [
    row === 0 ? mark(code, columns) : null,
    ...listed.map((values) => (row === 0 ? null : (values[row - 1] ?? null))),
  ]);
  const blanks = results === undefined ? Array.from({ length: blankRows }, () => columns.map((): CellValue => null)) : [];
  const bytes = await writeXlsx({
    sheets: [
      {
        name: '填写',
        columns: [
          ...columns.map(({ title: named, is }) => ({ width: Math.max(12, Math.min(40, named.length * 2 + (is === 'text' ? 10 : 4))), numFmt: '@' })),
          ...extra.map((_, index) => ({ width: index === 0 ? 14 : 60, numFmt: '@' })),
        ],
        rows: [
          [...columns.map(({ title: named, required }) => `${named}${required ? ' *' : ''}`), ...extra],
          ...rows.map((row, index) => [...row.map((text): CellValue => (text === '' ? null : text)), ...(results?.[index] ?? [])]),
          ...blanks,
        ],
        cells: new Map([
          ...columns.map((_, column) => [`0,${column}`, headed] as const),
          ...extra.map((_, index) => [`0,${columns.length + index}`, headed] as const),
          ...faulty.map(([row, column]) => [`${row + 1},${column}`, red] as const),
        ]),
        freezePane: { rows: 1 },
        dataValidations: listed.flatMap((values, index) =>
          values.length === 0
            ? []
            : [
                {
                  type: 'list' as const,
                  range: `${letter(index)}2:${letter(index)}${roomForRows}`,
                  formula1: `'${hiddenSheet}'!$${letter(index + 1)}$2:$${letter(index + 1)}$${values.length + 1}`,
                  allowBlank: true,
                  showErrorMessage: true,
                  errorTitle: columns[index]?.title ?? '',
                  errorMessage: '请从下拉中选择',
                },
              ],
        ),
        pageSetup: { paperSize: 'a4', orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0, printTitlesRow: '$1:$1' },
        headerFooter: { oddHeader: `&C${title}`, oddFooter: '&C第 &P 页 / 共 &N 页' },
      },
      {
        name: '填写说明',
        columns: [{ width: 24 }, { width: 10 }, { width: 34 }, { width: 30 }, { width: 50 }],
        rows: [
          ['栏目', '必填', '怎么填', '例', '说明'],
          ...columns.map(({ title: named, required, is, example, note }): CellValue[] => [
            named,
            required ? '必填' : '可不填',
            kindZh[is],
            example ?? null,
            note ?? null,
          ]),
        ],
      },
      { name: hiddenSheet, hidden: true, rows: hidden },
    ],
  });
  return Buffer.from(bytes);
}

export type FilledIn = Readonly<{ rows: readonly Readonly<{ row: number; cells: readonly string[] }>[] } | { wrong: string }>;
/** What was filled into a template of ours: the rows that are not blank, with their numbers in the sheet. */
export function readTemplate(
  code: string,
  columns: readonly ImportColumn[],
  titles: ReadonlyMap<string, string>,
  sheets: readonly Readonly<{ name: string; rows: readonly (readonly string[])[] }>[],
): FilledIn {
  const found = sheets.find(({ name }) => name === hiddenSheet)?.rows[0]?.[0] ?? '';
  const [maker, of = '', version] = found.split(':');
  const sheet = sheets.find(({ name }) => name === '填写');
  if (maker !== 'lingxian' || sheet === undefined) return { wrong: '这不是从本系统下载的导入模板，请先下载模板再填' };
  if (of !== code) return { wrong: `这是“${titles.get(of) ?? of}”的模板，不是“${titles.get(code) ?? code}”的` };
  const current = mark(code, columns).split(':')[2];
  if (version !== current) return { wrong: `模板是旧版（${version ?? ''}），现行版是${current ?? ''}，请重新下载模板，把内容粘贴过去` };
  const head = sheet.rows[0] ?? [];
  const moved = columns.findIndex(({ title, required }, index) => (head[index] ?? '').trim() !== `${title}${required ? ' *' : ''}`);
  if (moved >= 0) return { wrong: `第${letter(moved)}列应是“${columns[moved]?.title ?? ''}”，请不要改动表头` };
  const rows = sheet.rows
    .map((cells, index) => ({ row: index + 1, cells: columns.map((_, column) => cells[column] ?? '') }))
    .slice(1)
    .filter(({ cells }) => cells.some((text) => text.trim() !== ''));
  return { rows };
}
