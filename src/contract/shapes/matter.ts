import { z } from 'zod';
import { cityDate, cityTime, id, paper, ref, section, state } from './basics.ts';
import { meetingShape } from './meeting.ts';
import { option, points, remedy, verdict } from './options.ts';
import { figureGroup } from './year.ts';
import { sealedScan } from './papers.ts';

/** A matter on one page, and in lists. */

export const pathStep = z.strictObject({ code: z.string(), zh: z.string(), status: z.enum(['done', 'now', 'next']) });
export const todo = z.strictObject({
  id,
  kind: z.string(),
  kindZh: z.string(),
  title: z.string(),
  studio: ref.optional(),
  union: ref.optional(),
  state,
  since: cityTime,
  dueOn: cityDate.optional(),
  /** Working days left; negative when overdue. */
  daysLeft: z.int().optional(),
  href: z.string(),
});
export const holder = z.strictObject({
  office: z.string(),
  officeZh: z.string(),
  union: ref.optional(),
  studio: ref.optional(),
  person: ref.optional(),
  label: z.string(),
});
export const historyEntry = z.strictObject({
  transition: z.string(),
  zh: z.string(),
  from: state.nullable(),
  to: state,
  at: cityTime,
  by: z.strictObject({ name: z.string(), office: z.string(), officeZh: z.string() }),
  /** A step of the life, an arrangement that every matter has, or what the clock did. */
  sort: z.enum(['step', 'arrangement', 'clock']),
  /** The version of the matter after it. */
  version: z.int(),
  /** What was brought or changed, as label and text; a file carries its id; `before` is what stood there until then. */
  brought: z.array(z.strictObject({ label: z.string(), text: z.string(), before: z.string().optional(), file: id.optional() })),
});
export const dossierRow = z.strictObject({ id, purpose: z.string(), frozenAt: cityTime, sha256: z.string() });
/** Two frozen submissions side by side: only `after` was added, only `before` was removed, both were changed. */
export const dossierComparison = z.strictObject({
  from: dossierRow,
  to: dossierRow,
  parts: z.array(
    z.strictObject({
      title: z.string(),
      differences: z.array(z.strictObject({ label: z.string(), before: z.string().optional(), after: z.string().optional() })),
    }),
  ),
});
/** The answer is how things stood at the end of a day; what is not known of that day is said. */
export const past = z.strictObject({ on: cityDate, unknown: z.array(z.string()) });
export const item = z.strictObject({
  id,
  studio: ref,
  state,
  version: z.int(),
  hostUnit: z.string(),
  lead: z.string(),
  union: z.string(),
  note: z.string().optional(),
  plaqueNo: z.string().optional(),
  score: z.number().optional(),
});
export const child = z.strictObject({ id, kind: z.string(), title: z.string(), state, holder: z.string().optional(), href: z.string() });
export const scoreResult = z.strictObject({
  total: z.number(),
  qualified: z.boolean(),
  judges: z.int(),
  method: z.enum(['mean', 'trimmedMean']),
  hash: z.string(),
  criteria: z.array(
    z.strictObject({
      code: z.string(),
      title: z.string(),
      points: z.number(),
      max: z.number(),
      needed: z.number(),
      floorMet: z.boolean(),
      met: z.boolean(),
      because: z.string(),
    }),
  ),
  items: z.array(
    z.strictObject({
      code: z.string(),
      zh: z.string(),
      max: z.number(),
      points: z.number(),
      reasons: z.array(z.string()),
    }),
  ),
  vetoes: z.array(z.string()),
  flags: z.array(z.string()),
});
export const candidate = z.strictObject({
  id,
  studio: ref,
  hostUnit: z.string(),
  lead: z.string(),
  union: z.string(),
  state,
  version: z.int(),
  rank: z.int(),
  score: z.number(),
  criteria: z.array(
    z.strictObject({
      code: z.string(),
      zh: z.string(),
      met: z.boolean(),
      because: z.string(),
      evidence: z.array(z.strictObject({ label: z.string(), text: z.string(), href: z.string().optional() })),
    }),
  ),
  reason: z.string(),
  note: z.string().optional(),
  certificateNo: z.string().optional(),
});
/** What the last return said, until it is handed in again: `field` is what it is about, as whoever returned it wrote it; empty for the whole. */
export const standingRemarks = z.strictObject({
  zh: z.string(),
  by: z.strictObject({ name: z.string(), office: z.string(), officeZh: z.string() }),
  at: cityTime,
  items: z.array(z.strictObject({ field: z.string(), says: z.string() })),
});
/**
 * One part of what is to be handed in with the next step: `done` 齐, `missing` 缺, `wrong` 有误, who touched it last and
 * when, and what mends it: an option, at one of its fields where it is one.
 */
export const checklistPart = z.strictObject({
  code: z.string(),
  sort: z.enum(['criterion', 'lack', 'prose', 'form', 'paper', 'remark']),
  title: z.string(),
  state: z.enum(['done', 'missing', 'wrong']),
  stateZh: z.string(),
  says: z.string().optional(),
  clause: z.string().optional(),
  by: z.string().optional(),
  at: cityTime.optional(),
  /** Saved in the reader's own draft, not yet handed in. */
  draft: z.literal(true).optional(),
  field: z.string().optional(),
  remedies: z.array(remedy),
});
export const matter = z.strictObject({
  id,
  kind: z.string(),
  kindZh: z.string(),
  title: z.string(),
  studio: ref.optional(),
  /** The studio's page, where this reader may open it. */
  studioHref: z.string().optional(),
  union: ref.optional(),
  state,
  version: z.int(),
  standard: z.strictObject({ id: z.string(), title: z.string() }),
  openedAt: cityTime,
  since: cityTime,
  dueOn: cityDate.optional(),
  daysLeft: z.int().optional(),
  closed: z.boolean(),
  path: z.array(pathStep),
  holders: z.array(holder),
  /** In whose name whoever has it acts: that person answers for it. */
  inNameOf: z.string().optional(),
  options: z.array(option),
  sections: z.array(section),
  history: z.array(historyEntry),
  remarks: standingRemarks.optional(),
  /** What the reader hands in with the first way forward, part by part; where it takes a form or lacks something. */
  checklist: z.array(checklistPart).optional(),
  verdicts: z.array(verdict).optional(),
  points: z.array(points).optional(),
  result: scoreResult.optional(),
  items: z.array(item).optional(),
  /** Who is put forward for commendation, best first. */
  candidates: z.array(candidate).optional(),
  /** An inspection has a sheet to be filled on site, with or without a network: page /site/{id}. */
  sheet: z.string().optional(),
  /** A meeting: page /meetings/{id}. */
  meeting: meetingShape.optional(),
  children: z.array(child).optional(),
  parent: child.optional(),
  papers: z.array(paper).optional(),
  /** 已传回的盖章件，新的在前。 */
  scans: z.array(sealedScan).optional(),
  /** SHA-256 of the frozen dossier, once there is one. */
  dossierHash: z.string().optional(),
  /** Figures compiled from the ledger: live while the report is being written, frozen once it is submitted. */
  figures: z.array(figureGroup).optional(),
  /** Said when a day was asked for: read-only. */
  past: past.optional(),
});
export const matterRow = z.strictObject({
  id,
  kind: z.string(),
  kindZh: z.string(),
  title: z.string(),
  studio: ref.optional(),
  union: ref.optional(),
  state,
  openedAt: cityTime,
  dueOn: cityDate.optional(),
  closed: z.boolean(),
  href: z.string(),
});

export type DossierRow = z.infer<typeof dossierRow>;
export type DossierComparison = z.infer<typeof dossierComparison>;
export type ChecklistPart = z.infer<typeof checklistPart>;
export type Todo = z.infer<typeof todo>;
export type Matter = z.infer<typeof matter>;
export type MatterRow = z.infer<typeof matterRow>;
export type ScoreResult = z.infer<typeof scoreResult>;
export type Candidate = z.infer<typeof candidate>;
