import type { Section } from '#contract/shapes.ts';
import type { Actor } from '#core/people/actor.ts';
import { dayZh } from '#core/shared/days.ts';
import type { Standard } from '#core/standard/standard.ts';
import type { Names } from '../../names.ts';

/** What a matter says of itself, kind by kind, to this reader. */
export type Told = (matter: never, context: Readonly<{ names: Names; actor: Actor; standard: Standard }>) => readonly Section[];

export const date = (day: string | undefined): string | undefined => (day === undefined ? undefined : dayZh(day));
export const attached = (file: string | undefined): readonly [string | undefined, string?] => (file === undefined ? [undefined] : ['查看文件', file]);
export const fields = (title: string, lines: readonly (readonly [string, string | undefined, string?])[]): Section => ({
  title,
  fields: lines.flatMap(([label, text, file]) => (text === undefined || text === '' ? [] : [{ label, text, ...(file === undefined ? {} : { file }) }])),
});
export const table = (title: string, columns: readonly string[], rows: readonly (readonly string[])[]): Section => ({
  title,
  fields: [],
  columns: [...columns],
  rows: rows.map((row) => [...row]),
});
