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

const numberIn = (cell: string): number | undefined => {
  const cleaned = cell.replace(/[,，\s]/g, '');
  return cleaned !== '' && Number.isFinite(Number(cleaned)) ? Number(cleaned) : undefined;
};
const chosen = (choices: readonly Choice[], cell: string): string | undefined => choices.find(({ value, label }) => label === cell || value === cell)?.value;

/** What stands in a cell, as the value of this column; undefined where it cannot be read. */
export function readCell(field: Field, cell: string, labels: Labels): unknown {
  if (cell === '') return undefined;
  switch (field.kind) {
    case 'number':
    case 'score':
      return numberIn(cell);
    case 'money':
      return fenOfYuan(cell);
    case 'date':
      return readDay(cell);
    case 'flag':
      return /^(是|√|对|有|1|true|yes|y)$/i.test(cell);
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

export type Pasted = Readonly<{ rows: readonly Values[]; taken: number; unread: readonly string[] }>;

/**
 * Lays a block over the table from the cell it was pasted into, adding rows as needed.
 * @returns the new rows, how many were laid, and the cells that could not be read
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
  const unread: string[] = [];
  const lines = cellsOf(text).slice(0, Math.max(0, most - start.row));
  lines.forEach((line, offset) => {
    const row: Record<string, unknown> = { ...next[start.row + offset] };
    line.forEach((cell, index) => {
      const field = fields[start.column + index];
      if (field === undefined || cell === '') return;
      const value = readCell(field, cell, labels);
      if (value === undefined) unread.push(cell);
      else row[field.name] = value;
    });
    next[start.row + offset] = row;
  });
  return { rows: next, taken: lines.length, unread };
}
