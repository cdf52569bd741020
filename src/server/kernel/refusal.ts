import type { Reason } from '#core/shared/decision.ts';

export type RefusalStatus = 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 503;
export type RefusalReason = Readonly<{ code: string; message: string; field?: string; clause?: string }>;

/** Why a request is not done, as people read it. The http layer turns it into problem+json; nothing was changed. */
export class Refusal extends Error {
  readonly status: RefusalStatus;
  readonly reasons: readonly RefusalReason[];
  /** Seconds until it is worth trying again (429, 503). */
  readonly retryAfter: number | undefined;

  constructor(status: RefusalStatus, reasons: readonly RefusalReason[], retryAfter?: number) {
    super(reasons.map(({ message }) => message).join('；'));
    this.status = status;
    this.reasons = reasons;
    this.retryAfter = retryAfter;
  }
}

export const notFound = (): Refusal => new Refusal(404, [{ code: 'not-found', message: '没有找到，或您无权查看' }]);
export const refuse = (status: RefusalStatus, code: string, message: string, field?: string): Refusal =>
  new Refusal(status, [{ code, message, ...(field === undefined ? {} : { field }) }]);

/** The status a set of obstacles deserves: forbidden before conflict before incomplete. */
export function refusalOf(reasons: readonly Reason[]): Refusal {
  const kinds = new Set(reasons.map(({ kind }) => kind));
  const status = kinds.has('forbidden') ? 403 : kinds.has('conflict') ? 409 : 422;
  return new Refusal(
    status,
    reasons.map(({ code, zh, field, clause }) => ({
      code,
      message: zh,
      ...(field === undefined ? {} : { field }),
      ...(clause === undefined ? {} : { clause }),
    })),
  );
}
