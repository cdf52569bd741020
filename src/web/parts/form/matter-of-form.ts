import { createContext } from 'react';

/** The matter a form is about, where it is about one. */
export const MatterOfForm = createContext<string | undefined>(undefined);
