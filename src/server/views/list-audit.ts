import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { officeZh, type Office } from '#core/people/actor.ts';
import type { Work } from '#server/kernel/house.ts';
import { refuse } from '#server/kernel/refusal.ts';
import { cut, decodeCursor, like } from './paging.ts';

const readers = ['auditor', 'auditadmin', 'secadmin'];

/** What actions are called: whoever mounts them knows. */
export type Named = Readonly<{ zh: (what: string) => string; containing: (words: string) => readonly string[] }>;
/**
 * Which lines of the audit a list is about.
 * @throws Refusal 403 whoever does not read it
 */
export function auditAsked({ actor }: Pick<Work, 'actor'>, q: string | undefined, { containing }: Named): readonly RawBuilder<SqlBool>[] {
  if (!readers.includes(actor.office)) throw refuse(403, 'not-your-page', '审计日志供经审会和审计管理员查看');
  return q ? [sql<SqlBool>`(lower(what) like ${like(q)} or lower(which) like ${like(q)} or what = any(${[...containing(q)]}))`] : [];
}

/** The audit, newest first, for those whose office it is. */
export async function listAudit(work: Work, { limit, cursor, q }: { limit: number; cursor?: string; q?: string }, named: Named) {
  const after = decodeCursor(cursor);
  let query = work.tx
    .selectFrom('audit')
    .leftJoin('person', 'person.id', 'audit.personId')
    .select(['audit.id', 'cityAt', 'office', 'what', 'which', 'outcome', 'detail', 'person.name'])
    .orderBy('audit.id', 'desc')
    .limit(limit + 1);
  for (const condition of auditAsked(work, q, named)) query = query.where(condition);
  if (after) query = query.where('audit.id', '<', after.id);
  return cut(
    await query.execute(),
    limit,
    ({ id, cityAt }) => ({ after: cityAt, id }),
    ({ id, cityAt, office, what, which, outcome, detail, name }) => ({
      id,
      at: cityAt,
      actor: name ?? '—',
      office: officeZh[office as Office] ?? '未登录',
      what,
      whatZh: named.zh(what),
      which,
      outcome: outcome as 'done' | 'refused',
      detail: JSON.stringify(detail),
    }),
  );
}
