import { z } from 'zod';
import { routes, type Route } from '#contract/routes.ts';
import { parseForm } from '#server/kernel/forms.ts';
import { notFound } from '#server/kernel/refusal.ts';
import { countOf, isCounted, type CountedList } from '#server/views/counts/of-lists.ts';
import { actionsNamed, actionZh } from '../action-zh.ts';
import { readingAs } from '../asked.ts';
import type { Handler } from '../mount.ts';

/** The list each is the look of: it takes the filters that list takes. */
const asking: Readonly<Record<CountedList, Route>> = {
  matters: routes.matters,
  studios: routes.studios,
  entries: routes.entries,
  'year-studios': routes.yearStudios,
  plaques: routes.plaques,
  archive: routes.archive,
  experiences: routes.experiences,
  challenges: routes.challenges,
  'support-records': routes.unionRecords,
  audit: routes.audit,
};

export const countHandlers = {
  listCounts: async (asked) => {
    const list = asked.params['list'] ?? '';
    if (!isCounted(list)) throw notFound();
    const { by, ...given } = asked.query as Record<string, unknown> & { by?: string };
    const query = parseForm((asking[list].query ?? z.strictObject({})).omit({ limit: true, cursor: true } as never), given) as Record<string, unknown>;
    return { status: 200, body: await countOf(readingAs(asked), list, query, by, { zh: actionZh, containing: actionsNamed }) };
  },
} satisfies Record<string, Handler>;
