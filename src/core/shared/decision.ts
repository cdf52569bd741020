/** What would end an obstacle: an operation by name, and the fact or matter it is about where there is one. */
export type RemedyCode = Readonly<{ operation: string; target?: string }>;

/** Why something may not happen now: a code for machines, one sentence for people, the clause it answers to, what would end it. */
export type Reason = Readonly<{
  code: string;
  kind: 'forbidden' | 'conflict' | 'incomplete';
  zh: string;
  field?: string;
  clause?: string;
  remedies?: readonly RemedyCode[];
}>;

/** Agreed, with what follows from it; or refused, with every obstacle at once. */
export type Decision<T> = Readonly<{ ok: true; value: T } | { ok: false; reasons: readonly Reason[] }>;

export const agreed = <T>(value: T): Decision<T> => ({ ok: true, value });
export const refused = (...reasons: readonly Reason[]): Decision<never> => ({ ok: false, reasons });

/** Something is missing that can still be brought: the option is shown, with this sentence. */
export const lacking = (code: string, zh: string, clause?: string, ...remedies: readonly RemedyCode[]): Reason => ({
  code,
  kind: 'incomplete',
  zh,
  ...(clause === undefined ? {} : { clause }),
  remedies,
});
/** Not for this actor. */
export const forbidden = (code: string, zh: string): Reason => ({ code, kind: 'forbidden', zh });
