import { sql } from 'kysely';

/** What the lead of studio `s` last said about the public directory. */
export const lastWord = sql<{
  id: string;
  refused: boolean;
  saidAt: string;
}>`select id, refused, said_at from directory_word where person_id = s.lead_id order by id desc limit 1`;
/** 现任领衔人拒绝上公开名录；换了领衔人，前任的话不算。`s` is the studio. */
export const refusedByLead = sql<boolean>`coalesce((select w.refused from (${lastWord}) w), false)`;
