import { sql } from 'kysely';
import { cellText, type ImportColumn } from '#core/imports/columns.ts';
import { judgeRows, keyOf, type CellFault, type RowVerdict } from '#core/imports/judge.ts';
import type { ImportReport } from '#contract/shapes.ts';
import type { Work } from '#server/kernel/house.ts';
import { notFound, Refusal, refuse, type RefusalReason } from '#server/kernel/refusal.ts';
import { readTemplate, writeTemplate } from '#server/sheets/write-template.ts';
import type { ReadSheet } from '#server/sheets/read-sheet.ts';
import { importKinds, importTitles, type Choices, type ImportKind } from './kinds.ts';

/** So many new rows are tried for real in a dry run, and taken back; of more, only what stands in the cells is judged. */
const triedRows = 1_000;
const shownRows = 500;

/** What this actor may import. */
export const importsFor = ({ actor }: Pick<Work, 'actor'>): readonly ImportKind[] => importKinds.filter(({ by }) => by.includes(actor.office));
/** @throws Refusal 404 */
export function importKind(work: Pick<Work, 'actor'>, code: string): ImportKind {
  const kind = importsFor(work).find((one) => one.code === code);
  if (kind === undefined) throw notFound();
  return kind;
}

/** A choice that is there already is printed by its name, as it would be written. */
const print = (column: ImportColumn, value: unknown): string => (column.is === 'choice' ? String(value ?? '') : cellText(column, value));
const printedRows = async (work: Work, kind: ImportKind, columns: readonly ImportColumn[]): Promise<readonly (readonly string[])[]> =>
  (await kind.existing(work)).map((row) => columns.map((column) => print(column, row[column.key])));

const listsOf = (columns: readonly ImportColumn[], choices: Choices): ReadonlyMap<string, readonly string[]> =>
  new Map(
    columns.flatMap(({ key, is, of = '', labels }) =>
      is === 'choice' ? [[key, [...(choices.get(of)?.keys() ?? [])]] as const] : is === 'enum' ? [[key, Object.values(labels ?? {})] as const] : [],
    ),
  );

/** The template of a kind: empty, or `filled` with what is there — an export that can come back. */
export async function templateOf(work: Work, code: string, filled: boolean): Promise<Readonly<{ name: string; bytes: Buffer; rows: number }>> {
  const kind = importKind(work, code);
  const columns = kind.columns(work);
  const rows = filled ? await printedRows(work, kind, columns) : [];
  const bytes = await writeTemplate({ code, title: kind.zh, columns, lists: listsOf(columns, await kind.choices(work)), rows });
  return { name: `${kind.zh}${filled ? '' : '（导入模板）'}.xlsx`, bytes, rows: rows.length };
}

const faultsOf = (columns: readonly ImportColumn[], { reasons }: Refusal): readonly CellFault[] =>
  reasons.map(({ field, message }) => ({ column: columns.find(({ key }) => key === field?.split('.')[0])?.title ?? '', message }));

/** Takes the new rows one by one the way the screens do; what is refused is said of its row, and nothing of it stays. */
async function tryRows(work: Work, kind: ImportKind, columns: readonly ImportColumn[], verdicts: readonly RowVerdict[]): Promise<readonly RowVerdict[]> {
  const after: RowVerdict[] = [];
  for (const verdict of verdicts) {
    if (verdict.says !== 'new') {
      after.push(verdict);
      continue;
    }
    await sql`savepoint import_row`.execute(work.tx);
    try {
      await kind.take(work, verdict.input);
      await sql`release savepoint import_row`.execute(work.tx);
      after.push(verdict);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      await sql`rollback to savepoint import_row`.execute(work.tx);
      after.push({ row: verdict.row, label: verdict.label, says: 'refused', faults: faultsOf(columns, error) });
    }
  }
  return after;
}

export type Judged = Readonly<{
  kind: ImportKind;
  columns: readonly ImportColumn[];
  cells: ReadonlyMap<number, readonly string[]>;
  verdicts: readonly RowVerdict[];
}>;

/**
 * 试导入或正式导入：先逐格读，再凭自然键比对，新的照屏幕上的办法记进去。有一行不行，就一行也不进。
 * @throws Refusal 404, 422 when the workbook is not this template
 */
export async function runImport(work: Work, code: string, sheets: readonly ReadSheet[], dry: boolean): Promise<Judged> {
  const kind = importKind(work, code);
  const columns = kind.columns(work);
  const filled = readTemplate(code, columns, importTitles, sheets);
  if ('wrong' in filled) throw refuse(422, 'not-this-template', filled.wrong, 'file');
  if (filled.rows.length === 0) throw refuse(422, 'nothing-filled', '表里没有填写内容', 'file');
  // Two who import the same at once: the second sees what the first has brought.
  if (!dry) await sql`select pg_advisory_xact_lock(hashtextextended(${`import ${code}`}, 11))`.execute(work.tx);

  const existing = new Map((await printedRows(work, kind, columns)).map((cells) => [keyOf(columns, kind.keys, cells), cells]));
  const choices = await kind.choices(work);
  const names = new Map([...choices].map(([of, list]) => [of, new Map([...list].map(([name, id]) => [id, name]))]));
  const printed = (column: ImportColumn, value: unknown): string =>
    column.is === 'choice' ? (names.get(column.of ?? '')?.get(String(value)) ?? '') : cellText(column, value);
  const read = judgeRows({ columns, keys: kind.keys, existing, choices, ...(kind.untold === undefined ? {} : { untold: kind.untold }) }, filled.rows, printed);
  const cells = new Map(filled.rows.map((row) => [row.row, row.cells]));
  const clean = read.every(({ says }) => says !== 'refused');
  const fresh = read.filter(({ says }) => says === 'new').length;
  const worthTrying = clean && fresh > 0 && (!dry || fresh <= triedRows);
  const verdicts = worthTrying ? await tryRows(work, kind, columns, read) : read;
  return { kind, columns, cells, verdicts };
}

/** The same, and nothing of it stays: inside the transaction it is run in, everything is taken back to where it began. */
export async function dryRun(work: Work, code: string, sheets: readonly ReadSheet[]): Promise<Judged> {
  await sql`savepoint dry_run`.execute(work.tx);
  try {
    return await runImport(work, code, sheets, true);
  } finally {
    await sql`rollback to savepoint dry_run`.execute(work.tx);
  }
}

const count = (verdicts: readonly RowVerdict[], says: RowVerdict['says']): number => verdicts.filter((one) => one.says === says).length;

/** What is told of an import: how many of each, and the rows — those with faults first. */
export function reportOf({ kind, verdicts }: Judged, done: boolean): ImportReport {
  const refused = count(verdicts, 'refused');
  const shown = [...verdicts.filter(({ says }) => says === 'refused'), ...verdicts.filter(({ says }) => says !== 'refused')].slice(0, shownRows);
  return {
    code: kind.code,
    title: kind.zh,
    done,
    fresh: count(verdicts, 'new'),
    same: count(verdicts, 'same'),
    refused,
    rows: shown.map((verdict) => ({
      row: verdict.row,
      label: verdict.label,
      says: verdict.says,
      faults: verdict.says === 'refused' ? verdict.faults.map((fault) => ({ ...fault })) : [],
    })),
    more: Math.max(0, verdicts.length - shownRows),
  };
}

/** What stands in the way of an import, row by row, for a refusal: everything or nothing. */
export const refusedRows = ({ verdicts }: Judged): readonly RefusalReason[] => [
  { code: 'nothing-imported', message: `有${count(verdicts, 'refused')}行不能导入，一行也没有导入，请改好后再试` },
  ...verdicts
    .flatMap((verdict) =>
      verdict.says === 'refused'
        ? verdict.faults.map(({ column, message }) => ({ code: 'row-refused', message: `第${verdict.row}行${column}：${message}` }))
        : [],
    )
    .slice(0, 100),
];

const saysZh: Readonly<Record<RowVerdict['says'], string>> = { new: '新增', same: '已有，不变', refused: '不能导入' };
/** The workbook that goes back: the same rows, each with its verdict beside it. */
export const verdictBook = ({ kind, columns, cells, verdicts }: Judged): Promise<Buffer> =>
  writeTemplate({
    code: kind.code,
    title: kind.zh,
    columns,
    lists: new Map(),
    rows: verdicts.map(({ row }) => cells.get(row) ?? []),
    faulty: verdicts.flatMap((verdict, row) =>
      verdict.says === 'refused'
        ? [...verdict.faults.map(({ column }) => columns.findIndex(({ title }) => title === column)), columns.length]
            .filter((column) => column >= 0)
            .map((column) => [row, column] as const)
        : [],
    ),
    results: verdicts.map((verdict) => [
      saysZh[verdict.says],
      verdict.says === 'refused' ? verdict.faults.map(({ column, message }) => `${column === '' ? '' : `${column}：`}${message}`).join('；') : '',
    ]),
  });
