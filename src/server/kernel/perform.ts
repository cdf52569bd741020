import { sql } from 'kysely';
import type { Actor } from '#core/people/actor.ts';
import { writeAudit } from './audit.ts';
import type { House, Work } from './house.ts';
import { canonical, sha256 } from './ids.ts';
import { keepAnswer, keptAnswer } from './kept-answers.ts';
import { Refusal, refuse } from './refusal.ts';

/** Who asks, from where, through which token, and under which key a repeat is recognised. */
export type Asking = Readonly<{
  actor: Actor;
  address: string;
  request: string;
  through?: Readonly<{ id: string; name: string }>;
  key?: string;
  body: unknown;
}>;
/** What an action leaves in the audit: required, so that no action is silent. */
export type Trace = Readonly<{ what: string; which: string }>;
/** An answer that can be kept for a repeat; `kept` where the repeat must say less than the first (a link that is said once). */
export type Answer = Readonly<{ status: number; body: unknown; kept?: unknown }>;

/** What the audit says of a program that acted for somebody. */
const throughOf = ({ through }: Asking): object => (through === undefined ? {} : { token: through.name, tokenId: through.id });

const retryable = new Set(['40001', '40P01']);
const codeOf = (error: unknown): string => (typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '');

/** A repeat of a success gets the first answer; the same key for something else is refused; a running first is waited for by asking again. */
async function repeated(work: Work, key: string, bodyHash: string): Promise<Answer | undefined> {
  const { tx, actor } = work;
  const { rows } = await sql<{ free: boolean }>`select pg_try_advisory_xact_lock(hashtextextended(${`${actor.id} ${key}`}, 7)) as free`.execute(tx);
  if (rows[0]?.free !== true) throw refuse(409, 'still-running', '同一操作正在办理，请稍候再试');
  const kept = await keptAnswer(tx, actor.id, key, new Date());
  if (kept === undefined) return undefined;
  if (kept.bodyHash !== bodyHash) throw refuse(422, 'key-reused', '同一操作编号对应了不同的内容');
  return { status: kept.status, body: kept.answer };
}

async function once(house: House, asking: Asking, trace: Trace, run: (work: Work) => Promise<Answer>): Promise<Answer> {
  const { actor, key, address, request } = asking;
  return house.db.transaction().execute(async (tx) => {
    const now = house.clock.now();
    const work: Work = { house, tx, actor, now };
    const bodyHash = sha256(`${trace.what} ${trace.which} ${canonical(asking.body)}`);
    const before = key === undefined ? undefined : await repeated(work, key, bodyHash);
    if (before !== undefined) return before;

    const answer = await run(work);
    await writeAudit(tx, { cityAt: now, personId: actor.id, office: actor.office, ...trace, outcome: 'done', detail: throughOf(asking), address, request });
    if (key !== undefined) await keepAnswer(tx, actor.id, key, bodyHash, answer, new Date());
    return answer;
  });
}

async function auditRefusal({ db, clock }: House, asking: Asking, trace: Trace, refusal: Refusal): Promise<void> {
  const { actor, address, request } = asking;
  const detail = { ...throughOf(asking), status: refusal.status, reasons: refusal.reasons.map(({ code, field }) => ({ code, field })) };
  await writeAudit(db, { cityAt: clock.now(), personId: actor.id, office: actor.office, ...trace, outcome: 'refused', detail, address, request });
}

/**
 * One actor, one transaction, one audit line — done or refused.
 * @throws Refusal when it may not happen; nothing is changed then
 */
export async function perform(house: House, asking: Asking, trace: Trace, run: (work: Work) => Promise<Answer>): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await once(house, asking, trace, run);
    } catch (error) {
      if (error instanceof Refusal) {
        await auditRefusal(house, asking, trace, error);
        throw error;
      }
      if (attempt >= 3 || !retryable.has(codeOf(error))) throw error;
    }
  }
}
