import { sql } from 'kysely';
import type { Settling } from '#core/revocation/settlement.ts';
import type { Reading } from '../reading.ts';
import type { KindStore } from './kind-store.ts';

/** What there is to bring back: the plaque that was awarded, the subsidy that is not spent. */
async function leftOver({ db }: Reading, { studio = '' }: { studio?: string | undefined }): Promise<Pick<Settling, 'hasPlaque' | 'unspentFen'>> {
  const { rows } = await sql<{ paid: number; spent: number; plaque: boolean }>`
    select coalesce((select sum(s.amount_fen) from subsidy s where s.studio_id = ${studio} and s.paid_on is not null), 0)::bigint as paid,
      coalesce((select sum(p.amount_fen) from fact f join fact_spending p on p.id = f.id
        where f.studio_id = ${studio} and f.voided_at is null and p.purse = 'subsidy'), 0)::bigint as spent,
      exists (select 1 from title t join matter m on m.id = t.id where m.studio = ${studio} and t.awarded_on is not null) as plaque`.execute(db);
  const { paid = 0, spent = 0, plaque = false } = rows[0] ?? {};
  return { hasPlaque: plaque, unspentFen: Math.max(0, paid - spent) };
}
const settlement = ['plaqueReturnedOn', 'plaqueNote', 'recoveredFen', 'recoveryVoucher', 'moneySettledOn'];

export const revocationStore: KindStore = {
  table: 'revocation',
  columns: ['ground', 'reason', 'evidence', 'notifiedOn', 'statement', 'statedOn', 'decidedOn', 'documentNumber', 'appeal', 'reply', ...settlement],
  knows: leftOver,
};
export const dissolutionStore: KindStore = {
  table: 'dissolution',
  columns: ['ground', 'reason', 'file', 'decidedOn', ...settlement],
  knows: leftOver,
};
