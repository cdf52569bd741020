import { sql } from 'kysely';
import type { Designation } from '#core/batch/designation.ts';
import type { Commendation } from '#core/commendation/life.ts';
import { theSystem } from '#core/people/actor.ts';
import type { PostedStudio } from '#core/publicity/life.ts';
import { addMonths, addWorkingDays, dayIn, yearOf } from '#core/shared/days.ts';
import type { Matter } from '#core/shared/life.ts';
import type { Work } from '#server/kernel/house.ts';
import { canonical, newId, readableCode, sha256 } from '#server/kernel/ids.ts';
import { find, lock } from '#server/store/matters.ts';
import { advance } from '../advance.ts';
import { asSystem } from '../as-system.ts';
import { readingOf } from '../moment.ts';
import { openMatter } from '../open.ts';

async function openDraft(work: Work): Promise<string> {
  const { tx, now, house } = work;
  // One at a time: two acceptances that pass at the same moment enter the same draft.
  await sql`select pg_advisory_xact_lock(7002)`.execute(tx);
  // Held, so that it cannot leave the desk with a list that grows behind it: what is being submitted is waited for, and is no draft any more.
  const open = await tx.selectFrom('matter').select('id').where('kind', '=', 'designation').where('state', '=', 'draft').forUpdate().executeTakeFirst();
  if (open) return open.id;
  const year = yearOf(dayIn(now));
  const { count } = await tx
    .selectFrom('designation')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('year', '=', year)
    .executeTakeFirstOrThrow();
  const title = `${year}年第${Number(count) + 1}批${house.standards.inForceOn(dayIn(now)).programme.zh}命名`;
  return (await openMatter(asSystem(work), 'designation', { title, state: 'draft', own: { year, items: [], noticeEnded: false } })).id;
}

/** 验收通过的，列入正在拟定的命名批次；没有就新立一批。 */
export async function enlist(work: Work, _: Matter, { studio, acceptance, standard }: { studio: string; acceptance: string; standard: string }): Promise<void> {
  const designationId = await openDraft(work);
  const item = { id: newId(), designationId, studioId: studio, acceptanceId: acceptance, standard, state: 'listed', version: 1, note: null, plaqueNo: null };
  await work.tx.insertInto('designationItem').values(item).execute();
}

async function postedStudios({ tx }: Work, items: readonly Readonly<{ studioId: string; state: string }>[]): Promise<readonly PostedStudio[]> {
  const ids = items.filter(({ state }) => state === 'listed').map(({ studioId }) => studioId);
  return tx
    .selectFrom('studio')
    .innerJoin('person', 'person.id', 'studio.leadId')
    .innerJoin('unionOrg', 'unionOrg.id', 'studio.hostUnion')
    .select(({ fn, ref }) => [
      'studio.id as studio',
      'studio.name',
      fn.coalesce(ref('unionOrg.unitName'), ref('unionOrg.name')).as('unit'),
      'person.name as lead',
    ])
    .where('studio.id', 'in', ids)
    .orderBy('studio.id')
    .execute();
}

/** 会议通过即公示，公示够工作日；名单是封存的快照。 */
export async function openPublicity(work: Work, cause: Matter): Promise<void> {
  const { house, now } = work;
  const { items, id: parent, standard, title } = cause as Batch;
  const snapshot = await postedStudios(work, items);
  const postedOn = dayIn(now);
  const until = addWorkingDays(house.calendar, postedOn, house.standards.get(standard).publicity.cityWorkingDays);
  await openMatter(work, 'publicity', {
    title: `${title}名单公示`,
    state: 'posted',
    parent,
    standard,
    own: { postedOn, until, code: readableCode(8), snapshot, sha256: sha256(canonical(snapshot)) },
  });
}

/** 公示期满，命名批次或表彰转领导签发。 */
export async function closeNotice(work: Work, cause: Matter): Promise<void> {
  const { kind } = await batchOf(work, cause.parent ?? '');
  await advance(asSystem(work), { kind, id: cause.parent ?? '', transition: 'close' });
}
type Batch = Designation | Commendation;
/** What a notice belongs to: a batch of naming or a commendation. */
async function batchOf(work: Work, id: string): Promise<Batch & { kind: 'designation' | 'commendation' }> {
  return (await lock(readingOf(work), theSystem, id)) as Batch & { kind: 'designation' | 'commendation' };
}

type Naming = { studio: string; standard: string; plaqueNo: string; documentNumber: string };
/** 命名之后，三十日内授牌（四.3）。 */
export async function openTitle(work: Work, cause: Matter, { studio, standard, plaqueNo, documentNumber }: Naming): Promise<void> {
  const { tx, house, now } = work;
  const namedOn = dayIn(now);
  const { name } = await tx.selectFrom('studio').select('name').where('id', '=', studio).executeTakeFirstOrThrow();
  const validUntil = addMonths(namedOn, 12 * house.standards.get(standard).validity.designationYears);
  await openMatter(work, 'title', {
    title: name,
    state: 'plaque-due',
    studio,
    parent: cause.id,
    standard,
    search: `${name} ${plaqueNo}`,
    own: { plaqueNo, verifyCode: readableCode(10), namedOn, documentNumber, validUntil },
  });
}

const otherObjections = async ({ tx }: Work, { id, parent, studio }: Matter): Promise<boolean> => {
  const open = await tx
    .selectFrom('matter')
    .select('id')
    .where('kind', '=', 'objection')
    .where('parent', '=', parent ?? '')
    .where('studio', '=', studio ?? '')
    .where('id', '<>', id)
    .where('state', 'in', ['received', 'verifying'])
    .executeTakeFirst();
  return open !== undefined;
};

const running: readonly string[] = ['publicity', 'signing'];

/** 只动异议所涉的一家：暂停、恢复或剔除；批次已签发或已取消的，恢复即转入下一批。 */
export async function moveItem(
  work: Work,
  cause: Matter,
  { transition, studio, reason }: { transition: 'suspend' | 'restore' | 'drop'; studio: string; reason: string },
): Promise<void> {
  const system = asSystem(work);
  const notice = await find(readingOf(work), theSystem, cause.parent ?? '');
  const batch = await batchOf(work, notice.parent ?? '');
  const step = (name: string, why: string) => advance(system, { kind: batch.kind, id: batch.id, transition: name, input: { studio, reason: why } });
  if (transition === 'restore' && (await otherObjections(work, cause))) return;
  if (transition !== 'restore' || running.includes(batch.state)) {
    await step(transition, reason);
    return;
  }
  // 表彰没有下一批：签发以后异议才不成立的，来年再评。
  if (batch.kind === 'commendation') return step('drop', '签发时异议尚未查清').then(() => undefined);
  const item = (batch as Designation).items.find(({ studioId, state }) => studioId === studio && state === 'suspended');
  if (item === undefined) return;
  await step('drop', '异议不成立，转入下一批命名');
  await enlist(work, cause, { studio, acceptance: item.acceptanceId, standard: item.standard });
}
