import { createContext } from 'react';

/** Which form it is, and what it is about: with it every field can say why it is asked. */
export const WhyOfForm = createContext<Readonly<{ form: string; matter?: string | undefined }> | undefined>(undefined);
