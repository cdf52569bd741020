import { createContext, useContext } from 'react';
import type { Matter, Option } from '#contract/shapes.ts';

/** Another kind that may be taken instead of the one that is open. */
export type Instead = Readonly<{ label: string; option: Option }>;
/** The matter as its page has it: what happened, what was remarked and what it says are there where the whole of it was asked for. */
export type Seen = Pick<Matter, 'id' | 'title' | 'version'> & Partial<Pick<Matter, 'history' | 'remarks' | 'sections' | 'verdicts'>>;
/** An option somebody wants to take: on which matter, what the criteria are called (for scores), what may be taken instead, and at which field to begin. */
export type Wanted = Readonly<{
  option: Option;
  matter?: Seen;
  titles?: Readonly<Record<string, string>>;
  instead?: readonly Instead[];
  /** What the form starts from where somebody already worked it out, by field. */
  start?: Readonly<Record<string, unknown>>;
  /** What is sent, where it is more than what was filled in; then the form is part of something larger, and its draft has a place of its own. */
  wrap?: (input: unknown) => unknown;
  draftAt?: string;
  field?: string;
}>;
type Taking = Readonly<{ open: (wanted: Wanted) => void }>;

export const TakingContext = createContext<Taking>({ open: () => undefined });
/** Opens the dialog of an option; the page itself decides nothing. */
export const useTaking = (): Taking => useContext(TakingContext);
