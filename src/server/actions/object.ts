import type { Objection } from '#core/objection/life.ts';
import { theSystem } from '#core/people/actor.ts';
import type { Publicity } from '#core/publicity/life.ts';
import { dayIn } from '#core/shared/days.ts';
import type { House } from '#server/kernel/house.ts';
import { readableCode } from '#server/kernel/ids.ts';
import { perform } from '#server/kernel/perform.ts';
import { notFound, refuse } from '#server/kernel/refusal.ts';
import { attachFiles } from '#server/store/file-uses.ts';
import { lock } from '#server/store/matters.ts';
import { readingOf } from './moment.ts';
import { openMatter } from './open.ts';

/** 异议的内容和来处；`notice` 是公示事项。 */
export type Objecting = Readonly<
  Pick<Objection, 'byKind' | 'name' | 'phone' | 'address' | 'grounds'> & {
    seal?: string | undefined;
    studio: string;
    notice: string;
    from: Readonly<{ address: string; request: string }>;
  }
>;

/**
 * 公示期内收到异议：登记、给回执号，所涉一家随即暂停（domain 5）。
 * @throws Refusal 404 no such notice, 409 the period is over, 422 a studio that is not on the list
 */
export async function object(house: House, { notice, studio, from, seal, ...said }: Objecting): Promise<{ receipt: string }> {
  const receipt = readableCode(10);
  const asking = { actor: theSystem, address: from.address, request: from.request, body: null };
  await perform(house, asking, { what: 'objection.open', which: notice }, async (work) => {
    const posted = (await lock(readingOf(work), theSystem, notice, 'publicity')) as Publicity;
    const named = posted.snapshot.find((one) => one.studio === studio);
    if (named === undefined) throw posted.id === notice ? refuse(422, 'not-on-the-list', '请选择公示名单中的工作室', 'studio') : notFound();
    if (posted.state !== 'posted' || posted.until < dayIn(work.now)) throw refuse(409, 'period-over', '公示期已过，不再受理异议');
    const own = { ...said, receipt, ...(seal === undefined ? {} : { seal }) };
    const { id } = await openMatter(work, 'objection', {
      title: `对${named.name}的异议`,
      state: 'received',
      studio,
      parent: notice,
      standard: posted.standard,
      search: `${named.name} ${receipt}`,
      own,
    });
    await attachFiles(work.tx, seal === undefined ? [] : [seal], { matterId: id });
    return { status: 201, body: null };
  });
  return { receipt };
}
