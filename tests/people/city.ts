import type { Actor, Office } from '#core/people/actor.ts';
import type { Db } from '#server/store/connection.ts';
import { addAccount, addOffice, addPerson } from '#server/people/accounts.ts';
import { hashPassword } from '#server/people/passwords.ts';
import type { Knock } from '#server/people/knock.ts';

/** The smallest city in which offices can be held: 市总, two districts, one unit in each, one studio. */
export async function foundCity(db: Db): Promise<void> {
  await db
    .insertInto('unionOrg')
    .values([
      { id: 'city', code: 'C', name: '示范市总工会', kind: 'city' },
      { id: 'east', code: 'E', name: '东区总工会', kind: 'district', position: 1 },
      { id: 'west', code: 'W', name: '西区总工会', kind: 'district', position: 2 },
      { id: 'mill', code: 'M', name: '东方机械厂工会', kind: 'grassroots', position: 1, unitName: '东方机械厂' },
      { id: 'yard', code: 'Y', name: '西港船厂工会', kind: 'grassroots', position: 2, unitName: '西港船厂' },
    ])
    .execute();
  await db
    .insertInto('unionParent')
    .values([
      { unionId: 'east', parentId: 'city', fromOn: '2010-01-01' },
      { unionId: 'west', parentId: 'city', fromOn: '2010-01-01' },
      { unionId: 'mill', parentId: 'east', fromOn: '2010-01-01' },
      { unionId: 'yard', parentId: 'west', fromOn: '2010-01-01' },
    ])
    .execute();
  const leadId = await db.transaction().execute((tx) => addPerson(tx, { name: '甲领衔' }));
  await db
    .insertInto('studio')
    .values({
      id: 'studio',
      name: '甲领衔劳模创新工作室',
      hostUnion: 'mill',
      supervisingUnion: 'east',
      leadId,
      establishedOn: '2012-05-01',
      standing: 'in-force',
    })
    .execute();
}

type Chair = Readonly<{ office: Office; unionId?: string; studioId?: string; fromOn?: string; toOn?: string }>;
export type Resident = Readonly<{ person: string; account: string; actor: Actor; offices: readonly string[] }>;
// Hashing is slow on purpose; one hash serves all residents.
const passwordOfAll = 'Studio-2013';
let hashed: Promise<string> | undefined;

/** Somebody with an account, the common password, and offices; acts in the first. */
export async function resident(db: Db, name: string, account: string, ...chairs: readonly Chair[]): Promise<Resident> {
  hashed ??= hashPassword(passwordOfAll);
  const password = await hashed;
  return db.transaction().execute(async (tx) => {
    const person = await addPerson(tx, { name });
    const id = await addAccount(tx, person, account);
    await tx.updateTable('account').set({ password }).where('id', '=', id).execute();
    const offices: string[] = [];
    for (const { fromOn = '2013-01-01', ...chair } of chairs) offices.push(await addOffice(tx, { personId: person, fromOn, ...chair }));
    const first = chairs[0];
    const actor: Actor = {
      id: person,
      office: first?.office ?? 'member',
      kin: [],
      officeId: offices[0] ?? '',
      ...(first?.unionId === undefined ? {} : { union: first.unionId }),
      ...(first?.studioId === undefined ? {} : { studio: first.studioId }),
    };
    return { person, account: id, actor, offices };
  });
}

export const password = passwordOfAll;
export const cityNow = '2013-11-18T09:00:00.000+08:00';
const machineStart = Date.parse('2026-03-02T01:00:00Z');

/** A knock at the door, so many minutes after the tests' machine time began. */
export const knock = (minutes = 0, more: Partial<Knock> = {}): Knock => ({
  address: '10.0.0.1',
  request: 'r',
  now: cityNow,
  machine: new Date(machineStart + minutes * 60_000),
  ...more,
});
