import { sql } from 'kysely';
import type { KindStore } from './kind-store.ts';

export const partnershipStore: KindStore = {
  table: 'partnership',
  columns: ['partnerUnion', 'role', 'sharePercent', 'ip', 'agreement', 'waiver', 'until', 'confirmedOn', 'endedOn'],
  async knows({ db }, { id, studio = '' }) {
    const { rows } = await sql<{ others: number }>`
      select coalesce(sum(p.share_percent), 0)::int as others from partnership p join matter m on m.id = p.id
      where m.studio = ${studio} and m.state = 'in-force' and p.id <> ${id}`.execute(db);
    return { othersPercent: rows[0]?.others ?? 0 };
  },
};
