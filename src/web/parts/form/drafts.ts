import type { Values } from './values.ts';

/**
 * What was typed and has not reached the server yet, on this machine: the text, when it was kept, which version of the
 * matter was seen, and which revision of the draft on the server it goes on from (0: none). Once it is there it goes from here.
 */
export type Draft = Readonly<{ values: Values; at: string; version: number; revision: number }>;

const prefix = 'lingxian.draft';
const keptDays = 30;
const DAY_MS = 86_400_000;
const keyOf = (person: string, href: string): string => `${prefix}:${person}:${href}`;
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const numberOr = (value: unknown): number => (typeof value === 'number' ? value : 0);

function read(key: string): Draft | undefined {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? 'null');
    if (!isRecord(kept) || !isRecord(kept['values']) || typeof kept['at'] !== 'string') return undefined;
    return { values: kept['values'], at: kept['at'], version: numberOr(kept['version']), revision: numberOr(kept['revision']) };
  } catch {
    return undefined;
  }
}

export const drafts = {
  of: (person: string, href: string): Draft | undefined => read(keyOf(person, href)),
  /** @returns whether it could be kept */
  keep(person: string, href: string, draft: Draft): boolean {
    try {
      localStorage.setItem(keyOf(person, href), JSON.stringify(draft));
      return true;
    } catch {
      return false;
    }
  },
  drop(person: string, href: string): void {
    localStorage.removeItem(keyOf(person, href));
  },
  /** Old drafts go: a shared machine in a union office is not an archive. */
  sweep(now: Date): void {
    for (const key of Object.keys(localStorage).filter((one) => one.startsWith(`${prefix}:`))) {
      const draft = read(key);
      if (draft === undefined || now.getTime() - Date.parse(draft.at) > keptDays * DAY_MS) localStorage.removeItem(key);
    }
  },
};
