import { sql, type RawBuilder } from 'kysely';
import type { Scope } from '#core/outside/scopes.ts';
import { officeZh, type Actor, type Office } from '#core/people/actor.ts';
import { sessionLives } from '#core/people/sign-in.ts';
import { inCityTime, type Day } from '#core/shared/days.ts';
import type { Me } from '#contract/shapes.ts';
import type { Db, Tx } from '#server/store/connection.ts';
import { looksLikeToken, tokenHash } from './tokens.ts';

type Chair = Readonly<{
  id: string;
  office: Office;
  unionId: string | null;
  union: string | null;
  studioId: string | null;
  studio: string | null;
  standsFor: string | null;
  standsForName: string | null;
}>;
type Row = Readonly<{
  officeId: string;
  createdAt: string;
  seenAt: string;
  accountId: string;
  account: string;
  personId: string;
  person: string;
  offices: readonly Chair[];
  kin: readonly string[];
  through: Through | null;
}>;
/** The token a program came with. */
export type Through = Readonly<{ id: string; name: string; scopes: readonly Scope[] }>;

/** Who I am, without what the clock and the mailbox know. */
export type MyPlace = Omit<Me, 'today' | 'demo' | 'unread'>;
/** `through` where a program acts with a token of theirs. */
export type SignedIn = Readonly<{ actor: Actor; accountId: string; me: MyPlace; through?: Through }>;

const TOUCH_MS = 60_000;

/** What opens the door: rows of account_id, office_id, created_at, seen_at, through. */
type Key = RawBuilder<unknown>;

// Key, account, person, offices held today and relatives in one statement: every request pays for it.
const find = (db: Db | Tx, key: Key, today: Day) =>
  sql<Row>`
    SELECT s.office_id, s.created_at, s.seen_at, s.through, a.id AS account_id, a.name AS account, p.id AS person_id, p.name AS person,
      (SELECT coalesce(json_agg(json_build_object('id', o.id, 'office', o.office, 'unionId', o.union_id, 'union', u.name,
                                                  'studioId', o.studio_id, 'studio', st.name, 'standsFor', o.stands_for, 'standsForName', af.name) ORDER BY o.from_on, o.id), '[]')
         FROM office_held o LEFT JOIN union_org u ON u.id = o.union_id LEFT JOIN studio st ON st.id = o.studio_id LEFT JOIN person af ON af.id = o.stands_for
        WHERE o.person_id = p.id AND o.from_on <= ${today} AND (o.to_on IS NULL OR o.to_on >= ${today})) AS offices,
      (SELECT coalesce(json_agg(CASE WHEN k.person_id = p.id THEN k.kin_id ELSE k.person_id END), '[]')
         FROM kinship k WHERE k.person_id = p.id OR k.kin_id = p.id) AS kin
    FROM (${key}) s JOIN account a ON a.id = s.account_id JOIN person p ON p.id = a.person_id
    WHERE a.disabled_at IS NULL`.execute(db);

const seat = ({ id, office, unionId, union, studioId, studio, standsForName }: Chair) => ({
  id,
  office: office as Me['acting']['office'],
  officeZh: officeZh[office],
  ...(unionId === null ? {} : { union: { id: unionId, name: union ?? '' } }),
  ...(studioId === null ? {} : { studio: { id: studioId, name: studio ?? '' } }),
  ...(standsForName === null ? {} : { standsFor: standsForName }),
});

const actorAt = (row: Row, { id, office, unionId, studioId, standsFor }: Chair): Actor => ({
  id: row.personId,
  office,
  ...(unionId === null ? {} : { union: unionId }),
  ...(studioId === null ? {} : { studio: studioId }),
  kin: row.kin,
  officeId: id,
  ...(standsFor === null ? {} : { standsFor }),
});

/** Activity is noted at most once a minute, and never moves a session backwards. */
async function touch(db: Db | Tx, hash: Buffer, seenAt: number, machine: Date): Promise<void> {
  if (machine.getTime() - seenAt < TOUCH_MS) return;
  await db
    .updateTable('session')
    .set({ seenAt: inCityTime(machine) })
    .where('tokenHash', '=', hash)
    .where('seenAt', '<', inCityTime(machine))
    .execute();
}

/** Whom a key lets in, in the office it was made for, while that office is held on the city's `today`. */
export async function letIn(db: Db | Tx, key: Key, today: Day): Promise<(SignedIn & Readonly<{ createdAt: number; seenAt: number }>) | null> {
  const row = (await find(db, key, today)).rows[0];
  const chair = row?.offices.find(({ id }) => id === row.officeId);
  if (row === undefined || chair === undefined) return null;
  return {
    actor: actorAt(row, chair),
    accountId: row.accountId,
    me: { person: { id: row.personId, name: row.person }, account: row.account, offices: row.offices.map(seat), acting: seat(chair) },
    createdAt: Date.parse(row.createdAt),
    seenAt: Date.parse(row.seenAt),
    ...(row.through === null ? {} : { through: row.through }),
  };
}

/**
 * Who holds this session, in which office; nothing when the token is unknown, the session too old or idle too long,
 * the account disabled, or the office no longer held on the city's `today`.
 * @param machine machine time: sessions do not follow the city's clock
 */
export async function actorOf(db: Db | Tx, token: string, today: Day, machine: Date): Promise<SignedIn | null> {
  if (!looksLikeToken(token)) return null;
  const hash = tokenHash(token);
  const entered = await letIn(db, sql`SELECT account_id, office_id, created_at, seen_at, NULL::json AS through FROM session WHERE token_hash = ${hash}`, today);
  if (entered === null) return null;
  const { createdAt, seenAt, ...signedIn } = entered;
  if (!sessionLives({ office: signedIn.actor.office, createdAt, seenAt }, machine.getTime())) return null;
  await touch(db, hash, seenAt, machine);
  return signedIn;
}
