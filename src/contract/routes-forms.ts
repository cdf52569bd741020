import { z } from 'zod';
import * as s from './shapes.ts';

const paging = { limit: z.coerce.number().int().min(1).max(100).default(20), cursor: z.string().max(400).optional() };
const at = z.strictObject({ at: s.formPlace });

/** What is being filled in. A draft is its writer's own: no token, no office and no administrator reads it. */
export const formRoutes = {
  drafts: { id: 'drafts', zh: '我没有写完的', method: 'GET', path: '/api/drafts', query: z.strictObject(paging), answers: { 200: s.page(s.draftRow) } },
  draft: {
    id: 'draft',
    zh: '一份没有写完的',
    method: 'GET',
    path: '/api/drafts/one',
    query: at,
    answers: { 200: z.strictObject({ draft: s.draft.nullable() }) },
  },
  /** Saves anything: nothing is checked but the size. 409 where another device has written on since `revision`. */
  keepDraft: {
    id: 'keepDraft',
    zh: '存下没有写完的',
    method: 'PUT',
    path: '/api/drafts/one',
    query: at,
    body: s.newDraft,
    answers: { 200: s.draftKept },
  },
  dropDraft: {
    id: 'dropDraft',
    zh: '不要没有写完的',
    method: 'DELETE',
    path: '/api/drafts/one',
    query: z.strictObject({ at: s.formPlace, revision: z.coerce.number().int().min(1).optional() }),
    answers: { 204: z.null() },
  },
  /** Why some fields of a form are asked, and by which clause of the standard the matter keeps. What nobody has said is left out. */
  why: {
    id: 'why',
    zh: '为什么要填',
    method: 'GET',
    path: '/api/why',
    query: s.whyAsked,
    answers: { 200: z.strictObject({ items: z.array(s.why) }) },
  },
  earlier: {
    id: 'earlier',
    zh: '上一次填的',
    method: 'GET',
    path: '/api/earlier',
    query: at,
    answers: { 200: z.strictObject({ earlier: s.earlier.nullable() }) },
  },
} as const;
