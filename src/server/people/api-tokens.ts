import { sql } from 'kysely';
import { longestDays, mayHave, mostTokens, type Scope } from '#core/outside/scopes.ts';
import { officeZh, type Actor, type Office } from '#core/people/actor.ts';
import { dayIn, inCityTime, type Day } from '#core/shared/days.ts';
import type { ApiToken, Page } from '#contract/shapes.ts';
import type { Work } from '#server/kernel/house.ts';
import { newId } from '#server/kernel/ids.ts';
import { notFound, refuse } from '#server/kernel/refusal.ts';
import type { Db, Tx } from '#server/store/connection.ts';
import { cut, decodeCursor } from '#server/views/paging.ts';
import { letIn, type SignedIn } from './actor-of.ts';
import { looksLikeToken, newToken, tokenHash } from './tokens.ts';

const DAY_MS = 86_400_000;
const TOUCH_MS = 60_000;
/** Said in front, so that one that leaked is recognised by those who look for leaks. */
const prefix = 'lxt_';
const keepers: readonly Office[] = ['sysadmin', 'secadmin', 'auditadmin'];
const revokers: readonly Office[] = ['sysadmin', 'secadmin'];

export type Wanted = Readonly<{ name: string; scopes: readonly Scope[]; days: number }>;

/** Expiry follows machine time, as sessions do; whether the office is held follows the city's. */
const living = (at: string) => sql<boolean>`t.revoked_at is null and t.expires_at > ${at}`;

const rows = (tx: Db | Tx, where: ReturnType<typeof living>, at: string, today: Day, limit: number) =>
  sql<Omit<ApiToken, 'officeZh'> & { office: Office }>`
    select t.id, t.name, t.scopes, o.office, p.name as person, u.name as union, st.name as studio, t.made_at, t.expires_at, t.used_at,
      case when t.revoked_at is not null then 'revoked' when t.expires_at <= ${at} then 'expired'
           when o.to_on < ${today} then 'ended' else 'on' end as state
    from api_token t join office_held o on o.id = t.office_id join person p on p.id = o.person_id
      left join union_org u on u.id = o.union_id left join studio st on st.id = o.studio_id
    where ${where} order by t.id desc limit ${limit}`.execute(tx);

export type TokensQuery = Readonly<{ limit: number; cursor?: string; whose: 'mine' | 'all' }>;
/** 我的令牌；三员看得到全市的（只有名称和时间）。 */
export async function listTokens({ tx, actor, now }: Work, { limit, cursor, whose }: TokensQuery, machine: Date): Promise<Page<ApiToken>> {
  if (whose === 'all' && !keepers.includes(actor.office)) throw refuse(403, 'not-your-office', '全市的令牌由三员查看');
  const after = decodeCursor(cursor);
  const where = sql<boolean>`${whose === 'all' ? sql`true` : sql`o.person_id = ${actor.id}`} and ${after === undefined ? sql`true` : sql`t.id < ${after.id}`}`;
  const found = await rows(tx, where, inCityTime(machine), dayIn(now), limit + 1);
  return cut(
    found.rows,
    limit,
    ({ id }) => ({ after: id, id }),
    (row) => ({ ...row, officeZh: officeZh[row.office] }),
  );
}

async function insistOnRoom({ tx, actor }: Work, at: string): Promise<void> {
  await tx.selectFrom('person').select('id').where('id', '=', actor.id).forUpdate().execute();
  const { rows: counted } = await sql<{ count: number }>`
    select count(*) as count from api_token t join office_held o on o.id = t.office_id where o.person_id = ${actor.id} and ${living(at)}`.execute(tx);
  if ((counted[0]?.count ?? 0) >= mostTokens) throw refuse(422, 'too-many-tokens', `最多有${mostTokens}个在用的令牌，请先停用不用的`);
}

/**
 * 为本职务做一个令牌。The token is answered once and kept by nobody: only its SHA-256 stays.
 * @throws Refusal 403 where the office may not have such a scope, 422 when there are too many
 */
export async function makeToken(work: Work, { name, scopes, days }: Wanted, machine: Date): Promise<{ record: ApiToken; token: string }> {
  const { tx, actor, now } = work;
  if (scopes.some((scope) => !mayHave(actor.office, scope))) throw refuse(403, 'by-hand-only', '三员的事须本人办理，令牌不能代办', 'scopes');
  const at = inCityTime(machine);
  await insistOnRoom(work, at);
  const [id, token] = [newId(), `${prefix}${newToken()}`];
  await tx
    .insertInto('apiToken')
    .values({
      id,
      tokenHash: tokenHash(token),
      name,
      officeId: actor.officeId,
      scopes: [...scopes],
      madeAt: at,
      expiresAt: inCityTime(new Date(machine.getTime() + Math.min(days, longestDays) * DAY_MS)),
    })
    .execute();
  const [record] = (await rows(tx, sql<boolean>`t.id = ${id}`, at, dayIn(now), 1)).rows;
  return { record: { ...record!, officeZh: officeZh[record!.office as Office] }, token };
}

/** 停用，立即生效：本人停自己的，系统管理员和安全管理员停任何人的。 */
export async function revokeToken({ tx, actor }: Work, id: string, machine: Date): Promise<void> {
  const own = sql<boolean>`(${revokers.includes(actor.office)} or office_id in (select o.id from office_held o where o.person_id = ${actor.id}))`;
  const { numAffectedRows = 0n } = await sql`
    update api_token set revoked_at = coalesce(revoked_at, ${inCityTime(machine)}) where id = ${id} and ${own}`.execute(tx);
  if (numAffectedRows === 0n) throw notFound();
}

/** Ends what would let programs in for somebody: with the account. */
export async function endTokens(tx: Tx, personId: string, machine: Date): Promise<void> {
  const offices = sql`(select o.id from office_held o where o.person_id = ${personId})`;
  await sql`update api_token set revoked_at = ${inCityTime(machine)} where revoked_at is null and office_id in ${offices}`.execute(tx);
  await sql`delete from calendar_feed where office_id in ${offices}`.execute(tx);
}

async function touch(db: Db, hash: Buffer, seenAt: number, machine: Date): Promise<void> {
  if (machine.getTime() - seenAt < TOUCH_MS) return;
  const at = inCityTime(machine);
  await sql`update api_token set used_at = ${at} where token_hash = ${hash} and (used_at is null or used_at < ${at})`.execute(db);
}

/** Whom a token lets in, and what it may; nothing when it is unknown, revoked, expired, or its office is no longer held. */
export async function programOf(db: Db, token: string, today: Day, machine: Date): Promise<SignedIn | null> {
  if (!token.startsWith(prefix) || !looksLikeToken(token.slice(prefix.length))) return null;
  const hash = tokenHash(token);
  // Whoever never used it was last seen never: the first use is always noted.
  const key = sql`SELECT ac.id AS account_id, t.office_id, t.made_at AS created_at, coalesce(t.used_at, 'epoch') AS seen_at,
      json_build_object('id', t.id, 'name', t.name, 'scopes', t.scopes) AS through
    FROM api_token t JOIN office_held oh ON oh.id = t.office_id JOIN account ac ON ac.person_id = oh.person_id
    WHERE t.token_hash = ${hash} AND ${living(inCityTime(machine))}`;
  const entered = await letIn(db, key, today);
  if (entered === null) return null;
  const { createdAt: _, seenAt, ...signedIn } = entered;
  await touch(db, hash, seenAt, machine);
  return signedIn;
}

/** Whether the scope is this token's, and still its office's to have. */
export const mayThrough = ({ actor, through }: { actor: Actor; through?: { scopes: readonly Scope[] } | undefined }, scope: Scope): boolean =>
  through?.scopes.includes(scope) === true && mayHave(actor.office, scope);
