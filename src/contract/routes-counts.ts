import { z } from 'zod';
import * as s from './shapes.ts';

const word = (most: number) => z.string().max(most).optional();

/** Lists looked at as charts: the same filters as the list of that name; which of them it has, the list itself says. */
export const countRoutes = {
  listCounts: {
    id: 'listCounts',
    zh: '一张清单各有多少',
    method: 'GET',
    path: '/api/counts/{list}',
    query: z.strictObject({
      /** What to look at it by; without it, by what the list is looked at first. */
      by: word(20),
      q: z.string().trim().max(200).optional(),
      kind: word(40),
      state: word(40),
      standing: word(40),
      show: word(20),
      open: word(5),
      studio: s.id.optional(),
      union: s.id.optional(),
      industry: word(8),
      topic: word(20),
      area: word(20),
      figure: word(40),
      year: word(4),
      cut: word(20),
      sort: word(20),
    }),
    answers: { 200: s.listCounts },
  },
} as const;
