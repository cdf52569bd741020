import type { Option } from '#contract/shapes.ts';
import { dayIn } from '#core/shared/days.ts';
import { beginnings } from '#server/actions/openings.ts';
import type { Work } from '#server/kernel/house.ts';
import { peopleOpenings } from '#server/people/options.ts';
import { beginningOption, lackOf } from './options.ts';

/** 我可以从头办起的事。What conflicts is not offered; what only lacks something is, with its reasons. */
export async function listOpenings(work: Work): Promise<Option[]> {
  const { actor, now } = work;
  const scene = actor.studio === undefined ? { work } : { work, studio: { id: actor.studio, establishedOn: dayIn(now) } };
  const offered: Option[] = [];
  for (const one of beginnings.filter(({ on, by }) => on !== 'studio' && by.includes(actor.office))) {
    const reasons = (await one.when?.(work, actor.studio)) ?? [];
    const option = beginningOption(scene, one.name);
    if (option === undefined || reasons.some(({ kind }) => kind !== 'incomplete')) continue;
    offered.push({ ...option, ...(reasons.length > 0 ? { lacks: reasons.map((reason) => lackOf(scene, reason)) } : {}) });
  }
  return [...offered, ...(await peopleOpenings(work, dayIn(now)))];
}
