import type { Matter, Option } from '#contract/shapes.ts';

export type Meeting = NonNullable<Matter['meeting']>;
export type Item = Meeting['items'][number];

/** An option of the meeting, where it is offered and nothing stands in its way. */
export const stepOf = ({ options }: Pick<Matter, 'options'>, name: string): Option | undefined =>
  options.find((option) => option.name === `meeting.${name}` && (option.lacks ?? []).length === 0);

/** The one before and the one after in the agenda. */
export function besides({ items }: Meeting, id: string): { place: number; previous?: string; next?: string } {
  const at = items.findIndex((one) => one.id === id);
  return { place: at + 1, previous: items[at - 1]?.id, next: items[at + 1]?.id };
}

/** The order with one item moved by one place. */
export function moved(items: readonly Pick<Item, 'id'>[], id: string, by: -1 | 1): readonly string[] {
  const ids = items.map((one) => one.id);
  const at = ids.indexOf(id);
  const to = at + by;
  if (at < 0 || to < 0 || to >= ids.length) return ids;
  return ids.map((one, index) => (index === to ? id : index === at ? (ids[to] ?? one) : one));
}
