import type { Kind } from '#core/lives.ts';
import { theSystem } from '#core/people/actor.ts';
import type { Work } from '#server/kernel/house.ts';
import { advance } from './advance.ts';

/** The same piece of work, done by the system: what follows by itself is nobody's act. */
export const asSystem = (work: Work): Work => ({ ...work, actor: theSystem });

type Step = Readonly<{ kind: Kind; in: readonly string[]; transition: string; input: unknown }>;
/** Takes one step with every matter of a kind that a studio still has in some states. */
export async function advanceOpen(work: Work, studio: string, { kind, in: states, transition, input }: Step): Promise<void> {
  const open = await work.tx
    .selectFrom('matter')
    .select('id')
    .where('kind', '=', kind)
    .where('studio', '=', studio)
    .where('state', 'in', states)
    .orderBy('id')
    .execute();
  for (const { id } of open) await advance(asSystem(work), { kind, id, transition, input });
}
