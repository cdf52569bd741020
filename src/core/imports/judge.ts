import { readCell, type ImportColumn } from './columns.ts';

/** One row of the sheet as it was read: its number in the sheet and its cells, as text. */
export type SheetRow = Readonly<{ row: number; cells: readonly string[] }>;
export type CellFault = Readonly<{ column: string; message: string }>;
/**
 * 一行的结论：新增、已有不变，或有错不能导入（说明在第几行哪一栏）。
 * `input` is what a form would have brought; only a new row has one.
 */
export type RowVerdict = Readonly<{ row: number; label: string }> &
  Readonly<{ says: 'new'; input: Readonly<Record<string, unknown>> } | { says: 'same' } | { says: 'refused'; faults: readonly CellFault[] }>;

export type Judging = Readonly<{
  columns: readonly ImportColumn[];
  /** The columns by which a row is known: the same again is the same. */
  keys: readonly string[];
  /** What is there already, by its key: the cells as an export would print them. */
  existing: ReadonlyMap<string, readonly string[]>;
  choices: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Columns whose present values nobody is told: they are not compared. */
  untold?: readonly string[];
}>;

const plain = (text: string): string => text.normalize('NFC').replaceAll(/\s+/gu, ' ').trim().toLowerCase();
/** The key of a row, from its cells as printed. */
export const keyOf = (columns: readonly ImportColumn[], keys: readonly string[], cells: readonly string[]): string =>
  keys.map((key) => plain(cells[columns.findIndex((column) => column.key === key)] ?? '')).join('\u0000');

/** Every row of a sheet, judged; a row that stands twice in the sheet is refused the second time. */
export function judgeRows(
  { columns, keys, existing, choices, untold = [] }: Judging,
  rows: readonly SheetRow[],
  print: (column: ImportColumn, value: unknown) => string,
): readonly RowVerdict[] {
  const seen = new Map<string, number>();
  return rows.map(({ row, cells }): RowVerdict => {
    const label = keys
      .map((key) => (cells[columns.findIndex((column) => column.key === key)] ?? '').trim())
      .filter((text) => text !== '')
      .join(' · ');
    const read = columns.map((column, index) => [column, readCell(column, cells[index] ?? '', choices.get(column.of ?? ''))] as const);
    const faults = read.flatMap(([{ title }, result]) => ('wrong' in result ? [{ column: title, message: result.wrong }] : []));
    if (faults.length > 0) return { row, label, says: 'refused', faults };

    const values = read.map(([column, result]) => [column, 'value' in result ? result.value : undefined] as const);
    const printed = values.map(([column, value]) => print(column, value));
    const key = keyOf(columns, keys, printed);
    const first = seen.get(key);
    if (first !== undefined) return { row, label, says: 'refused', faults: [{ column: titleOf(columns, keys[0]), message: `与第${first}行重复` }] };
    seen.set(key, row);

    const known = existing.get(key);
    if (known === undefined)
      return { row, label, says: 'new', input: Object.fromEntries(values.flatMap(([{ key: name }, value]) => (value === undefined ? [] : [[name, value]]))) };
    // Nothing written is no wish to erase what is there.
    const differing = columns.flatMap((column, index) => {
      const [is, was] = [printed[index] ?? '', known[index] ?? ''];
      return is === '' || untold.includes(column.key) || plain(is) === plain(was)
        ? []
        : [{ column: column.title, message: `系统里是“${was}”，表里是“${is}”；要更正请在系统里更正` }];
    });
    return differing.length === 0 ? { row, label, says: 'same' } : { row, label, says: 'refused', faults: differing };
  });
}
const titleOf = (columns: readonly ImportColumn[], key: string | undefined): string => columns.find((column) => column.key === key)?.title ?? '';
