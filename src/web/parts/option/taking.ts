import { createContext, useContext } from 'react';
import type { Matter, Option } from '#contract/shapes.ts';

/** Another kind that may be taken instead of the one that is open. */
export type Instead = Readonly<{ label: string; option: Option }>;
/** An option somebody wants to take: on which matter, what the criteria are called (for scores), and what may be taken instead. */
export type Wanted = Readonly<{
  option: Option;
  matter?: Pick<Matter, 'id' | 'title' | 'version'>;
  titles?: Readonly<Record<string, string>>;
  instead?: readonly Instead[];
  /** What the form starts from where somebody already worked it out, by field. */
  start?: Readonly<Record<string, unknown>>;
  /** What is sent, where it is more than what was filled in. */
  wrap?: (input: unknown) => unknown;
}>;
type Taking = Readonly<{ open: (wanted: Wanted) => void }>;

export const TakingContext = createContext<Taking>({ open: () => undefined });
/** Opens the dialog of an option; the page itself decides nothing. */
export const useTaking = (): Taking => useContext(TakingContext);
