import { sql } from 'kysely';
import { officeZh, type Office } from '#core/people/actor.ts';
import { dayIn, type CityTime } from '#core/shared/days.ts';
import { writeAudit } from '#server/kernel/audit.ts';
import { Refusal } from '#server/kernel/refusal.ts';
import type { Db, Tx } from '#server/store/connection.ts';
import { addAccount, addOffice, addPerson, freeAccountName } from './accounts.ts';
import type { Knock } from './knock.ts';
import { inviteTo, issueSetup } from './links.ts';

/** A person who is known by an office only; whoever takes the invitation gives the name. */
export const unnamed = '待命名';
export type OfficeLink = Readonly<{ office: Office; officeZh: string; href: string }>;

const inTurn = (tx: Tx) => sql`SELECT pg_advisory_xact_lock(hashtext('lingxian set-up'))`.execute(tx);
const hasSysadmin = async (tx: Tx): Promise<boolean> =>
  (await tx.selectFrom('officeHeld').select('id').where('office', '=', 'sysadmin').limit(1).executeTakeFirst()) !== undefined;
const pending = (tx: Tx) => tx.selectFrom('invitation').select('tokenHash').where('kind', '=', 'setup').where('usedAt', 'is', null).executeTakeFirst();
const refuse = (code: string, message: string) => new Refusal(409, [{ code, message }]);

/**
 * The one-time link with which a new city names its first system administrator. It is shown once and works until used.
 * @param again revokes a link that was given and not used (lost, or read by others)
 * @throws Refusal 409 when there is an administrator already, or an unused link and `again` is not given
 */
export async function setupLink(db: Db, publicUrl: string, { now, machine }: { now: CityTime; machine: Date }, again = false): Promise<string> {
  const path = await db.transaction().execute(async (tx) => {
    await inTurn(tx);
    if (await hasSysadmin(tx)) throw refuse('set-up-already', '系统管理员已经设立；新人员请由系统管理员在“人员”页添加');
    if (again) await tx.deleteFrom('invitation').where('kind', '=', 'setup').where('usedAt', 'is', null).execute();
    else if ((await pending(tx)) !== undefined) throw refuse('set-up-link-given', '已有一个未使用的初始化链接；如已遗失，请加 --again 作废旧链接、另发新链接');
    await writeAudit(tx, {
      cityAt: now,
      personId: null,
      office: 'operator',
      what: 'setup.link',
      which: 'setup',
      outcome: 'done',
      detail: { again },
      address: '',
      request: '',
    });
    return issueSetup(tx, machine);
  });
  return new URL(path, publicUrl).href;
}

/** Whether this city still waits for its first administrator and no link has been given yet: then the first start prints one. */
export const needsSetup = (db: Db): Promise<boolean> => db.transaction().execute(async (tx) => !(await hasSysadmin(tx)) && (await pending(tx)) === undefined);

async function seat(tx: Tx, office: Office, name: string, account: string, { now }: Knock) {
  const city = await tx.selectFrom('unionOrg').select('id').where('kind', '=', 'city').orderBy('id').executeTakeFirst();
  const personId = await addPerson(tx, { name });
  const accountId = await addAccount(tx, personId, account);
  await addOffice(tx, { personId, office, fromOn: dayIn(now), ...(city === undefined ? {} : { unionId: city.id }) });
  return { accountId, personId };
}

/**
 * 初始化：设立第一名系统管理员；安全、审计两名管理员待命名，各得一个邀请链接，三员分立由此开始。
 * @returns the new administrator's account, and the two links, said once
 */
export async function setUp(tx: Tx, { name, account }: { name: string; account: string }, knock: Knock) {
  await inTurn(tx);
  if (await hasSysadmin(tx)) throw refuse('set-up-already', '系统管理员已经设立');
  const first = await seat(tx, 'sysadmin', name, account, knock);
  const invitations: OfficeLink[] = [];
  for (const office of ['secadmin', 'auditadmin'] as const) {
    const { accountId } = await seat(tx, office, `${unnamed}（${officeZh[office]}）`, await freeAccountName(tx, office), knock);
    invitations.push({ office, officeZh: officeZh[office], href: await inviteTo(tx, accountId, knock.machine) });
  }
  return { ...first, invitations };
}
