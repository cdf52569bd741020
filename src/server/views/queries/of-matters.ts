import { sql, type SqlBool } from 'kysely';
import { matterFields } from '#core/query/fields.ts';
import type { Condition } from '#core/query/parse.ts';
import { kinds } from '#core/lives.ts';
import { addDays, dayIn } from '#core/shared/days.ts';
import { lifeOf } from '#server/actions/any-life.ts';
import type { Work } from '#server/kernel/house.ts';
import { has } from '../paging.ts';
import { asked, compared, ofUnion, says, turned, type Compiler, type Where } from './asked.ts';
import { ofStudio } from './of-studios.ts';

const none = sql<SqlBool>`false`;
/** 状态是人看到的字：每一类里叫这个名字的。 */
function inState(asked: Condition): Where {
  const pairs = kinds.flatMap((kind) =>
    Object.entries(lifeOf(kind).states).flatMap(([code, { zh }]) => (says(zh, asked) || code === asked.value ? [sql`(${kind}::text, ${code}::text)`] : [])),
  );
  return pairs.length === 0 ? none : sql<SqlBool>`(matter.kind, matter.state) in (${sql.join(pairs)})`;
}
function ofKind(asked: Condition): Where {
  const wanted = kinds.filter((kind) => kind === asked.value || says(lifeOf(kind).zh, asked));
  return wanted.length === 0 ? none : sql<SqlBool>`matter.kind in (${sql.join(wanted)})`;
}

/** 我委派出去、还没有办的；代理人看得到被代理的人委派的。 */
const givenBy = ({ id, standsFor }: Work['actor']): Where =>
  sql<SqlBool>`(matter.handling -> 'delegated' is not null and matter.handling -> 'delegated' -> 'by' ->> 'person' in (${id}, ${standsFor ?? id}))`;

/** 事项的查询：`状态:公示 归口:思明 天数>5`。 */
export function matterConditions({ now, actor }: Pick<Work, 'now' | 'actor'>, q: string | undefined): readonly Where[] {
  const today = dayIn(now);
  const compilers: Readonly<Record<string, Compiler>> = {
    state: inState,
    kind: ofKind,
    union: (condition) => ofUnion('matter.supervisingUnion', condition),
    unit: (condition) => ofUnion('matter.hostUnion', condition),
    studio: ({ op, value }) => sql<SqlBool>`matter.studio in (select s.id from studio s where ${op === '=' ? sql`s.name = ${value}` : ofStudio('s', value)})`,
    days: ({ op, value }) => compared(sql`(matter.since at time zone 'Asia/Shanghai')::date`, turned[op], sql`${addDays(today, -Number(value))}::date`),
    left: ({ op, value }) => sql<SqlBool>`(matter.closed_at is null and ${compared(sql`matter.due_on`, op, sql`${addDays(today, Number(value))}::date`)})`,
    due: ({ op, value }) => sql<SqlBool>`(matter.closed_at is null and ${compared(sql`matter.due_on`, op, sql`${value}::date`)})`,
    opened: ({ op, value }) => compared(sql`(matter.opened_at at time zone 'Asia/Shanghai')::date`, op, sql`${value}::date`),
    given: ({ value }) => (value === 'true' ? givenBy(actor) : sql<SqlBool>`not ${givenBy(actor)}`),
    open: ({ value }) => (value === 'true' ? sql<SqlBool>`matter.closed_at is null` : sql<SqlBool>`matter.closed_at is not null`),
  };
  return asked(q, matterFields, compilers, (word) => has(sql`matter.search`, word));
}
