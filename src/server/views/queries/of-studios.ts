import { sql, type SqlBool } from 'kysely';
import { studioFields } from '#core/query/fields.ts';
import { like } from '../paging.ts';
import { asked, compared, named, type Compiler, type Where } from './asked.ts';

/** 工作室的查询：`现况:整改 归口:思明 记台账<2013-09-01`. `standings` are the codes and the words people read. */
export function studioConditions(q: string | undefined, standings: Readonly<Record<string, string>>): readonly Where[] {
  const compilers: Readonly<Record<string, Compiler>> = {
    standing({ value }) {
      const wanted = Object.entries(standings).flatMap(([code, zh]) => (code === value || zh.includes(value) ? [code] : []));
      return wanted.length === 0 ? sql<SqlBool>`false` : sql<SqlBool>`studio.standing in (${sql.join(wanted)})`;
    },
    union: ({ value }) => named('above.name', value),
    unit: ({ value }) => sql<SqlBool>`(${named('host.name', value)} or ${named('host.unitName', value)})`,
    lead: ({ value }) => sql<SqlBool>`(${named('lead.name', value)} or ${named('lead.initials', value)})`,
    created: ({ op, value }) => compared(sql`studio.created_on`, op, sql`${value}::date`),
    qualified: ({ op, value }) => compared(sql`studio.qualified_on`, op, sql`${value}::date`),
    entered: ({ op, value }) => compared(sql`studio.last_entry_on`, op, sql`${value}::date`),
  };
  return asked(q, studioFields, compilers, (word) => sql<SqlBool>`lower(studio.search || ' ' || coalesce(studio.plaque_no, '')) like ${like(word)}`);
}
