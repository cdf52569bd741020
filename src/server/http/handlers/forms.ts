import type { NewDraft } from '#contract/shapes.ts';
import { earlierOf } from '#server/views/forms/earlier.ts';
import { forgetDraft, listDrafts, saveDraft, showDraft, type Meaning } from '#server/views/forms/drafts.ts';
import { whysOf } from '#server/views/forms/why.ts';
import { notFound } from '#server/kernel/refusal.ts';
import { operationAt } from '../operations.ts';
import { readingAs, type Asked } from '../asked.ts';
import type { Handler } from '../mount.ts';

const at = ({ query }: Asked): string => (query as { at: string }).at;
/** A form that is part of something larger keeps its draft one step below the operation it belongs to. */
const belongsTo = (place: string) => operationAt(place) ?? operationAt(place.replace(/\/[^/]+$/, ''));
const meaningOf: Meaning = (place) => {
  const found = belongsTo(place);
  return found === undefined ? undefined : { zh: found.operation.zh, ...(found.params['id'] === undefined ? {} : { id: found.params['id'] }) };
};

/** Autosave is no act: nothing is done to anything, nobody else sees it. It leaves no line in the audit, and costs one statement. */
export const formHandlers = {
  drafts: async (asked) => ({ status: 200, body: await listDrafts(readingAs(asked), meaningOf, asked.query as { limit: number; cursor?: string }) }),
  draft: async (asked) => ({ status: 200, body: { draft: await showDraft(readingAs(asked), at(asked)) } }),
  keepDraft: async (asked) => {
    if (belongsTo(at(asked)) === undefined) throw notFound();
    return { status: 200, body: await saveDraft(readingAs(asked), at(asked), asked.body as NewDraft, new Date()) };
  },
  dropDraft: async (asked) => {
    await forgetDraft(readingAs(asked), at(asked), (asked.query as { revision?: number }).revision);
    return { status: 204, body: null };
  },
  why: async (asked) => ({ status: 200, body: { items: await whysOf(readingAs(asked), asked.query as Parameters<typeof whysOf>[1]) } }),
  earlier: async (asked) => {
    const [found, work] = [operationAt(at(asked)), readingAs(asked)];
    if (found === undefined) return { status: 200, body: { earlier: null } };
    const { operation, params } = found;
    return { status: 200, body: { earlier: await earlierOf(work, operation.id, await operation.form(work, params)) } };
  },
} satisfies Record<string, Handler>;
