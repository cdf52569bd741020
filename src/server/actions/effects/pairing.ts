import { sql } from 'kysely';
import type { Pairable, PairingInput } from '#core/inspection/pairing.ts';
import type { InspectionPlan } from '#core/inspection/plan.ts';
import type { Matter } from '#core/shared/life.ts';
import { canonical, newId, sha256 } from '#server/kernel/ids.ts';
import type { Work } from '#server/kernel/house.ts';
import { refuse } from '#server/kernel/refusal.ts';
import { pair } from '#server/pairing/pair.ts';

async function pairables({ tx }: Work, ids: readonly string[]): Promise<readonly Pairable[]> {
  const { rows } = await sql<Pairable>`
    select s.id, s.name, s.host_union as "hostUnion", s.supervising_union as "supervisingUnion", coalesce(u.industry_code, '') as industry, coalesce(u.admin_code, '') as district,
      array(select s.lead_id union select m.person_id from fact f join fact_member m on m.id = f.id where f.studio_id = s.id and f.voided_at is null and m.left_on is null) as people
    from studio s join union_org u on u.id = s.host_union where s.id = any(${ids}) order by s.id`.execute(tx);
  return rows;
}

/** 亲属、师徒、共建（联盟）的两家，谁也不查谁。 */
async function conflictsAmong({ tx }: Work, ids: readonly string[]): Promise<PairingInput['conflicts']> {
  const { rows } = await sql<{ one: string; other: string }>`
    with someone as (
      select s.id as studio, s.lead_id as person from studio s where s.id = any(${ids})
      union select f.studio_id, m.person_id from fact f join fact_member m on m.id = f.id where f.studio_id = any(${ids}) and f.voided_at is null and m.left_on is null),
    tied as (
      select person_id as one, kin_id as other from kinship
      union select m.master_id, m.apprentice_id from fact f join fact_mentorship m on m.id = f.id where f.voided_at is null)
    select a.studio as one, b.studio as other from tied t join someone a on a.person = t.one join someone b on b.person = t.other where a.studio <> b.studio
    union select a.studio, b.studio from someone a join someone b on a.person = b.person and a.studio < b.studio
    union select s.id, other.id from partnership p join matter m on m.id = p.id and m.state = 'in-force' join studio s on s.id = m.studio
      join studio other on other.host_union = p.partner_union where s.id = any(${ids}) and other.id = any(${ids}) and s.id <> other.id
    order by 1, 2`.execute(tx);
  return rows.map(({ one, other }) => [one, other] as const);
}

/** What the unions are called, for the sentence that says why there is no pairing. */
async function namesFor({ tx }: Work, studios: readonly Pairable[]): Promise<Readonly<Record<string, string>>> {
  const ids = studios.flatMap(({ supervisingUnion, hostUnion }) => [supervisingUnion, hostUnion]);
  if (ids.length === 0) return {};
  const { rows } = await sql<{ id: string; name: string }>`select id, name from union_org where id = any(${[...new Set(ids)].toSorted()}) order by id`.execute(
    tx,
  );
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}

const pairsBefore = async ({ tx }: Work, plan: string): Promise<PairingInput['lastYear']> => {
  const { rows } = await sql<{ inspector: string; inspected: string }>`
    select inspector, inspected from pairing where plan_id = (
      select p.id from inspection_plan p join matter m on m.id = p.id where p.plan_kind = 'mutual' and p.id < ${plan} and m.state in ('running', 'closed') order by p.id desc limit 1)
    order by inspected, inspector`.execute(tx);
  return rows;
};

/**
 * 互查配对（四.4）：硬规矩一条不破，软规矩能守就守、守不住的记下来，结果带着证明封存。
 * @throws Refusal 422 naming the rule that cannot be met
 */
export async function pairStudios(work: Work, cause: Matter, { capacity }: { capacity: number }): Promise<void> {
  const { tx, now } = work;
  const { id: planId, sample, seed } = cause as InspectionPlan;
  const studios = await pairables(work, sample);
  const input: PairingInput = {
    studios,
    capacity,
    conflicts: await conflictsAmong(work, sample),
    lastYear: await pairsBefore(work, planId),
    seed: seed === '' ? planId : seed,
    names: await namesFor(work, studios),
  };
  const paired = await pair(input);
  if (!paired.ok) throw refuse(422, `pairing-${paired.rule}`, paired.zh, 'capacity');
  await tx.deleteFrom('pairing').where('planId', '=', planId).execute();
  await tx
    .insertInto('pairing')
    .values(paired.pairs.map((one) => ({ ...one, planId })))
    .execute();
  await tx
    .updateTable('inspectionPlan')
    .set({ proof: JSON.stringify(paired.proof) })
    .where('id', '=', planId)
    .execute();
  const content = { purpose: '互查配对', input, pairs: paired.pairs, proof: paired.proof };
  await tx
    .insertInto('dossier')
    .values({ id: newId(), matterId: planId, purpose: content.purpose, frozenAt: now, content: JSON.stringify(content), sha256: sha256(canonical(content)) })
    .execute();
}

/** 撤回配对：封存的那一份还在，配对表清空重来。 */
export async function unpairStudios({ tx }: Work, cause: Matter): Promise<void> {
  await tx.deleteFrom('pairing').where('planId', '=', cause.id).execute();
}
