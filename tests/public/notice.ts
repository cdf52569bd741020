import { theSystem } from '#core/people/actor.ts';
import type { PostedStudio } from '#core/publicity/life.ts';
import { addWorkingDays, dayIn } from '#core/shared/days.ts';
import { openMatter } from '#server/actions/open.ts';
import type { House, Work } from '#server/kernel/house.ts';
import { canonical, readableCode, sha256 } from '#server/kernel/ids.ts';

async function asSystem<T>(house: House, run: (work: Work) => Promise<T>): Promise<T> {
  const now = house.clock.now();
  return house.db.transaction().execute((tx) => run({ house, tx, actor: theSystem, now }));
}

/** A notice of a naming batch, posted today for five working days. */
export const postNotice = (house: House, title: string, snapshot: readonly PostedStudio[]): Promise<string> =>
  asSystem(house, async (work) => {
    const parent = (await openMatter(work, 'designation', { title: '命名批次', state: 'publicity', own: { year: 2013, items: [], noticeEnded: false } })).id;
    const postedOn = dayIn(work.now);
    const own = { postedOn, until: addWorkingDays(house.calendar, postedOn, 5), code: readableCode(8), snapshot, sha256: sha256(canonical(snapshot)) };
    return (await openMatter(work, 'publicity', { title, state: 'posted', parent, own })).id;
  });

/** A title with its plaque, valid for five years. */
export const award = (house: House, studio: string, verifyCode: string): Promise<unknown> =>
  asSystem(house, (work) =>
    openMatter(work, 'title', {
      title: '称号',
      state: 'in-force',
      studio,
      own: { plaqueNo: '示劳创〔2013〕001号', verifyCode, namedOn: '2013-11-18', documentNumber: '示工办〔2013〕1号', validUntil: '2018-11-18' },
    }),
  );
