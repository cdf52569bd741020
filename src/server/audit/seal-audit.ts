import { sql, type RawBuilder } from 'kysely';
import { inCityTime } from '#core/shared/days.ts';
import type { Db, Tx } from '#server/store/connection.ts';
import { headOf, merkleRoot } from './merkle.ts';

export type Seal = Readonly<{ number: number; lines: number; root: string; head: string; sealedAt: string }>;

// Named column by column: a column added later must not change the digest of an old line.
/** The digest of an audit line as it stands in the database; `audit` must be in the query. */
export const digestOfLine: RawBuilder<string> = sql<string>`encode(sha256(convert_to(jsonb_build_array(audit.id,
  to_char(audit.city_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'), to_char(audit.machine_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'),
  audit.person_id, audit.office, audit.what, audit.which, audit.outcome, audit.detail, audit.address, audit.request)::text, 'UTF8')), 'hex')`;

const batch = 10_000;

export async function lastSeal(db: Db | Tx): Promise<Seal | undefined> {
  const { rows } = await sql<Seal>`SELECT number, lines, root, head, sealed_at FROM audit_seal ORDER BY number DESC LIMIT 1`.execute(db);
  return rows[0];
}

const unsealed = async (tx: Tx) =>
  (
    await sql<{ id: string; digest: string }>`SELECT audit.id, ${digestOfLine} AS digest FROM audit
      WHERE NOT EXISTS (SELECT FROM audit_leaf WHERE audit_id = audit.id) ORDER BY audit.id LIMIT ${batch}`.execute(tx)
  ).rows;

async function sealOnce(tx: Tx): Promise<number> {
  // One seal at a time, also from several copies of the programme.
  await sql`SELECT pg_advisory_xact_lock(hashtext('lingxian audit seal'))`.execute(tx);
  const lines = await unsealed(tx);
  if (lines.length === 0) return 0;
  const before = await lastSeal(tx);
  const number = (before?.number ?? 0) + 1;
  const digests = lines.map(({ digest }) => digest);
  const root = merkleRoot(digests);
  await sql`INSERT INTO audit_leaf (audit_id, seal, position, digest)
    SELECT id, ${number}, position, digest FROM unnest(${lines.map(({ id }) => id)}::text[], ${digests}::text[]) WITH ORDINALITY AS leaf (id, digest, position)`.execute(
    tx,
  );
  await sql`INSERT INTO audit_seal (number, lines, root, head, sealed_at)
    VALUES (${number}, ${lines.length}, ${root}, ${headOf(before?.head ?? '', number, lines.length, root)}, ${inCityTime(new Date())})`.execute(tx);
  return lines.length;
}

/**
 * 封存审计记录：把尚未封存的记录封成一批（每批至多一万条），直到没有剩余。
 * @returns how many lines were sealed now
 */
export async function sealAudit(db: Db): Promise<number> {
  const sealed = await db.transaction().execute(sealOnce);
  return sealed < batch ? sealed : sealed + (await sealAudit(db));
}
