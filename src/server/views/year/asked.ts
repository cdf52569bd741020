import { sql, type RawBuilder } from 'kysely';
import { dayIn, yearOf } from '#core/shared/days.ts';
import type { Cut } from '#core/year/figures.ts';
import type { Work } from '#server/kernel/house.ts';
import { studioScope } from '#server/store/scope.ts';

/** Which year, cut how. */
export type Asked = Readonly<{ year?: number; cut: Cut }>;
export type Values = Readonly<Record<string, number>>;
export const yearIn = ({ now }: Work, asked: number | undefined): number => asked ?? yearOf(dayIn(now));

/** 行业门类，没登记的为“-”。 */
export const industryCode = sql<string>`coalesce(left(host.industry_code, 1), '-')`;
/** The studios the reader sees, narrowed to one, to a union, to an industry. */
export type Place = Readonly<{ studio?: string; union?: string; industry?: string }>;
export const placed = ({ actor }: Work, { studio, union, industry }: Place): RawBuilder<boolean> =>
  sql<boolean>`${sql.join(
    [
      studioScope(actor, 's'),
      ...(studio === undefined ? [] : [sql<boolean>`s.id = ${studio}`]),
      ...(union === undefined ? [] : [sql<boolean>`s.supervising_union = ${union}`]),
      ...(industry === undefined ? [] : [sql<boolean>`${industryCode} = ${industry}`]),
    ],
    sql` and `,
  )}`;
export const host = sql`join union_org host on host.id = s.host_union`;

/** 应报的：当年年底前已创建、没有撤销注销的。 */
export const obliged = (year: number): RawBuilder<boolean> =>
  sql<boolean>`(s.created_on <= ${`${year}-12-31`}::date and s.standing not in ('revoked', 'dissolved'))`;
export const asleep = (today: string, days: number): RawBuilder<boolean> => sql<boolean>`(${today}::date - coalesce(s.last_entry_on, s.created_on) >= ${days})`;
