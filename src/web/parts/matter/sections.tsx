import type { Section } from '#contract/shapes.ts';
import { Fields } from '../look/fields.tsx';
import { Block } from '../look/page.tsx';
import { RecordTable } from '../look/record-table.tsx';

const isFigure = (text: string): boolean => /^-?[\d,]+(\.\d+)?$/.test(text);
/** Columns in which every cell is a figure stand to the right. */
const figuresIn = (columns: readonly string[], rows: readonly (readonly string[])[]): number[] =>
  columns.flatMap((_, index) => (rows.length > 0 && rows.every((row) => isFigure(row[index] ?? '') || row[index] === '') ? [index] : []));

/** Columns of a few signs each, which would be broken in the middle on a phone. */
const shortIn = (columns: readonly string[], rows: readonly (readonly string[])[]): number[] =>
  columns.flatMap((_, index) => (rows.length > 0 && rows.every((row) => (row[index] ?? '').length <= 4) ? [index] : []));

/** What a matter says about itself. */
export function Sections({ sections }: { sections: readonly Section[] }) {
  return sections.map(({ title, fields, columns, rows }) => (
    <Block key={title} title={title}>
      <Fields fields={fields} />
      {columns && rows && <RecordTable caption={title} columns={columns} rows={rows} numeric={figuresIn(columns, rows)} short={shortIn(columns, rows)} />}
    </Block>
  ));
}
