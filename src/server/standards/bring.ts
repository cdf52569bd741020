import { dayIn, type Day } from '#core/shared/days.ts';
import { inTheWayOfTakingBack, inTheWayOfTakingOver, scheduleWith } from '#core/standard/takeover.ts';
import { sql } from 'kysely';
import type { Work } from '#server/kernel/house.ts';
import { canonical, newId, sha256 } from '#server/kernel/ids.ts';
import { notFound, Refusal, refusalOf, refuse } from '#server/kernel/refusal.ts';
import { faultless, isStandard, readStandard } from '#server/kernel/standards.ts';

/** 政策由市总经济部管：带进新版本、定施行日。 */
export const mayChangeStandards = ({ actor }: Work): boolean => actor.office === 'department';
function insistOnDepartment(work: Work): void {
  if (!mayChangeStandards(work)) throw refuse(403, 'not-your-office', '政策版本由市总工会主管部门管理');
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refuse(422, 'not-json', '不是完整的 JSON 文件，请从已有版本下载一份来改');
  }
}

/**
 * 带进一个新版本：先查得通，再存；带进来不等于施行。
 * @throws Refusal 403; 409 when the id is taken; 422 naming every place that is wrong
 */
export async function bringStandard(work: Work, text: string): Promise<{ id: string }> {
  insistOnDepartment(work);
  const { tx, actor, now, house } = work;
  const standard = faultless(readStandard(jsonOf(text)));
  if (!isStandard(standard))
    throw new Refusal(
      422,
      standard.slice(0, 50).map(({ at, says }) => ({ code: 'not-a-standard', message: at === '' ? says : `${at}：${says}`, field: at })),
    );
  if (!/^[a-z0-9][a-z0-9-]{2,39}$/.test(standard.id)) throw refuse(422, 'bad-id', '版本编号（id）用小写字母、数字和短横，3 到 40 个字', 'id');
  if (house.standards.has(standard.id)) throw refuse(409, 'known', `版本 ${standard.id} 已经有了，请换一个编号（id）`, 'id');
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('standardVersion')
    .values({ id: standard.id, body: JSON.stringify(standard), sha256: sha256(canonical(standard)), broughtBy: actor.id, broughtAt: now })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows !== 1n) throw refuse(409, 'known', `版本 ${standard.id} 已经有了，请换一个编号（id）`, 'id');
  return { id: standard.id };
}

/** The schedule as it stands in this transaction, locked: two who set a day at once wait for one another. */
async function scheduleNow({ tx, house }: Work) {
  await sql`select pg_advisory_xact_lock(7, 72)`.execute(tx);
  const rows = await tx.selectFrom('standardTakeover').select(['standard', 'fromOn']).orderBy('id').execute();
  return scheduleWith(
    house.standards.shipped,
    rows.map(({ standard, fromOn }) => (fromOn === null ? { standard } : { standard, from: fromOn })),
  );
}

const write = ({ tx, actor, now }: Work, standard: string, fromOn: Day | null, reason: string) =>
  tx.insertInto('standardTakeover').values({ id: newId(), standard, fromOn, reason, setBy: actor.id, setAt: now }).execute();

/** 定施行日：此后新立的事项按新版本，在办的按原来的办完。 */
export async function setTakeOver(work: Work, standard: string, { from, reason }: { from: Day; reason: string }): Promise<void> {
  insistOnDepartment(work);
  if (!work.house.standards.has(standard)) throw notFound();
  const inTheWay = inTheWayOfTakingOver(await scheduleNow(work), { standard, from }, dayIn(work.now));
  if (inTheWay.length > 0) throw refusalOf(inTheWay.map((reasonWhy) => ({ ...reasonWhy, field: 'from' })));
  await write(work, standard, from, reason);
}

/** 收回还没到的施行日。 */
export async function takeBack(work: Work, standard: string, { reason }: { reason: string }): Promise<void> {
  insistOnDepartment(work);
  if (!work.house.standards.has(standard)) throw notFound();
  const inTheWay = inTheWayOfTakingBack(await scheduleNow(work), standard, dayIn(work.now));
  if (inTheWay.length > 0) throw refusalOf(inTheWay);
  await write(work, standard, null, reason);
}
