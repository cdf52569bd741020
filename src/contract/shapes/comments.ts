import { z } from 'zod';
import { cityTime, id } from './basics.ts';

/** Comments on a matter: who said what to whom, and what became of it. */
export const visibilityCode = z.enum(['office', 'panel', 'applicant']);
export const commentText = z.string().trim().min(1, '请写意见').max(2000, '最多2000字');
const said = z.strictObject({
  id,
  visibility: z.strictObject({ code: visibilityCode, zh: z.string() }),
  by: z.strictObject({ name: z.string(), officeZh: z.string() }),
  at: cityTime,
  /** Empty once it is withdrawn. */
  text: z.string(),
  mentions: z.array(z.string()),
  editedAt: cityTime.optional(),
  withdrawnAt: cityTime.optional(),
  mayEdit: z.boolean(),
  mayWithdraw: z.boolean(),
  /** What stood there before it was edited: for the office that said it. */
  past: z.array(z.strictObject({ text: z.string(), until: cityTime })),
});
export const comment = z.strictObject({ ...said.shape, mayReply: z.boolean(), replies: z.array(said) });
/** To whom this reader may speak here, and who will read it. */
export const audience = z.strictObject({ code: visibilityCode, zh: z.string(), readers: z.array(z.string()), confirm: z.boolean() });
export const commentPage = z.strictObject({ items: z.array(comment), next: z.string().nullable(), audiences: z.array(audience) });
export const newComment = z.strictObject({
  text: commentText,
  visibility: visibilityCode.default('office'),
  /** A reply is read by whoever reads what it answers. */
  parent: id.optional(),
  mentions: z.array(z.string().min(1).max(200)).max(20).default([]),
  /** Said again by whoever lets a comment leave the office. */
  confirmed: z.boolean().default(false),
});

export type Comment = z.infer<typeof comment>;
export type Reply = z.infer<typeof said>;
export type Audience = z.infer<typeof audience>;
export type CommentPage = z.infer<typeof commentPage>;
export type NewComment = z.infer<typeof newComment>;
