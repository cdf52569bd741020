import { sql, type RawBuilder } from 'kysely';
import type { ListCounts } from '#contract/shapes.ts';
import type { Work } from '#server/kernel/house.ts';
import { refuse } from '#server/kernel/refusal.ts';

/** One bar: what it is called, and the filters of the list that narrow it to this; none where the list cannot say it. */
export type Bar = Readonly<{ label: string; narrow?: Readonly<Record<string, string>> | undefined }>;
export type Look = Readonly<{
  code: string;
  zh: string;
  /** What the rows are put together by; null where a row has none. */
  by: RawBuilder<string | null>;
  /** A name that comes with the key. */
  named?: RawBuilder<string>;
  bar: (key: string | null, name: string) => Bar;
  /** In the order of the keys (months, how soon); otherwise the longest bar comes first. */
  inOrder?: true;
}>;
/** The rows of a list as it is filtered, and the ways to look at them. */
export type Looks = Readonly<{ from: RawBuilder<unknown>; where: RawBuilder<unknown>; looks: readonly Look[]; unit: string; value?: RawBuilder<number> }>;
type Row = Readonly<{ key: string | null; name: string | null; n: number; total: number }>;

/** The most bars that are looked at; the rest is said as one figure. */
const mostBars = 60;

/** Two keys may be called the same: people see one bar. */
function byLabel(rows: readonly Row[], { bar }: Look): ListCounts['bars'] {
  const bars = new Map<string, ListCounts['bars'][number]>();
  for (const { key, name, n } of rows) {
    const { label, narrow } = bar(key, name ?? '');
    const value = n + (bars.get(label)?.value ?? 0);
    bars.set(label, narrow === undefined ? { label, value } : { label, value, narrow: { ...narrow } });
  }
  return [...bars.values()];
}

/**
 * How much of a list stands where: one statement over the whole list as it is filtered, in the reader's own scope.
 * @throws Refusal 422 when the list cannot be looked at by that
 */
export async function countList({ tx }: Pick<Work, 'tx'>, { from, where, looks, unit, value }: Looks, by: string | undefined): Promise<ListCounts> {
  const look = by === undefined ? looks[0] : looks.find(({ code }) => code === by);
  if (look === undefined) throw refuse(422, 'unknown-look', `只能按${looks.map(({ zh }) => zh).join('、')}看`, 'by');
  const measure = value === undefined ? sql<number>`count(*)` : sql<number>`coalesce(sum(${value}), 0)`;
  const order = look.inOrder ? sql`1 desc nulls first` : sql`3 desc, 1`;
  const { rows } = await sql<Row>`
    select ${look.by} as key, ${look.named === undefined ? sql`null` : sql`max(${look.named})`} as name, (${measure})::float8 as n,
      (sum(${measure}) over ())::float8 as total
    ${from} where ${where} group by 1 order by ${order} limit ${mostBars}`.execute(tx);
  const bars = byLabel(look.inOrder ? rows.toReversed() : rows, look);
  const total = rows[0]?.total ?? 0;
  return {
    looks: looks.map(({ code, zh }) => ({ code, zh })),
    by: look.code,
    unit,
    total,
    rest: Math.round((total - bars.reduce((sum, one) => sum + one.value, 0)) * 100) / 100,
    bars: bars.toSorted((a, b) => (look.inOrder ? 0 : b.value - a.value)),
  };
}
