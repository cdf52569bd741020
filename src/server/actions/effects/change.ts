import type { Change, ChangeWhat } from '#core/change/life.ts';
import type { Partnership } from '#core/partnership/life.ts';
import { theSystem } from '#core/people/actor.ts';
import { dayIn } from '#core/shared/days.ts';
import type { Dissolution } from '#core/revocation/dissolution.ts';
import type { Matter } from '#core/shared/life.ts';
import type { Work } from '#server/kernel/house.ts';
import { newId } from '#server/kernel/ids.ts';
import { refuse } from '#server/kernel/refusal.ts';
import { dissolutionStore } from '#server/store/kinds/settling.ts';
import { find, writeParties } from '#server/store/matters.ts';
import { writeStanding, writeStood } from '#server/store/stood.ts';
import { soundsOf } from '#server/kernel/pinyin.ts';
import { enter } from '../record-fact.ts';
import { readingOf } from '../moment.ts';
import { openMatter } from '../open.ts';
import { dropReports } from './report.ts';
import { setStanding } from './studio.ts';
import { moveTitle, reissuePlaque } from './title.ts';

type Field = 'name' | 'lead' | 'unit' | 'place' | 'merged' | 'split';
type Studio = Readonly<{ id: string; name: string; leadId: string; hostUnion: string; field: string; search: string }>;

async function remember({ tx, now }: Work, cause: Matter, studio: string, field: Field, was: string, became: string): Promise<void> {
  await tx
    .insertInto('studioPast')
    .values({ id: newId(), studioId: studio, field, was, became, onDate: dayIn(now), matterId: cause.id })
    .execute();
}
const nameOf = async ({ tx }: Work, person: string): Promise<string> =>
  (await tx.selectFrom('person').select('name').where('id', '=', person).executeTakeFirstOrThrow()).name;
const studioOf = async ({ tx }: Work, id: string): Promise<Studio> =>
  tx.selectFrom('studio').select(['id', 'name', 'leadId', 'hostUnion', 'field', 'search']).where('id', '=', id).forUpdate().executeTakeFirstOrThrow();

/** 名称改了：新名旧名都查得到；牌匾换发。 */
async function rename(work: Work, cause: Matter, studio: Studio, newName: string): Promise<void> {
  if (newName === '' || newName === studio.name) return;
  const same = await work.tx.selectFrom('studio').select('id').where('hostUnion', '=', studio.hostUnion).where('name', '=', newName).executeTakeFirst();
  if (same) throw refuse(409, 'same-name', '本单位已有同名工作室，请换一个名称');
  await work.tx
    .updateTable('studio')
    .set({ name: newName, initials: soundsOf(newName), search: `${newName} ${soundsOf(newName)} ${studio.search}` })
    .where('id', '=', studio.id)
    .execute();
  await remember(work, cause, studio.id, 'name', studio.name, newName);
}

/** 领衔人换了：原领衔人的职务到此为止，新领衔人即日起；七个有按新领衔人重新判断。 */
async function changeLead(work: Work, cause: Matter, studio: Studio, newLead: string): Promise<void> {
  const { tx, now } = work;
  const today = dayIn(now);
  await tx.updateTable('officeHeld').set({ toOn: today }).where('studioId', '=', studio.id).where('office', '=', 'lead').where('toOn', 'is', null).execute();
  await tx
    .insertInto('officeHeld')
    .values({ id: newId(), personId: newLead, office: 'lead', unionId: studio.hostUnion, studioId: studio.id, fromOn: today, toOn: null })
    .execute();
  const name = await nameOf(work, newLead);
  await tx
    .updateTable('studio')
    .set({ leadId: newLead, leadVacantSince: null, search: `${studio.search} ${name} ${soundsOf(name)}` })
    .where('id', '=', studio.id)
    .execute();
  await remember(work, cause, studio.id, 'lead', await nameOf(work, studio.leadId), name);
}

/** What is open follows the studio to its new union; what is over stays with the old one, as do the milestones. */
async function moveOpenMatters(work: Work, studio: string, hostUnion: string, supervisingUnion: string): Promise<void> {
  const open = await work.tx.selectFrom('matter').select('id').where('studio', '=', studio).where('closedAt', 'is', null).orderBy('id').execute();
  for (const { id } of open) {
    await work.tx.updateTable('matter').set({ hostUnion, supervisingUnion }).where('id', '=', id).execute();
    const moved = await find(readingOf(work), theSystem, id);
    await writeParties(work.tx, moved);
    await writeStood(work.tx, moved, work.now);
  }
}

async function changeUnit(work: Work, cause: Matter, studio: Studio, newUnit: string): Promise<void> {
  const { tx } = work;
  const target = await tx
    .selectFrom('unionOrg')
    .innerJoin('unionParent', 'unionParent.unionId', 'unionOrg.id')
    .select(['unionOrg.name', 'unionParent.parentId'])
    .where('unionOrg.id', '=', newUnit)
    .where('unionParent.toOn', 'is', null)
    .executeTakeFirst();
  if (target === undefined) throw refuse(409, 'no-supervising-union', '新单位工会还没有归口工会，请先由市总登记');
  const { name: was } = await tx.selectFrom('unionOrg').select('name').where('id', '=', studio.hostUnion).executeTakeFirstOrThrow();
  await tx
    .updateTable('studio')
    .set({ hostUnion: newUnit, supervisingUnion: target.parentId, search: `${studio.search} ${target.name}` })
    .where('id', '=', studio.id)
    .execute();
  await tx.updateTable('officeHeld').set({ unionId: newUnit }).where('studioId', '=', studio.id).where('toOn', 'is', null).execute();
  await moveOpenMatters(work, studio.id, newUnit, target.parentId);
  await remember(work, cause, studio.id, 'unit', was, target.name);
}

/** 场所换了：旧场所作废留痕，新场所入台账；七个有随之重判。 */
async function changePlace(work: Work, cause: Matter, studio: Studio, asked: Change['asked']): Promise<void> {
  const { tx, now, actor } = work;
  const old = await tx
    .selectFrom('fact')
    .innerJoin('factPremises', 'factPremises.id', 'fact.id')
    .select(['fact.id', 'address'])
    .where('studioId', '=', studio.id)
    .where('fixed', '=', true)
    .where('voidedAt', 'is', null)
    .execute();
  for (const { id } of old) await tx.updateTable('fact').set({ voidedAt: now, voidedBy: actor.id, voidReason: '搬迁，见变更' }).where('id', '=', id).execute();
  await enter(work, studio.id, 'premises', { ...asked, fixed: true }, old[0]?.id ?? null);
  await remember(work, cause, studio.id, 'place', old.map(({ address }) => address).join('、') || '—', String(asked['address']));
}

/** 并入：本工作室注销，台账和历史留在旧名下；在队成员转入。 */
async function merge(work: Work, cause: Matter, studio: Studio, into: string): Promise<void> {
  const target = await studioOf(work, into);
  await carryMembers(work, studio.id, into, undefined);
  await moveTitle(work, cause, { transition: 'dissolve', reason: `并入${target.name}` });
  await setStanding(work, cause, { studio: studio.id, standing: 'dissolved' });
  await dropReports(work, { ...cause, studio: studio.id }, { reason: `并入${target.name}` });
  await settleMerged(work, cause, studio, target.name);
  await remember(work, cause, studio.id, 'merged', studio.name, target.name);
  await remember(work, cause, target.id, 'merged', studio.name, target.name);
}

/** 并入以后，旧牌匾和余款照样收回。 */
async function settleMerged(work: Work, cause: Matter, { id: studio, name }: Studio, into: string): Promise<void> {
  const left = (await dissolutionStore.knows?.(readingOf(work), { ...cause, studio })) as Pick<Dissolution, 'hasPlaque' | 'unspentFen'>;
  const state = left.hasPlaque || left.unspentFen > 0 ? 'settling' : 'dissolved';
  const own = { ground: '并入其他工作室', reason: `并入${into}`, decidedOn: dayIn(work.now), plaqueNote: '', recoveryVoucher: '', ...left };
  await openMatter(work, 'dissolution', { title: name, state, studio, parent: cause.id, own });
}

/** 成员随队走：原处离队，新处入队，都在台账里。 */
async function carryMembers(work: Work, fromStudio: string, to: string, only: readonly string[] | undefined): Promise<void> {
  const { tx, now } = work;
  let query = tx
    .selectFrom('fact')
    .innerJoin('factMember', 'factMember.id', 'fact.id')
    .select(['fact.id', 'personId', 'department', 'role', 'duty', 'specialist'])
    .where('studioId', '=', fromStudio)
    .where('voidedAt', 'is', null)
    .where('leftOn', 'is', null);
  if (only !== undefined) query = query.where('personId', 'in', [...only]);
  for (const { id, personId, ...rest } of await query.orderBy('fact.id').execute()) {
    await tx
      .updateTable('factMember')
      .set({ leftOn: dayIn(now) })
      .where('id', '=', id)
      .execute();
    await enter(work, to, 'member', { ...rest, person: personId, joinedOn: dayIn(now) });
  }
}

/** 分设：新工作室在本单位成立，从培育开始；随同成员转过去。 */
async function split(
  work: Work,
  cause: Matter,
  studio: Studio,
  { newLead, newName, field, goWith = [] }: { newLead: string; newName: string; field: string; goWith?: string[] },
): Promise<void> {
  const { tx, now } = work;
  const same = await tx.selectFrom('studio').select('id').where('hostUnion', '=', studio.hostUnion).where('name', '=', newName).executeTakeFirst();
  if (same) throw refuse(409, 'same-name', '本单位已有同名工作室，请换一个名称');
  const { supervisingUnion } = await tx.selectFrom('studio').select('supervisingUnion').where('id', '=', studio.id).executeTakeFirstOrThrow();
  const id = newId();
  const lead = await nameOf(work, newLead);
  await tx
    .insertInto('studio')
    .values({
      id,
      name: newName,
      initials: soundsOf(newName),
      hostUnion: studio.hostUnion,
      supervisingUnion,
      leadId: newLead,
      field,
      establishedOn: dayIn(now),
      search: `${newName} ${lead} ${soundsOf(newName)}`,
    })
    .execute();
  await writeStanding(tx, id, 'incubating', now);
  await tx
    .insertInto('officeHeld')
    .values({ id: newId(), personId: newLead, office: 'lead', unionId: studio.hostUnion, studioId: id, fromOn: dayIn(now), toOn: null })
    .execute();
  await carryMembers(work, studio.id, id, [...new Set([newLead, ...goWith])]);
  await remember(work, cause, studio.id, 'split', studio.name, newName);
  await remember(work, cause, id, 'split', studio.name, newName);
}

type Asked = Change['asked'] & { newLead?: string; newName?: string; newUnit?: string; into?: string };
type Applied = (work: Work, cause: Matter, studio: Studio, asked: Asked) => Promise<void>;
const applied: Readonly<Record<ChangeWhat, Applied>> = {
  async lead(work, cause, studio, { newLead = '', newName = '' }) {
    await changeLead(work, cause, studio, newLead);
    await rename(work, cause, await studioOf(work, studio.id), newName);
    await reissuePlaque(work, { studio: studio.id, oldName: studio.name, reason: '领衔人变更' });
  },
  async name(work, cause, studio, { newName = '' }) {
    await rename(work, cause, studio, newName);
    await reissuePlaque(work, { studio: studio.id, oldName: studio.name, reason: '名称变更' });
  },
  unit: (work, cause, studio, { newUnit = '' }) => changeUnit(work, cause, studio, newUnit),
  place: (work, cause, studio, asked) => changePlace(work, cause, studio, asked),
  merge: (work, cause, studio, { into = '' }) => merge(work, cause, studio, into),
  split: (work, cause, studio, asked) => split(work, cause, studio, asked as unknown as Parameters<typeof split>[3]),
};

/** 变更批准，即日生效：每一种变更各有各的后果。 */
export async function applyChange(work: Work, cause: Matter): Promise<void> {
  const { what, asked, studio = '' } = cause as Change;
  await applied[what](work, cause, await studioOf(work, studio), asked as Asked);
}

/** 共建单位进了检索词；工作室仍在原归口工会名下。 */
export async function linkPartner(work: Work, cause: Matter): Promise<void> {
  const { partnerUnion, studio = '' } = cause as Partnership;
  const { name } = await work.tx.selectFrom('unionOrg').select('name').where('id', '=', partnerUnion).executeTakeFirstOrThrow();
  const { search } = await studioOf(work, studio);
  await work.tx
    .updateTable('studio')
    .set({ search: `${search} ${name}` })
    .where('id', '=', studio)
    .execute();
}
