import type { Choice } from '#contract/shapes.ts';
import { readDay } from '../text/day-text.ts';
import { fenOfYuan } from '../text/money-text.ts';
import type { Field } from './schema.ts';
import type { Values } from './values.ts';

/** The choices of each reference column, so that a pasted name finds its value. */
export type Labels = Readonly<Record<string, readonly Choice[]>>;

/** A block copied from a spreadsheet: lines of cells, quoted cells unquoted. */
export function cellsOf(text: string): readonly (readonly string[])[] {
  const lines: string[][] = [['']];
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const [letter, line] = [text[at] ?? '', lines[lines.length - 1] ?? []];
    const cell = line.length - 1;
    if (letter === '"' && quoted && text[at + 1] === '"') [line[cell], at] = [`${line[cell]}"`, at + 1];
    else if (letter === '"' && (quoted || line[cell] === '')) quoted = !quoted;
    else if (letter === '\t' && !quoted) line.push('');
    else if (letter === '\n' && !quoted) lines.push(['']);
    else if (letter !== '\r') line[cell] = `${line[cell] ?? ''}${letter}`;
  }
  return lines.map((line) => line.map((cell) => cell.trim())).filter((line, index) => line.some((cell) => cell !== '') || index < lines.length - 1);
}

/** Several cells, or several lines: not a word pasted into one field. */
export const isBlock = (text: string): boolean => /\t|\n./.test(text.trim());

/** 全角的数字、标点、空格和半角的一样读。 */
const half = (text: string): string => text.normalize('NFKC').trim();
const numberIn = (cell: string): number | undefined => {
  const cleaned = half(cell)
    .replace(/[,，\s]/g, '')
    .replace(/(%|次|人|项|家|件|小时|平方米|m2)$/, '');
  return cleaned !== '' && Number.isFinite(Number(cleaned)) ? Number(cleaned) : undefined;
};
const chosen = (choices: readonly Choice[], cell: string): string | undefined =>
  choices.find(({ value, label }) => label === cell || value === cell || half(label) === half(cell))?.value;
const flags: Readonly<Record<string, boolean>> = {
  是: true,
  对: true,
  有: true,
  '√': true,
  '✓': true,
  '1': true,
  true: true,
  yes: true,
  y: true,
  否: false,
  无: false,
  没有: false,
  '×': false,
  '✗': false,
  '0': false,
  false: false,
  no: false,
  n: false,
};

/** What stands in a cell, as the value of this column; undefined where it cannot be read. */
export function readCell(field: Field, cell: string, labels: Labels): unknown {
  if (cell === '') return undefined;
  switch (field.kind) {
    case 'number':
    case 'score':
      return numberIn(cell);
    case 'money':
      return fenOfYuan(half(cell));
    case 'date':
      return readDay(half(cell));
    case 'flag':
      return flags[half(cell).toLowerCase()];
    case 'enum':
      return chosen(field.choices, cell);
    case 'choice':
      return chosen(labels[field.href] ?? [], cell);
    case 'text':
      return cell;
    default:
      return undefined;
  }
}

const wanted: Readonly<Partial<Record<Field['kind'], string>>> = {
  number: '应是数字',
  score: '应是数字',
  money: '应是金额，如 1,234.50',
  date: '应是日期，如 2026年3月1日、2026/3/1',
  flag: '应填“是”或“否”',
  enum: '不在可选的里面',
  choice: '没有这一个，或不在您的范围内',
};
/** A cell that was not understood: where it would have gone, what stood in it, what it should have been. */
export type Unread = Readonly<{ row: number; column: string; title: string; cell: string; why: string }>;
/** `beyond`: the lines there was no room for. */
export type Pasted = Readonly<{ rows: readonly Values[]; taken: number; unread: readonly Unread[]; beyond: number }>;

/** The first line of a block is often the heads of its columns. */
const isHead = (fields: readonly Field[], from: number, line: readonly string[]): boolean => {
  const heads = line.filter(
    (cell, index) => cell !== '' && fields[from + index] !== undefined && half(cell).replace(/[（(].*$/, '') === fields[from + index]?.title,
  );
  return heads.length > 0 && heads.length === line.filter((cell) => cell !== '').length;
};

/**
 * Lays a block over the table from the cell it was pasted into, adding rows as needed.
 * @returns the new rows, how many were laid, the cells that could not be read, and how many lines had no room
 */
export function pasteInto(
  fields: readonly Field[],
  rows: readonly Values[],
  start: Readonly<{ row: number; column: number }>,
  text: string,
  labels: Labels,
  most = 500,
): Pasted {
  const next: Values[] = [...rows];
  const unread: Unread[] = [];
  const given = cellsOf(text);
  const all = given.length > 1 && isHead(fields, start.column, given[0] ?? []) ? given.slice(1) : given;
  const lines = all.slice(0, Math.max(0, most - start.row));
  lines.forEach((line, offset) => {
    const row: Record<string, unknown> = { ...next[start.row + offset] };
    line.forEach((cell, index) => {
      const field = fields[start.column + index];
      if (field === undefined || cell === '') return;
      const value = readCell(field, cell, labels);
      if (value === undefined)
        unread.push({ row: start.row + offset, column: field.name, title: field.title, cell, why: wanted[field.kind] ?? '这一栏不能粘贴' });
      else row[field.name] = value;
    });
    next[start.row + offset] = row;
  });
  return { rows: next, taken: lines.length, unread, beyond: all.length - lines.length };
}
