import { sql, type RawBuilder } from 'kysely';
import { figures, type Counted, type Figure, type Period, type Source } from '#core/year/figures.ts';
import type { Db } from './connection.ts';
import { present } from './reading.ts';
import { yearSources } from './year-sources.ts';

/** The definition of a figure as a condition: the same words core counts by. `e` is its source. */
export function conditionOf({ on, where = {} }: Figure, { from, to }: Period): RawBuilder<boolean> {
  const column = sql.ref(`e.${on}`);
  const when =
    on === 'running'
      ? sql<boolean>`e.event <= ${to}::date and (e.until is null or e.until >= ${from}::date)`
      : on === 'entered'
        ? sql<boolean>`(e.entered at time zone 'Asia/Shanghai')::date between ${from}::date and ${to}::date`
        : sql<boolean>`${column} between ${from}::date and ${to}::date`;
  const held = Object.entries(where).map(([name, values]) => {
    const [first] = values;
    return typeof first === 'boolean'
      ? sql<boolean>`${sql.ref(`e.${name}`)} = ${first}`
      : sql<boolean>`${sql.ref(`e.${name}`)} = any(${values as string[]}::text[])`;
  });
  return sql<boolean>`(${sql.join([when, ...held], sql` and `)})`;
}
export const amountOf = ({ sum }: Figure): RawBuilder<number> => (sum === undefined ? sql<number>`1` : sql<number>`${sql.ref(`e.${sum}`)}`);

const sources = [...new Set(figures.map(({ of }) => of))];
const ofSource = (source: Source): readonly Figure[] => figures.filter(({ of }) => of === source);
/** Whatever the source: nothing outside the period is read, so that an index on the day helps. */
const roughly = (source: Source, { from, to }: Period): RawBuilder<boolean> => {
  const days = new Set(ofSource(source).map(({ on }) => on));
  return days.size === 1 && days.has('event') ? sql<boolean>`e.event between ${from}::date and ${to}::date` : sql<boolean>`true`;
};

/** How rows are put together: the expression to group by, and which studios are in. `s` is the studio. */
export type Grouping = Readonly<{ by: RawBuilder<string>; scope: RawBuilder<boolean>; joins?: RawBuilder<unknown> }>;

/** 一段时间里的全部数字，一组一行：每个来源一条语句，不论多少家。 */
export async function rollUp(db: Db, period: Period, { by, scope, joins = sql`` }: Grouping): Promise<ReadonlyMap<string, Record<string, number>>> {
  const groups = new Map<string, Record<string, number>>();
  for (const source of sources) {
    const columns = ofSource(source).map(
      (figure) => sql`coalesce(sum(${amountOf(figure)}) filter (where ${conditionOf(figure, period)}), 0)::float8 as ${sql.ref(figure.code)}`,
    );
    const { rows } = await sql<Record<string, number> & { group: string }>`
      select ${by} as "group", ${sql.join(columns)} from (${sql.raw(yearSources[source])}) e join studio s on s.id = e.studio_id ${joins}
      where ${scope} and ${roughly(source, period)} group by 1`.execute(db);
    for (const { group, ...values } of rows) groups.set(group, { ...groups.get(group), ...values });
  }
  return groups;
}

const nought = Object.fromEntries(figures.map(({ code }) => [code, 0]));
/** The figures of one studio. */
export async function sumsOf(db: Db, studio: string, period: Period): Promise<Record<string, number>> {
  const groups = await rollUp(db, period, { by: sql<string>`s.id`, scope: sql<boolean>`s.id = ${studio}` });
  return { ...nought, ...groups.get(studio) };
}

/** Every entry of a studio that may be behind a figure of the period, as core counts it. */
export async function countedOf(db: Db, studio: string | undefined, { from, to }: Period): Promise<readonly Counted[]> {
  const all: Counted[] = [];
  for (const source of sources) {
    const { rows } = await sql<{ row: Record<string, string | number | boolean | null> }>`
      select to_jsonb(e) as row from (${sql.raw(yearSources[source])}) e
      where ${studio === undefined ? sql`true` : sql`e.studio_id = ${studio}`}
        and e.event <= ${to}::date and (${source === 'entry' ? sql`e.event >= ${from}::date` : sql`true`}) order by e.event, e.id`.execute(db);
    all.push(...rows.map(({ row }) => countedRow(source, row)));
  }
  return all;
}
function countedRow(source: Source, row: Record<string, string | number | boolean | null>): Counted {
  const { id, studio_id, event, until, closed, ended, entered, ...attributes } = row;
  const days = present({ until, closed, ended, entered: typeof entered === 'string' ? entered.slice(0, 10) : null }) as Pick<
    Counted,
    'until' | 'closed' | 'ended' | 'entered'
  >;
  return { id: String(id), studio: String(studio_id), source, event: String(event), ...days, attributes: attributes as Counted['attributes'] };
}
