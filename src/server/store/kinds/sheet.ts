import type { Sheet } from '#core/acceptance/sheet.ts';
import { groupLeader, type Acceptance } from '#core/acceptance/life.ts';
import { itemPoints } from '#core/criteria/points.ts';
import type { Matter } from '#core/shared/life.ts';
import { judgedNow } from './declaration.ts';
import type { KindStore } from './kind-store.ts';
import type { Reading } from '../reading.ts';

async function group({ db }: Reading, acceptance: string) {
  const parent = await db
    .selectFrom('acceptance')
    .innerJoin('matter', 'matter.id', 'acceptance.id')
    .select(['leaderId', 'round', 'state'])
    .where('acceptance.id', '=', acceptance)
    .executeTakeFirstOrThrow();
  const siblings = await db
    .selectFrom('sheet')
    .innerJoin('matter', 'matter.id', 'sheet.id')
    .select(['expertId', 'round', 'state'])
    .where('matter.parent', '=', acceptance)
    .orderBy('sheet.id')
    .execute();
  return { parent, siblings };
}

export const sheetStore: KindStore = {
  table: 'sheet',
  columns: ['expertId', 'round', 'points', 'reasons', 'veto', 'vetoReason', 'advice', 'inOn'],
  json: ['points', 'reasons'],
  heldUnderParent: true,
  async knows(reading, matter: Matter): Promise<Pick<Sheet, 'suggested' | 'leaderId' | 'peers' | 'concluded'>> {
    const { expertId, round, parent: acceptance = '' } = matter as Sheet;
    const { parent, siblings } = await group(reading, acceptance);
    const { policy, grounds } = await judgedNow(reading, matter);
    const sheets = siblings.map((one) => ({ expert: one.expertId, state: one.state, round: one.round }));
    const leader = groupLeader({ sheets, round, leaderId: parent.leaderId ?? undefined } as unknown as Acceptance);
    return {
      suggested: Object.fromEntries(itemPoints(policy, grounds).flatMap(({ item, points }) => (points === null ? [] : [[item.code, points]]))),
      ...(leader === undefined ? {} : { leaderId: leader }),
      peers: siblings.filter((one) => one.state === 'in' && one.round === round && one.expertId !== expertId).map((one) => one.expertId),
      concluded: parent.state !== 'scoring' || parent.round !== round,
    };
  },
};
