import type { Matter } from '#contract/shapes.ts';
import type { Differing } from '#core/drafts/draft.ts';
import type { Field } from '../form/schema.ts';
import { startingValues, type Values } from '../form/values.ts';

type Entry = Matter['history'][number];
/** What happened after the version that was seen. */
export const sinceOf = (history: readonly Entry[] | undefined, seen: number): readonly Entry[] => (history ?? []).filter(({ version }) => version > seen);

const text = (value: unknown): string => JSON.stringify(value ?? null);

/** What somebody else changed of the very fields that were typed into here: by the form's own starting values, or by what history says. */
export function changedUnder(fields: readonly Field[], since: readonly Entry[], before: Values, mine: Values): readonly Differing[] {
  const now = startingValues(fields);
  const touched = new Set(since.flatMap(({ brought }) => brought.map(({ label }) => label)));
  return fields.flatMap(({ name, title }) => {
    const changed = text(before[name]) !== text(now[name]) || touched.has(title);
    const typed = text(mine[name]) !== text(before[name]);
    return changed && typed && now[name] !== undefined && text(now[name]) !== text(mine[name]) ? [{ name, mine: mine[name], theirs: now[name] }] : [];
  });
}
