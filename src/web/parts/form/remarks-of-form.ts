import { createContext } from 'react';

/** What the last return said of each field of a form, by its name. */
export type RemarksOfForm = Readonly<Record<string, readonly string[]>>;
export const RemarksOfForm = createContext<RemarksOfForm>({});
