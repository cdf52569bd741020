import type { Kind } from '#core/lives.ts';
import type { Matter } from '#core/shared/life.ts';
import { dayIn } from '#core/shared/days.ts';
import { insert } from '#server/store/matters.ts';
import { peopleOf } from '#server/store/people-of.ts';
import { newId } from '#server/kernel/ids.ts';
import type { Work } from '#server/kernel/house.ts';
import { lifeOf } from './any-life.ts';
import { momentOf } from './moment.ts';
import { notifyArrival } from './notify.ts';
import { react } from './react.ts';

/** What a new matter says of itself; the rest of its header follows. */
export type Opening = Readonly<{
  title: string;
  state: string;
  studio?: string;
  parent?: string;
  standard?: string;
  search?: string;
  own: Readonly<Record<string, unknown>>;
  brought?: unknown;
}>;

/** Where a studio sits today: its union and the union above. */
async function placeOf({ tx }: Work, studio: string | undefined) {
  if (studio === undefined) return {};
  const row = await tx.selectFrom('studio').select(['hostUnion', 'supervisingUnion']).where('id', '=', studio).executeTakeFirstOrThrow();
  return row;
}

/** 立一个新事项：在它的第一个位置，带着第一条记录；后果随之。 */
export async function openMatter(work: Work, kind: Kind, { title, state, studio, parent, standard, search, own, brought }: Opening): Promise<Matter> {
  const { house, tx, actor, now } = work;
  const life = lifeOf(kind);
  const applies = standard ?? house.standards.inForceOn(dayIn(now)).id;
  const bare: Matter = {
    id: newId(),
    kind,
    state,
    version: 1,
    title,
    parent,
    studio,
    ...(await placeOf(work, studio)),
    standard: applies,
    openedAt: now,
    since: now,
    people: await peopleOf(tx, studio),
    ...own,
  };
  const moment = momentOf(work, bare);
  const matter = life.open(bare, moment);
  const event = { transition: 'open', from: state, to: state, by: actor.id, office: actor.office, at: now, brought: brought ?? null };
  await insert(tx, matter, event, search ?? title);
  await notifyArrival(work, undefined, matter);
  await react(work, matter, event, matter);
  return matter;
}
