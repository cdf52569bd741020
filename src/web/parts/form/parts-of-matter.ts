import { createContext } from 'react';

/** What the parts of the matter a form is about are called: sections, their lines, criteria. */
export const PartsOfMatter = createContext<readonly string[]>([]);
