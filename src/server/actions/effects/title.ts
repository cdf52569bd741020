import { grant } from '#core/grant/life.ts';
import { dayIn, yearOf } from '#core/shared/days.ts';
import type { Matter } from '#core/shared/life.ts';
import { cutTo } from '#core/shared/text.ts';
import { standingOfTitle, title, type Title } from '#core/title/life.ts';
import { plaqueNumber } from '#core/batch/designation.ts';
import type { Work } from '#server/kernel/house.ts';
import { readableCode } from '#server/kernel/ids.ts';
import { drawNumbers } from '#server/store/books.ts';
import { advance } from '../advance.ts';
import { asSystem, advanceOpen } from '../as-system.ts';
import { setStanding } from './studio.ts';

export const titleOf = async ({ tx }: Work, studio: string) =>
  tx.selectFrom('matter').select(['id', 'state', 'standard']).where('studio', '=', studio).where('kind', '=', 'title').orderBy('id', 'desc').executeTakeFirst();

type Move = { transition: 'rectify' | 'heal' | 'revoke' | 'dissolve'; reason: string };
const startsIn = (transition: keyof typeof title.transitions, state: string): boolean =>
  (title.transitions[transition].from as readonly string[]).includes(state);

const otherRectifications = async ({ tx }: Work, studio: string, id: string): Promise<boolean> =>
  (await tx
    .selectFrom('matter')
    .select('id')
    .where('kind', '=', 'rectification')
    .where('studio', '=', studio)
    .where('state', 'in', ['mending', 'recheck'])
    .where('id', '<>', id)
    .executeTakeFirst()) !== undefined;

/** 撤销了的，只有撤回撤销决定才恢复；还有别的整改没完的，不恢复，或恢复到整改中。 */
async function stepsOf(work: Work, { kind, id, studio = '' }: Matter, transition: Move['transition'], state: string): Promise<readonly Move['transition'][]> {
  if (!startsIn(transition, state)) return [];
  if (transition !== 'heal') return [transition];
  const revoked = state === 'revoked';
  if (revoked && kind !== 'revocation') return [];
  if (await otherRectifications(work, studio, id)) return revoked ? ['heal', 'rectify'] : [];
  return ['heal'];
}

/** 整改、恢复、撤销、注销落到称号上。没有称号的只改工作室的情况。 */
export async function moveTitle(work: Work, cause: Matter, { transition, reason }: Move): Promise<void> {
  const studio = cause.studio ?? '';
  const named = await titleOf(work, studio);
  if (named === undefined) {
    if (transition === 'dissolve') await setStanding(work, cause, { studio, standing: 'dissolved' });
    return;
  }
  for (const step of await stepsOf(work, cause, transition, named.state)) {
    const next = await advance(asSystem(work), { kind: 'title', id: named.id, transition: step, input: { reason: cutTo(reason, 2000) } });
    await setStanding(work, cause, { studio, standing: standingOfTitle[(next as Title).state] });
  }
}

export async function renewTitle(work: Work, cause: Matter, { validUntil }: { validUntil: string }): Promise<void> {
  const named = await titleOf(work, cause.studio ?? '');
  if (named !== undefined) await advance(asSystem(work), { kind: 'title', id: named.id, transition: 'renew', input: { validUntil } });
}

/** 没拨出去的补助停拨。 */
export const stopGrant = (work: Work, { studio = '' }: Matter, { reason }: { reason: string }): Promise<void> =>
  advanceOpen(work, studio, { kind: 'grant', in: grant.transitions.stop.from, transition: 'stop', input: { reason } });

type Replaced = Readonly<{ studio: string; oldName: string; reason: string; lostOn?: string }>;
/** 旧牌记下它的来去：编号、核验码、谁签收、为什么换、丢没丢。 */
async function retirePlaque({ tx, now }: Work, titleId: string, { oldName, reason, lostOn }: Replaced): Promise<void> {
  const old = await tx
    .selectFrom('title')
    .select(['plaqueNo', 'verifyCode', 'awardedOn', 'handedBy', 'receivedBy', 'receipt'])
    .where('id', '=', titleId)
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('oldPlaque')
    .values({
      ...old,
      titleId,
      studioName: oldName,
      replacedOn: dayIn(now),
      why: cutTo(reason, 200),
      lostOn: lostOn ?? null,
      returnedOn: null,
      returnedBy: null,
    })
    .execute();
}

/** 改了名、换了领衔人、遗失了的，换发牌匾：新编号、新核验码；旧码仍能查到现在的情况。 */
export async function reissuePlaque(work: Work, replaced: Replaced): Promise<void> {
  const { tx, now } = work;
  const { studio, reason } = replaced;
  const named = await titleOf(work, studio);
  if (named === undefined || !startsIn('reissue', named.state)) return;
  await retirePlaque(work, named.id, replaced);
  const year = yearOf(dayIn(now));
  const [number = 0] = await drawNumbers(tx, 'plaque', year, 1);
  const plaqueNo = plaqueNumber(year, number);
  const { name } = await tx.selectFrom('studio').select('name').where('id', '=', studio).executeTakeFirstOrThrow();
  const input = { reason: cutTo(reason, 400), title: name, plaqueNo, verifyCode: readableCode(10) };
  const next = await advance(asSystem(work), { kind: 'title', id: named.id, transition: 'reissue', input });
  await tx
    .updateTable('studio')
    .set({ plaqueNo, standing: standingOfTitle[(next as Title).state] })
    .where('id', '=', studio)
    .execute();
}

/** 遗失补发（四.3 的牌匾，丢了的另编新号）。 */
export const replaceLostPlaque = (work: Work, _: Matter, { studio, name, lostOn, why }: { studio: string; name: string; lostOn: string; why: string }) =>
  reissuePlaque(work, { studio, oldName: name, reason: `遗失补发：${why}`, lostOn });

export async function takePlaqueBack(
  { tx }: Work,
  { id }: Matter,
  { plaqueNo, returnedOn, returnedBy, note = '' }: { plaqueNo: string; returnedOn: string; returnedBy: string; note?: string },
): Promise<void> {
  await tx.updateTable('oldPlaque').set({ returnedOn, returnedBy, returnNote: note }).where('titleId', '=', id).where('plaqueNo', '=', plaqueNo).execute();
}
