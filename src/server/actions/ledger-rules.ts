import { sql } from 'kysely';
import type { Reason } from '#core/shared/decision.ts';
import { dayIn } from '#core/shared/days.ts';
import { comparable, normalNumber } from '#core/studio/claims.ts';
import { mayTeach, notTwice, withinBalance } from '#core/studio/entry-rules.ts';
import type { FactKind } from '#core/studio/ledger.ts';
import type { Work } from '#server/kernel/house.ts';

type Brought = Readonly<Record<string, unknown>>;
type Ask = (work: Work, studio: string, brought: Brought) => Promise<readonly Reason[]>;

const teaching: Ask = async ({ tx, now }, _, brought) => {
  const [master, apprentice] = [String(brought['master']), String(brought['apprentice'])];
  const running = await tx
    .selectFrom('fact')
    .innerJoin('factMentorship', 'factMentorship.id', 'fact.id')
    .select(['masterId as master', 'apprenticeId as apprentice'])
    .where((eb) => eb.or([eb('masterId', '=', master), eb('apprenticeId', '=', apprentice)]))
    .where('fact.voidedAt', 'is', null)
    .where('factMentorship.endedOn', 'is', null)
    .where('factMentorship.endOn', '>=', dayIn(now))
    .execute();
  return mayTeach(running, master, apprentice);
};

const spending: Ask = async ({ tx }, studio, { purse, amountFen }) => {
  if (purse !== 'subsidy') return [];
  const { rows } = await sql<{ left: number }>`
    select (coalesce((select sum(amount_fen) from subsidy where studio_id = ${studio} and paid_on is not null), 0)
      - coalesce((select sum(s.amount_fen) from fact f join fact_spending s on s.id = f.id
          where f.studio_id = ${studio} and f.voided_at is null and s.purse = 'subsidy'), 0))::bigint as left`.execute(tx);
  return withinBalance(Number(rows[0]?.left ?? 0), Number(amountFen));
};

const claiming: Ask = async ({ tx }, studio, { number }) => {
  const key = normalNumber(typeof number === 'string' ? number : '');
  if (!comparable(key)) return [];
  const same = await tx
    .selectFrom('fact')
    .innerJoin('factAchievement', 'factAchievement.id', 'fact.id')
    .select('factAchievement.title')
    .where('fact.studioId', '=', studio)
    .where('fact.voidedAt', 'is', null)
    .where('factAchievement.numberKey', '=', key)
    .executeTakeFirst();
  return notTwice(same?.title);
};

/** What other entries say against a new one: reads what the rules of core ask for. */
export const ledgerRules: Readonly<Partial<Record<FactKind, Ask>>> = { mentorship: teaching, spending, achievement: claiming };
