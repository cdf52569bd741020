import type { z } from 'zod';
import { lives, type Kind } from '#core/lives.ts';
import type { Panel } from '#core/panel/panel.ts';
import type { Desk, Holder } from '#core/people/desks.ts';
import type { Decision, Reason } from '#core/shared/decision.ts';
import type { Event, Matter, Moment, State, Transition } from '#core/shared/life.ts';

/** A life with its own types forgotten: what the kernel, which walks all of them alike, may know. */
export type AnyLife = Readonly<{
  name: Kind;
  zh: string;
  path: string;
  way: readonly string[];
  states: Readonly<Record<string, State<Matter>>>;
  transitions: Readonly<Record<string, Transition<Matter, string>>>;
  open: (subject: Matter, moment: Moment) => Matter;
  advance: (subject: Matter, transition: string, brought: unknown, moment: Moment) => Decision<{ next: Matter; event: Event }>;
  obstacles: (subject: Matter, transition: string, moment: Moment) => readonly Reason[];
  options: (subject: Matter, moment: Moment) => readonly { transition: string; row: Transition<Matter, string>; lacks: readonly Reason[] }[];
  formOf: (subject: Matter, transition: string, moment: Moment) => z.ZodType | undefined;
  sees: Desk<Matter>;
  insiders?: Desk<Matter>;
  panel?: Panel;
  tells?: Desk<Matter>;
  parties: (subject: Matter) => { acts: readonly Holder[]; sees: readonly Holder[] };
}>;

export const lifeOf = (kind: string): AnyLife => lives[kind as Kind] as unknown as AnyLife;
