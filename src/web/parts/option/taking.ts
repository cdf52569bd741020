import { createContext, useContext } from 'react';
import type { Matter, Option } from '#contract/shapes.ts';

/** An option somebody wants to take: on which matter, and what the criteria are called (for scores). */
export type Wanted = Readonly<{ option: Option; matter?: Pick<Matter, 'id' | 'title' | 'version'>; titles?: Readonly<Record<string, string>> }>;
type Taking = Readonly<{ open: (wanted: Wanted) => void }>;

export const TakingContext = createContext<Taking>({ open: () => undefined });
/** Opens the dialog of an option; the page itself decides nothing. */
export const useTaking = (): Taking => useContext(TakingContext);
