import { z } from 'zod';
import { cityDate, cityTime, field, id, ref, state } from './basics.ts';

/** A meeting: its agenda, and what was decided and is held until it is released. */
export const meetingShape = z.strictObject({
  body: state,
  heldOn: cityDate,
  place: z.string(),
  minutesNo: z.string().optional(),
  chair: z.string().optional(),
  present: z.array(z.string()),
  guests: z.string(),
  remarks: z.string(),
  begunAt: cityTime.optional(),
  endedAt: cityTime.optional(),
  items: z.array(
    z.strictObject({
      id,
      state: z.strictObject({ code: z.enum(['pending', 'deferred', 'decided', 'released', 'dropped']), zh: z.string() }),
      version: z.int(),
      matter: z.strictObject({ id, kindZh: z.string(), title: z.string(), href: z.string() }),
      studio: ref.optional(),
      /** Where the matter itself stands. */
      now: state,
      /** The matter has changed since this was decided. */
      changed: z.boolean(),
      /** The option of the matter that was chosen, what it was given, and the same in words. */
      step: z.strictObject({ code: z.string(), title: z.string() }).optional(),
      input: z.record(z.string(), z.unknown()).optional(),
      said: z.array(field),
      /** What was before the meeting when it decided. */
      evidence: z.array(field),
      note: z.string(),
      decidedBy: z.string().optional(),
      decidedAt: cityTime.optional(),
      releasedAt: cityTime.optional(),
      /** What had been decided before it was decided otherwise. */
      past: z.array(z.strictObject({ text: z.string(), until: cityTime })),
    }),
  ),
});
export type MeetingShape = z.infer<typeof meetingShape>;
