import type { Effect } from '#core/effects.ts';
import { reactions } from '#core/reactions.ts';
import type { Event, Matter } from '#core/shared/life.ts';
import type { Work } from '#server/kernel/house.ts';
import { effects } from './effects/effects.ts';

/** 什么之后必有什么：按表办理后果，同一笔事务，一样不少。 */
export async function react(work: Work, next: Matter, event: Event, before: Matter): Promise<void> {
  const follow = reactions[`${next.kind}.${event.transition}` as keyof typeof reactions];
  for (const effect of follow?.(next, event, before) ?? []) await carryOut(work, next, effect);
}

/** Whether anything follows: what has followed cannot be taken back with the step. */
export const hasConsequences = (next: Matter, event: Event, before: Matter): boolean =>
  (reactions[`${next.kind}.${event.transition}` as keyof typeof reactions]?.(next, event, before) ?? []).length > 0;

const carryOut = (work: Work, cause: Matter, effect: Effect): Promise<void> =>
  (effects[effect.do] as (work: Work, cause: Matter, effect: Effect) => Promise<void>)(work, cause, effect);
