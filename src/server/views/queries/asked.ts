import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { QueryField } from '#core/query/fields.ts';
import { parseQuery, type Condition, type Operator } from '#core/query/parse.ts';
import { refusalOf } from '#server/kernel/refusal.ts';
import { has } from '../paging.ts';

export type Where = RawBuilder<SqlBool>;
/** How one condition becomes SQL; what it compares with goes in as a value, never as text of the statement. */
export type Compiler = (condition: Condition) => Where;

const signs: Readonly<Record<Operator, Where>> = { ':': sql`=`, '=': sql`=`, '>': sql`>`, '<': sql`<`, '>=': sql`>=`, '<=': sql`<=` };
export const compared = (left: RawBuilder<unknown>, op: Operator, right: RawBuilder<unknown>): Where => sql<SqlBool>`${left} ${signs[op]} ${right}`;
/** Longer in a place means having come earlier: comparisons of days turn round when they become comparisons of dates. */
export const turned: Readonly<Record<Operator, Operator>> = { ':': ':', '=': '=', '>': '<', '<': '>', '>=': '<=', '<=': '>=' };
/** A union by its name or its unit's, or by part of them, found before the list is read, so that the list is read by its index. */
export function ofUnion(column: string, { op, value }: Condition): Where {
  const named = op === '=' ? sql`${value} in (u.name, u.unit_name)` : has(sql`u.name || ' ' || coalesce(u.unit_name, '')`, value);
  return sql<SqlBool>`${sql.ref(column)} = any(array(select u.id from union_org u where ${named}))`;
}
/** Whether what people read is what was asked for: it has it in it, or is exactly that. */
export const says = (zh: string, { op, value }: Condition): boolean => (op === '=' ? zh === value : zh.includes(value));

/**
 * A query text as conditions of WHERE: what the language knows is compiled, every other word is looked for in the search text.
 * @throws Refusal 422 naming every word that is not known, with what was probably meant
 */
export function asked(
  q: string | undefined,
  fields: readonly QueryField[],
  compilers: Readonly<Record<string, Compiler>>,
  searched: (word: string) => Where,
): readonly Where[] {
  if (q === undefined || q === '') return [];
  const parsed = parseQuery(q, fields);
  if (!parsed.ok) throw refusalOf(parsed.reasons.map((reason) => ({ ...reason, field: 'q' })));
  const { words, conditions } = parsed.query;
  return [
    ...words.map(searched),
    ...conditions.map((condition) => {
      const where = compilers[condition.field]!(condition);
      return condition.not ? sql<SqlBool>`not coalesce(${where}, false)` : where;
    }),
  ];
}
