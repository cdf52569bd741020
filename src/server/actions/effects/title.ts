import type { RevocationGround } from '#core/revocation/life.ts';
import { theSystem } from '#core/people/actor.ts';
import { dayIn, yearOf } from '#core/shared/days.ts';
import type { Matter } from '#core/shared/life.ts';
import type { TriggerCode } from '#core/title/triggers.ts';
import { plaqueNumber } from '#core/batch/designation.ts';
import type { Work } from '#server/kernel/house.ts';
import { readableCode } from '#server/kernel/ids.ts';
import { drawNumbers } from '#server/store/books.ts';
import { advance } from '../advance.ts';
import { openMatter } from '../open.ts';
import { setStanding } from './studio.ts';

const asSystem = (work: Work): Work => ({ ...work, actor: theSystem });
/** 称号在哪一步，工作室就是什么情况。 */
const standingOf: Readonly<Record<string, string>> = {
  'plaque-due': 'qualified',
  'in-force': 'in-force',
  rectifying: 'rectifying',
  revoked: 'revoked',
  dissolved: 'dissolved',
};

export const titleOf = async ({ tx }: Work, studio: string) =>
  tx.selectFrom('matter').select(['id', 'state', 'standard']).where('studio', '=', studio).where('kind', '=', 'title').orderBy('id', 'desc').executeTakeFirst();

type Move = { transition: 'rectify' | 'heal' | 'revoke' | 'dissolve'; reason: string };
const from: Readonly<Record<Move['transition'], readonly string[]>> = {
  rectify: ['plaque-due', 'in-force'],
  heal: ['rectifying', 'revoked'],
  revoke: ['plaque-due', 'in-force', 'rectifying'],
  dissolve: ['plaque-due', 'in-force', 'rectifying'],
};

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
  if (!from[transition].includes(state)) return [];
  if (transition !== 'heal') return [transition];
  const revoked = state === 'revoked';
  if (revoked && kind !== 'revocation') return [];
  if (await otherRectifications(work, studio, id)) return revoked ? ['heal', 'rectify'] : [];
  return ['heal'];
}

/** 整改、恢复、撤销、注销落到称号上。没有称号的只改工作室的情况。 */
export async function moveTitle(work: Work, cause: Matter, { transition, reason }: Move): Promise<void> {
  const studio = cause.studio ?? '';
  const title = await titleOf(work, studio);
  if (title === undefined) {
    if (transition === 'dissolve') await setStanding(work, cause, { studio, standing: 'dissolved' });
    return;
  }
  for (const step of await stepsOf(work, cause, transition, title.state)) {
    const next = await advance(asSystem(work), { kind: 'title', id: title.id, transition: step, input: { reason: reason.slice(0, 2000) } });
    await setStanding(work, cause, { studio, standing: standingOf[next.state] ?? 'in-force' });
  }
}

export async function renewTitle(work: Work, cause: Matter, { validUntil }: { validUntil: string }): Promise<void> {
  const title = await titleOf(work, cause.studio ?? '');
  if (title !== undefined) await advance(asSystem(work), { kind: 'title', id: title.id, transition: 'renew', input: { validUntil } });
}

/** 没拨出去的补助停拨。 */
export async function stopGrant(work: Work, cause: Matter, { reason }: { reason: string }): Promise<void> {
  const open = await work.tx
    .selectFrom('matter')
    .select('id')
    .where('kind', '=', 'grant')
    .where('studio', '=', cause.studio ?? '')
    .where('state', 'in', ['account', 'checking', 'paying'])
    .execute();
  for (const { id } of open) await advance(asSystem(work), { kind: 'grant', id, transition: 'stop', input: { reason } });
}

/** 改了名、换了领衔人的，换发牌匾：新编号、新核验码；旧码仍能查到现在的情况。 */
export async function reissuePlaque(work: Work, studio: string, oldName: string, reason: string): Promise<void> {
  const { tx, now } = work;
  const title = await titleOf(work, studio);
  if (title === undefined || !['plaque-due', 'in-force', 'rectifying'].includes(title.state)) return;
  const old = await tx.selectFrom('title').select(['plaqueNo', 'verifyCode']).where('id', '=', title.id).executeTakeFirstOrThrow();
  const year = yearOf(dayIn(now));
  const [number = 0] = await drawNumbers(tx, 'plaque', year, 1);
  const plaqueNo = plaqueNumber(year, number);
  await tx
    .insertInto('oldPlaque')
    .values({ ...old, titleId: title.id, studioName: oldName, replacedOn: dayIn(now) })
    .execute();
  await advance(asSystem(work), { kind: 'title', id: title.id, transition: 'reissue', input: { reason, plaqueNo, verifyCode: readableCode(10) } });
  await tx.updateTable('studio').set({ plaqueNo, standing: 'qualified' }).where('id', '=', studio).execute();
}

const isOpen = async ({ tx }: Work, kind: 'rectification' | 'revocation', studio: string, ground?: string): Promise<boolean> => {
  const { rows } = {
    rows: await tx.selectFrom('matter').select('id').where('kind', '=', kind).where('studio', '=', studio).where('closedAt', 'is', null).execute(),
  };
  if (rows.length === 0 || ground === undefined) return rows.length > 0;
  const same = await tx
    .selectFrom('rectification')
    .select('id')
    .where(
      'id',
      'in',
      rows.map(({ id }) => id),
    )
    .where('ground', '=', ground)
    .executeTakeFirst();
  return same !== undefined;
};
const nameOf = async ({ tx }: Work, studio: string) => tx.selectFrom('studio').select('name').where('id', '=', studio).executeTakeFirstOrThrow();

/** 一条整改线索，放到经济部桌上；同一事由在办的不重开。 */
export async function openRectification(
  work: Work,
  cause: Pick<Matter, 'studio'>,
  { ground, reason }: { ground: TriggerCode; reason: string },
): Promise<string | undefined> {
  const studio = cause.studio ?? '';
  if (await isOpen(work, 'rectification', studio, ground)) return undefined;
  const { name } = await nameOf(work, studio);
  const blank = { demands: '', measures: '', extended: false, conclusion: '', holding: [] };
  const { id } = await openMatter(work, 'rectification', {
    title: `${name}：${reason}`.slice(0, 120),
    state: 'proposed',
    studio,
    own: { studioId: studio, ground, reason, ...blank },
    brought: { reason },
  });
  return id;
}

/** 拟撤销，从经济部告知开始；已在办的不重开。 */
export async function openRevocation(
  work: Work,
  cause: Pick<Matter, 'studio'>,
  { ground, reason }: { ground: RevocationGround; reason: string },
): Promise<string | undefined> {
  const studio = cause.studio ?? '';
  const title = await titleOf(work, studio);
  if (title === undefined || ['revoked', 'dissolved'].includes(title.state) || (await isOpen(work, 'revocation', studio))) return undefined;
  const { name } = await nameOf(work, studio);
  const blank = { statement: '', appeal: '', reply: '', plaqueNote: '', recoveryVoucher: '', unspentFen: 0, hasPlaque: false };
  const { id } = await openMatter(work, 'revocation', {
    title: name,
    state: 'proposed',
    studio,
    parent: title.id,
    own: { ground, reason, ...blank },
    brought: { reason },
  });
  return id;
}
