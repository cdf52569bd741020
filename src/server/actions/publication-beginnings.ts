import { sql } from 'kysely';
import type { Reason } from '#core/shared/decision.ts';
import type { Work } from '#server/kernel/house.ts';
import { newId } from '#server/kernel/ids.ts';
import { refusedByLead } from '#server/store/directory-words.ts';
import type { Beginning } from './beginning.ts';

/** 本人的事本人说：秘书、代办的人都不能替领衔人说。 */
async function ownWord({ tx, actor }: Work, studio: string | undefined, refused: boolean): Promise<readonly Reason[]> {
  const { rows } = await sql<{
    lead: string;
    refused: boolean;
  }>`select s.lead_id as lead, ${refusedByLead} as refused from studio s where s.id = ${studio ?? ''}`.execute(tx);
  const [now] = rows;
  if (now?.lead !== actor.id || actor.standsFor !== undefined) return [{ code: 'own-word-only', kind: 'conflict', zh: '上不上公开名录，由领衔人本人决定' }];
  if (now.refused === refused) return [{ code: 'said-already', kind: 'conflict', zh: refused ? '您已经选择不上公开名录' : '本工作室没有从公开名录撤下' }];
  return [];
}
async function say({ tx, actor, now }: Work, studioId: string, refused: boolean) {
  const id = newId();
  await tx.insertInto('directoryWord').values({ id, personId: actor.id, studioId, refused, saidAt: now }).execute();
  return { record: { id } };
}

/** 公开名录可以拒绝，随时可以改主意；法定公示不在其内（docs/decisions/0013）。 */
// oxfmt-ignore
export const publicationBeginnings: readonly Beginning[] = [
  { name: 'directory.refuse', zh: '不上公开名录', by: ['lead'], on: 'studio', path: 'directory/refuse', tone: 'stop', when: (work, studio) => ownWord(work, studio, true), run: (work, studio = '') => say(work, studio, true) },
  { name: 'directory.allow', zh: '重新上公开名录', by: ['lead'], on: 'studio', path: 'directory/allow', tone: 'back', when: (work, studio) => ownWord(work, studio, false), run: (work, studio = '') => say(work, studio, false) },
];
