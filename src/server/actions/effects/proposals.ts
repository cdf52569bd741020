import type { RevocationGround } from '#core/revocation/life.ts';
import type { Matter } from '#core/shared/life.ts';
import { cutTo } from '#core/shared/text.ts';
import type { TriggerCode } from '#core/title/triggers.ts';
import type { Work } from '#server/kernel/house.ts';
import { openMatter } from '../open.ts';
import { titleOf } from './title.ts';

const inHand = ({ tx }: Work, kind: 'rectification' | 'revocation', studio: string) =>
  tx.selectFrom('matter').select('matter.id').where('kind', '=', kind).where('studio', '=', studio).where('closedAt', 'is', null);
const nameOf = async ({ tx }: Work, studio: string) => tx.selectFrom('studio').select('name').where('id', '=', studio).executeTakeFirstOrThrow();

/** 一条整改线索，放到经济部桌上；同一事由在办的不重开。 */
export async function openRectification(
  work: Work,
  cause: Pick<Matter, 'studio'>,
  { ground, reason }: { ground: TriggerCode; reason: string },
): Promise<string | undefined> {
  const studio = cause.studio ?? '';
  const same = inHand(work, 'rectification', studio).innerJoin('rectification', 'rectification.id', 'matter.id').where('rectification.ground', '=', ground);
  if (await same.executeTakeFirst()) return undefined;
  const { name } = await nameOf(work, studio);
  const blank = { demands: '', measures: '', extended: false, conclusion: '', holding: [] };
  const { id } = await openMatter(work, 'rectification', {
    title: cutTo(`${name}：${reason}`, 120),
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
  if (title === undefined || ['revoked', 'dissolved'].includes(title.state) || (await inHand(work, 'revocation', studio).executeTakeFirst())) return undefined;
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
