import type { Work } from '#server/kernel/house.ts';
import { listMatters } from './list-matters.ts';
import { listStudios } from './list-studios.ts';

/** Studios and matters by part of a name, pinyin initials or a number: the lists themselves, so the same scope. */
export async function search(work: Work, q: string) {
  // What is typed here is looked for as it stands: a title with a colon in it is no query.
  const words = q.replaceAll(/["“”]/gu, ' ').trim();
  if (words === '') return { items: [] };
  const phrase = `"${words}"`;
  const studios = await listStudios(work, { limit: 10, q: phrase });
  const matters = await listMatters(work, { limit: 10, q: phrase });
  return {
    items: [
      ...studios.items.map(({ id, name, hostUnit, standing }) => ({
        kind: 'studio',
        id,
        title: name,
        detail: `${hostUnit} · ${standing.zh}`,
        href: `/studios/${id}`,
      })),
      ...matters.items.map(({ id, kindZh, kind, title, state }) => ({ kind, id, title, detail: `${kindZh} · ${state.zh}`, href: `/matters/${id}` })),
    ],
  };
}
