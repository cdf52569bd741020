import { sql, type SqlBool } from 'kysely';
import { studioFields } from '#core/query/fields.ts';
import { has } from '../paging.ts';
import { asked, compared, ofUnion, says, type Compiler, type Where } from './asked.ts';

/** 工作室按名称、领衔人、单位、拼音或牌匾编号的一部分；`studio` is its table or alias. */
export const ofStudio = (studio: string, word: string): Where =>
  has(sql`${sql.ref(`${studio}.search`)} || ' ' || coalesce(${sql.ref(`${studio}.plaqueNo`)}, '')`, word);

/** 工作室的查询：`现况:整改 归口:思明 记台账<2013-09-01`. `standings` are the codes and the words people read. */
export function studioConditions(q: string | undefined, standings: Readonly<Record<string, string>>): readonly Where[] {
  const compilers: Readonly<Record<string, Compiler>> = {
    standing(condition) {
      const wanted = Object.entries(standings).flatMap(([code, zh]) => (code === condition.value || says(zh, condition) ? [code] : []));
      return wanted.length === 0 ? sql<SqlBool>`false` : sql<SqlBool>`studio.standing in (${sql.join(wanted)})`;
    },
    union: (condition) => ofUnion('studio.supervisingUnion', condition),
    unit: (condition) => ofUnion('studio.hostUnion', condition),
    lead: ({ op, value }) =>
      sql<SqlBool>`studio.lead_id = any(array(select p.id from person p where ${op === '=' ? sql`p.name = ${value}` : has(sql`p.name || ' ' || p.initials`, value)}))`,
    created: ({ op, value }) => compared(sql`studio.created_on`, op, sql`${value}::date`),
    qualified: ({ op, value }) => compared(sql`studio.qualified_on`, op, sql`${value}::date`),
    entered: ({ op, value }) => compared(sql`studio.last_entry_on`, op, sql`${value}::date`),
  };
  return asked(q, studioFields, compilers, (word) => ofStudio('studio', word));
}
