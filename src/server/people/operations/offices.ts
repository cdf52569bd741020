import { z } from 'zod';
import { officeZh, type Office } from '#core/people/actor.ts';
import { inTheWayOfAppointing, placeOfOffice, type Appointment, type Held, type UnionKind } from '#core/people/appointment.ts';
import { isAdministrator } from '#core/people/sign-in.ts';
import { addDays, dayIn, type Day } from '#core/shared/days.ts';
import { choice, day, oneOfCodes } from '#core/shared/fields.ts';
import { refusalOf, refuse } from '#server/kernel/refusal.ts';
import type { Work } from '#server/kernel/house.ts';
import type { Tx } from '#server/store/connection.ts';
import { addOffice } from '../accounts.ts';
import { operation } from '../operation.ts';

const { clock: _, ...offices } = officeZh;
const form = (today: Day) =>
  z.strictObject({
    office: oneOfCodes('职务', offices),
    union: choice('工会', 'unions', { description: '工作室的职务不填；市总的职务可不填' }).optional(),
    studio: choice('工作室', 'studios', { description: '领衔人、秘书、成员必填' }).optional(),
    from: day('任期开始', { example: today }),
    to: day('任期截止', { example: addDays(today, 365), description: '不填为长期' }).optional(),
  });
type Form = z.infer<ReturnType<typeof form>>;

const termOf = ({ fromOn, toOn }: { fromOn: Day; toOn: Day | null }) => ({ from: fromOn, ...(toOn === null ? {} : { to: toOn }) });

/** What the person holds, past and future; the person's row is locked so that two appointments wait for each other. */
async function heldBy(tx: Tx, person: string): Promise<readonly Held[]> {
  await tx.selectFrom('person').select('id').where('id', '=', person).forUpdate().executeTakeFirst();
  const rows = await tx.selectFrom('officeHeld').select(['office', 'unionId', 'studioId', 'fromOn', 'toOn']).where('personId', '=', person).execute();
  return rows.map((row) => ({
    office: row.office as Office,
    ...(row.unionId === null ? {} : { union: row.unionId }),
    ...(row.studioId === null ? {} : { studio: row.studioId }),
    ...termOf(row),
  }));
}

async function kindOf(tx: Tx, union: string | undefined): Promise<UnionKind | undefined> {
  if (union === undefined) return undefined;
  const row = await tx.selectFrom('unionOrg').select('kind').where('id', '=', union).executeTakeFirst();
  if (row === undefined) throw refuse(422, 'not-a-choice', '没有这个工会，请重新选择', 'union');
  return row.kind as UnionKind;
}

/** Who else leads the studio during this term, by name; the studio's row is locked so that there is one lead. */
async function otherLeads(tx: Tx, { office, studio, from, to, person }: Appointment): Promise<readonly string[]> {
  if (office !== 'lead' || studio === undefined) return [];
  await tx.selectFrom('studio').select('id').where('id', '=', studio).forUpdate().executeTakeFirst();
  const rows = await tx
    .selectFrom('officeHeld as o')
    .innerJoin('person as p', 'p.id', 'o.personId')
    .select('p.name')
    .where('o.office', '=', 'lead')
    .where('o.studioId', '=', studio)
    .where('o.personId', '!=', person)
    .where('o.fromOn', '<=', to ?? '9999-12-31')
    .where((eb) => eb.or([eb('o.toOn', 'is', null), eb('o.toOn', '>=', from)]))
    .execute();
  return rows.map(({ name }) => name);
}

async function hostOf(tx: Tx, studio: string): Promise<string> {
  const row = await tx.selectFrom('studio').select('hostUnion').where('id', '=', studio).executeTakeFirst();
  if (row === undefined) throw refuse(422, 'not-a-choice', '没有这个工作室，请重新选择', 'studio');
  return row.hostUnion;
}
const theCity = async (tx: Tx): Promise<string | undefined> =>
  (await tx.selectFrom('unionOrg').select('id').where('kind', '=', 'city').orderBy('id').executeTakeFirst())?.id;

/** An office in a studio is held at its unit's union, an office of the city at the city's own, where there is one. */
async function placed(tx: Tx, { union: chosen, ...rest }: Form, person: string): Promise<Appointment> {
  const place = placeOfOffice[rest.office];
  const union =
    place === 'studio' && rest.studio !== undefined ? await hostOf(tx, rest.studio) : (chosen ?? (place === 'city' ? await theCity(tx) : undefined));
  return { ...rest, person, ...(union === undefined ? {} : { union }), unionKind: await kindOf(tx, union) };
}

/** 任职：由安全管理员任命，地点与职务相称，三员互斥，有起止日期。 */
export const appoint = operation({
  name: 'office.appoint',
  zh: '任职',
  tone: 'forward',
  offices: ['secadmin'],
  on: 'person',
  path: '/api/people/{id}/offices',
  form,
  appliesTo: (actor, { person }) => person.id !== actor.id,
  async run({ tx, actor }, { person }, input: Form) {
    const held = await heldBy(tx, person.id);
    const proposed = await placed(tx, input, person.id);
    const inTheWay = inTheWayOfAppointing(proposed, held, await otherLeads(tx, proposed), actor);
    if (inTheWay.length > 0) throw refusalOf(inTheWay);
    const { office, union, studio, from, to } = proposed;
    await addOffice(tx, {
      personId: person.id,
      office,
      fromOn: from,
      toOn: to,
      ...(union === undefined ? {} : { unionId: union }),
      ...(studio === undefined ? {} : { studioId: studio }),
    });
    return { person: person.id };
  },
});

const endForm = (today: Day) => z.strictObject({ lastDay: day('最后任职日', { from: today, example: today, description: '不填为立即结束' }).optional() });
type EndForm = z.infer<ReturnType<typeof endForm>>;

/** 三员各至少留一人，否则没有人能再任命。 */
async function insistOnSuccessor({ tx, now }: Work, office: Office, held: string): Promise<void> {
  if (!isAdministrator(office)) return;
  const others = await tx
    .selectFrom('officeHeld as o')
    .innerJoin('account as a', 'a.personId', 'o.personId')
    .select('o.id')
    .where('o.office', '=', office)
    .where('o.id', '!=', held)
    .where('a.disabledAt', 'is', null)
    .where('o.fromOn', '<=', dayIn(now))
    .where('o.toOn', 'is', null)
    .limit(1)
    .executeTakeFirst();
  if (others === undefined) throw refuse(409, 'last-administrator', `${officeZh[office]}只有这一人在任，请先任命接任者`);
}

/** An office that has not begun, or began today, leaves no day behind; any other ended yesterday. Either way its sessions end now. */
async function endAtOnce(tx: Tx, held: string, from: Day, today: Day): Promise<void> {
  await tx.deleteFrom('session').where('officeId', '=', held).execute();
  if (from < today)
    await tx
      .updateTable('officeHeld')
      .set({ toOn: addDays(today, -1) })
      .where('id', '=', held)
      .execute();
  else await tx.deleteFrom('officeHeld').where('id', '=', held).execute();
}

/** 结束职务：立即，或到某日为止；以此职务登录的随即退出。 */
export const endOffice = operation({
  name: 'office.end',
  zh: '结束职务',
  tone: 'stop',
  offices: ['secadmin'],
  on: 'office',
  path: '/api/offices/{id}/end',
  form: endForm,
  appliesTo: (actor, { person }) => person.id !== actor.id,
  async run(work, { person, held }, { lastDay }: EndForm) {
    const { tx, now } = work;
    const today = dayIn(now);
    const row = await tx.selectFrom('officeHeld').select(['office', 'fromOn', 'toOn']).where('id', '=', held).forUpdate().executeTakeFirst();
    if (row === undefined || (row.toOn !== null && row.toOn < today)) throw refuse(409, 'office-ended', '此职务已经结束');
    await insistOnSuccessor(work, row.office as Office, held);
    if (lastDay === undefined) await endAtOnce(tx, held, row.fromOn, today);
    else if (lastDay < row.fromOn) throw refuse(422, 'before-it-began', '最后任职日不能早于任期开始', 'lastDay');
    else await tx.updateTable('officeHeld').set({ toOn: lastDay }).where('id', '=', held).execute();
    return { person: person.id };
  },
});
