import type { z } from 'zod';
import type { Office } from '#core/people/actor.ts';
import type { Reason } from '#core/shared/decision.ts';
import type { CityTime } from '#core/shared/days.ts';
import type { Work } from '#server/kernel/house.ts';

/** Something that may be begun: by whom, on a studio or from nothing, with what form, and what stands in the way. */
export type Beginning = Readonly<{
  name: string;
  zh: string;
  by: readonly Office[];
  on: 'studio' | 'nothing' | 'own-studio';
  path: string;
  form?: (now: CityTime) => z.ZodType;
  /** `back` and `stop` are for what one does only when there is reason to: whoever only goes forward passes it by. */
  tone?: 'back' | 'stop';
  when?: (work: Work, studio: string | undefined) => Promise<readonly Reason[]>;
  /** Answers the id of the matter that came of it, or of the record. */
  run: (work: Work, studio: string | undefined, brought: never) => Promise<{ matter?: string; record?: { id: string } }>;
}>;
