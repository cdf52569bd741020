import { sql, type RawBuilder } from 'kysely';
import type { QueryField } from '#core/query/fields.ts';
import { narrowedQuery, type Operator } from '#core/query/parse.ts';
import { industries } from '../industries.ts';
import type { Look } from './count-list.ts';

/** Ways of looking that several lists share. */

type Said = readonly (readonly [field: string, op: Operator, value: string])[];
const longest = 200;
/** How a list with a query is narrowed: its own words, and these conditions as well. */
export const asking =
  (q: string | undefined, fields: readonly QueryField[]) =>
  (...said: Said): Readonly<Record<string, string>> | undefined => {
    const next = narrowedQuery(
      q ?? '',
      said.map(([field, op, value]) => ({ field, op, value })),
      fields,
    );
    return next === undefined || next.length > longest ? undefined : { q: next };
  };

/** By union; a row without one says so. */
export const byUnion = (
  id: RawBuilder<string | null>,
  name: RawBuilder<string>,
  narrow: (id: string, name: string) => Readonly<Record<string, string>> | undefined = (union) => ({ union }),
): Look => ({
  code: 'union',
  zh: '归口工会',
  by: id,
  named: name,
  bar: (key, named) => (key === null ? { label: '没有归口工会' } : { label: named, narrow: narrow(key, named) }),
});

/** By month of a day; the last months, oldest first. */
export const byMonth = (
  code: string,
  zh: string,
  day: RawBuilder<unknown>,
  narrow?: (from: string, to: string) => Readonly<Record<string, string>> | undefined,
): Look => ({
  code,
  zh,
  by: sql<string>`to_char(${day}, 'YYYY-MM')`,
  inOrder: true,
  bar: (key) => {
    if (key === null) return { label: '没有日期' };
    const [year = 0, month = 0] = key.split('-').map(Number);
    return { label: `${year}年${month}月`, narrow: narrow?.(`${key}-01`, `${key}-${new Date(Date.UTC(year, month, 0)).getUTCDate()}`) };
  },
});

/** By year of a day. */
export const byYear = (
  code: string,
  zh: string,
  day: RawBuilder<unknown>,
  none: string,
  narrow: (year: string) => Readonly<Record<string, string>> | undefined,
): Look => ({
  code,
  zh,
  by: sql<string>`to_char(${day}, 'YYYY')`,
  inOrder: true,
  bar: (key) => (key === null ? { label: none } : { label: `${key}年`, narrow: narrow(key) }),
});

/** By a word out of a table, which is a filter of the list's own. */
export const byWord = (filter: string, zh: string, column: RawBuilder<string>, words: (code: string) => string, narrows = true): Look => ({
  code: filter,
  zh,
  by: column,
  bar: (key) => (key === null ? { label: '未填' } : { label: words(key), narrow: narrows ? { [filter]: key } : undefined }),
});

/** By industry of the unit (GB/T 4754 门类). */
export const byIndustry = (code: RawBuilder<string>): Look => byWord('industry', '行业', code, (key) => industries(new Set([key]))[0]?.name ?? key);
