import { sql } from 'kysely';
import { z } from 'zod';
import { inTheWayOfStandingIn, longestStandInDays, standInOffices, type StandIn } from '#core/people/stand-in.ts';
import { addDays, dayIn, type Day } from '#core/shared/days.ts';
import { choice, day } from '#core/shared/fields.ts';
import { newId } from '#server/kernel/ids.ts';
import { refusalOf, refuse } from '#server/kernel/refusal.ts';
import type { Work } from '#server/kernel/house.ts';
import { operation } from '../operation.ts';
import { peopleChoices } from '../people-choices.ts';

const form = (today: Day) =>
  z.strictObject({
    standIn: choice('代理人', 'stand-ins', { description: '本工会（市总各部门之间）有账号的同事' }),
    from: day('代理开始', { from: today, to: addDays(today, 365), example: today }),
    to: day('代理结束', { from: today, to: addDays(today, 365 + longestStandInDays), example: addDays(today, 7), description: '到期自动失效' }),
  });
type Form = z.infer<ReturnType<typeof form>>;

/** Who stands in for whom from today on; locked, so that two who name each other at the same moment wait for one another. */
async function known({ tx, now }: Work): Promise<readonly StandIn[]> {
  await sql`select pg_advisory_xact_lock(7, 71)`.execute(tx);
  const { rows } = await sql<StandIn>`
    select stands_for as absent, person_id as "standIn", from_on as "from", to_on as "to" from office_held where stands_for is not null and to_on >= ${dayIn(now)}`.execute(
    tx,
  );
  return rows;
}

/** 指定代理人：本人指定，有起止，到期失效；办的事两个人的名字都留下。 */
export const nameStandIn = operation({
  name: 'standIn.name',
  zh: '请人代理',
  tone: 'back',
  offices: standInOffices,
  on: 'opening',
  path: '/api/stand-ins',
  form,
  offered: async (work) => work.actor.standsFor === undefined && (await peopleChoices['stand-ins'](work, undefined, { limit: 1 })).length > 0,
  async run(work, _, { standIn, from, to }: Form) {
    const { tx, actor, now } = work;
    if (actor.standsFor !== undefined) throw refuse(403, 'standing-in', '代理人不能再请人代理');
    const choices = await peopleChoices['stand-ins'](work);
    if (standIn !== actor.id && !choices.some(({ value }) => value === standIn)) throw refuse(422, 'not-a-choice', '此人不能代理，请在名单里选择', 'standIn');
    const inTheWay = inTheWayOfStandingIn({ absent: actor.id, standIn, from, to }, await known(work), dayIn(now));
    if (inTheWay.length > 0) throw refusalOf(inTheWay);
    const seat = await tx.selectFrom('officeHeld').select(['office', 'unionId', 'studioId', 'toOn']).where('id', '=', actor.officeId).executeTakeFirstOrThrow();
    if (seat.toOn !== null && seat.toOn < to) throw refuse(422, 'beyond-my-term', '代理不能超出您自己的任期', 'to');
    await tx
      .insertInto('officeHeld')
      .values({
        id: newId(),
        personId: standIn,
        office: seat.office,
        unionId: seat.unionId,
        studioId: seat.studioId,
        fromOn: from,
        toOn: to,
        standsFor: actor.id,
      })
      .execute();
    return {};
  },
});

const endForm = z.strictObject({ standIn: choice('代理', 'my-stand-ins') });

/** 提前结束代理：从现在起，代理人随即退出这个职务。 */
export const endStandIn = operation({
  name: 'standIn.end',
  zh: '结束代理',
  tone: 'stop',
  offices: standInOffices,
  on: 'opening',
  path: '/api/stand-ins/end',
  form: () => endForm,
  offered: async (work) => (await peopleChoices['my-stand-ins'](work)).length > 0,
  async run({ tx, actor, now }, _, { standIn }: z.infer<typeof endForm>) {
    const today = dayIn(now);
    const row = await tx
      .selectFrom('officeHeld')
      .select(['id', 'fromOn'])
      .where('id', '=', standIn)
      .where('standsFor', '=', actor.id)
      .forUpdate()
      .executeTakeFirst();
    if (row === undefined) throw refuse(422, 'not-a-choice', '没有这个代理，请重新选择', 'standIn');
    await tx.deleteFrom('session').where('officeId', '=', row.id).execute();
    if (row.fromOn < today)
      await tx
        .updateTable('officeHeld')
        .set({ toOn: addDays(today, -1) })
        .where('id', '=', row.id)
        .execute();
    else await tx.deleteFrom('officeHeld').where('id', '=', row.id).execute();
    return {};
  },
});
