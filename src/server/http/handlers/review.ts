import type { AssignmentAsked, AssignmentPlan } from '#contract/shapes.ts';
import { assignExperts, previewAssignment } from '#server/actions/assign-experts.ts';
import { keepNote } from '#server/actions/keep-note.ts';
import { turns } from '#server/kernel/turns.ts';
import { readOwnNote } from '#server/views/own-note.ts';
import { listMarks, showReview } from '#server/views/panel/board.ts';
import { listOwnSheets } from '#server/views/panel/own-sheets.ts';
import { listWaiting } from '#server/views/panel/waiting.ts';
import { doing, readingAs, type Asked } from '../asked.ts';
import type { Handler } from '../mount.ts';

// One calculation at a time: they take both hands of a small machine.
const inTurn = turns();
const id = ({ params }: Asked): string => params['id'] ?? '';
type Paging = { limit: number; cursor?: string };

export const reviewHandlers = {
  reviewWaiting: async (asked) => ({ status: 200, body: await listWaiting(readingAs(asked), asked.query as Paging) }),
  previewAssignment: async (asked) => ({ status: 200, body: await inTurn(() => previewAssignment(readingAs(asked), asked.body as AssignmentAsked)) }),
  assignExperts: (asked) =>
    doing(asked, { what: 'panel.assign', which: '' }, async (work) => ({
      status: 201,
      body: await assignExperts(work, (asked.body as { input: AssignmentPlan }).input),
    })),
  reviewBoard: async (asked) => ({ status: 200, body: await showReview(readingAs(asked), asked.query as { year?: number }) }),
  reviewMarks: async (asked) => ({ status: 200, body: await listMarks(readingAs(asked), asked.query as Paging & { year?: number }) }),
  ownSheets: async (asked) => ({ status: 200, body: await listOwnSheets(readingAs(asked)) }),
  ownNote: async (asked) => ({ status: 200, body: await readOwnNote(readingAs(asked), id(asked)) }),
  keepNote: (asked) =>
    doing(asked, { what: 'note.keep', which: id(asked) }, async (work) => ({
      status: 200,
      body: await keepNote(work, id(asked), asked.body as { text: string; base: number }),
    })),
} satisfies Record<string, Handler>;
