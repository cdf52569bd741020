import { sql, type RawBuilder } from 'kysely';
import type { Day } from '#core/shared/days.ts';
import { peopleIn } from './people-of.ts';

/** In brackets, each of them: they are joined with others and turned round. Rows of office_held under an alias, asked who they are and what they see: what `scope.ts` asks of one actor, asked of many at once. */
const at = (alias: string, column: string) => sql.ref(`${alias}.${column}`);

/** Held on this day by somebody who can still sign in. */
export const chairInForce = (chair: string, today: Day): RawBuilder<boolean> => sql<boolean>`(
  ${at(chair, 'fromOn')} <= ${today} and (${at(chair, 'toOn')} is null or ${at(chair, 'toOn')} >= ${today})
  and exists (select 1 from account door where door.person_id = ${at(chair, 'personId')} and door.disabled_at is null))`;

/** Whether a chair is one of a holder's: the same narrowing as for an actor, standing in included. */
export const chairIsAt = (chair: string, holder: string): RawBuilder<boolean> => sql<boolean>`(
  ${at(holder, 'office')} = ${at(chair, 'office')}
  and (${at(holder, 'unionId')} is null or ${at(holder, 'unionId')} = ${at(chair, 'unionId')})
  and (${at(holder, 'studioId')} is null or ${at(holder, 'studioId')} = ${at(chair, 'studioId')})
  and (${at(holder, 'personId')} is null or ${at(holder, 'personId')} in (${at(chair, 'personId')}, coalesce(${at(chair, 'standsFor')}, ${at(chair, 'personId')}))))`;

/** Whether whoever sits there may see a matter: the very rows that open and list it. */
export const chairSees = (chair: string, matter: RawBuilder<unknown>): RawBuilder<boolean> => sql<boolean>`
  exists (select 1 from matter_party seer where seer.matter_id = ${matter} and ${chairIsAt(chair, 'seer')})`;

/** 有利害关系、应当回避的：本人或亲属是当事人（见 people-of.ts），又不是以工作室自己人的身份。 */
export const chairHasAStake = (chair: string, studio: RawBuilder<unknown>): RawBuilder<boolean> => sql<boolean>`(
  ${at(chair, 'office')} not in ('lead', 'secretary', 'member') and exists (
    select 1 from (${peopleIn(studio)}) about(id) where about.id in (${at(chair, 'personId')}, ${at(chair, 'standsFor')})
      or exists (select 1 from kinship k where (k.person_id = about.id and k.kin_id = ${at(chair, 'personId')}) or (k.kin_id = about.id and k.person_id = ${at(chair, 'personId')}))))`;
