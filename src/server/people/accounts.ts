import type { Day } from '#core/shared/days.ts';
import type { Office } from '#core/people/actor.ts';
import { newId } from '#server/kernel/ids.ts';
import { soundsOf, spelt } from '#server/kernel/pinyin.ts';
import type { Tx } from '#server/store/connection.ts';

/** An account name nobody has: as wished, or after the person's name (zhangsan, zhangsan2, …). */
export async function freeAccountName(tx: Tx, name: string): Promise<string> {
  const spelled = spelt(name).slice(0, 24);
  const stem = spelled.length < 3 ? `user${spelled}` : spelled;
  const taken = await tx.selectFrom('account').select('name').where('name', 'like', `${stem}%`).execute();
  const names = new Set(taken.map((row) => row.name));
  if (!names.has(stem)) return stem;
  let number = 2;
  while (names.has(`${stem}${number}`)) number += 1;
  return `${stem}${number}`;
}

/** A person of the city, who can be found by name, by initials and by pinyin. */
export async function addPerson(tx: Tx, { name, post, phone }: { name: string; post?: string | undefined; phone?: string | undefined }): Promise<string> {
  const id = newId();
  await tx
    .insertInto('person')
    .values({ id, name, initials: soundsOf(name), post: post ?? null, phone: phone ?? null })
    .execute();
  return id;
}

/** An account without a password: it opens only through its invitation link. */
export async function addAccount(tx: Tx, personId: string, name: string): Promise<string> {
  const id = newId();
  await tx.insertInto('account').values({ id, personId, name }).execute();
  return id;
}

export async function addOffice(
  tx: Tx,
  chair: { personId: string; office: Office; unionId?: string; studioId?: string; fromOn: Day; toOn?: Day | undefined },
): Promise<string> {
  const id = newId();
  await tx
    .insertInto('officeHeld')
    .values({ id, ...chair })
    .execute();
  return id;
}
