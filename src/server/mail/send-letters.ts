import { theSystem } from '#core/people/actor.ts';
import { dueLetter, leaveLetter } from '#server/actions/letters/leave-letter.ts';
import { writeAudit } from '#server/kernel/audit.ts';
import type { House } from '#server/kernel/house.ts';

/** One letter, in a transaction of its own, with its own audit line; whether there was one. */
const sendOne = (house: House, all: boolean): Promise<boolean> =>
  house.db.transaction().execute(async (tx) => {
    const now = house.clock.now();
    const letter = await dueLetter({ tx }, { all });
    if (letter === undefined) return false;
    await leaveLetter({ house, tx, actor: theSystem, now }, letter);
    const by = { personId: theSystem.id, office: theSystem.office, address: '', request: 'outbox' };
    await writeAudit(tx, { cityAt: now, ...by, what: 'letter.leave', which: letter.id, outcome: 'done', detail: {} });
    return true;
  });

/**
 * 到点的函件发出：in the order in which they were to leave.
 * @param all also those whose hold is not over: in the demo, a night that is skipped is longer than any hold
 */
export async function sendDueLetters(house: House, { all = false } = {}): Promise<void> {
  while (await sendOne(house, all));
}
