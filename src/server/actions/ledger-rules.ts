import { sql } from 'kysely';
import { dayIn } from '#core/shared/days.ts';
import { yuan } from '#core/shared/money.ts';
import { comparable, normalNumber } from '#core/studio/claims.ts';
import type { FactKind } from '#core/studio/ledger.ts';
import type { Work } from '#server/kernel/house.ts';
import { refuse } from '#server/kernel/refusal.ts';

type Brought = Readonly<Record<string, unknown>>;
type Rule = (work: Work, studio: string, brought: Brought) => Promise<void>;

/** 一名师傅同时带徒不超过五人，一名徒弟同时只有一名师傅（师带徒办法），跨工作室也一样。 */
const mayTeach: Rule = async ({ tx, now }, _, { master, apprentice }) => {
  const running = await tx
    .selectFrom('fact')
    .innerJoin('factMentorship', 'factMentorship.id', 'fact.id')
    .select(['masterId', 'apprenticeId'])
    .where((eb) => eb.or([eb('masterId', '=', String(master)), eb('apprenticeId', '=', String(apprentice))]))
    .where('fact.voidedAt', 'is', null)
    .where('factMentorship.endedOn', 'is', null)
    .where('factMentorship.endOn', '>=', dayIn(now))
    .execute();
  if (running.filter(({ masterId }) => masterId === master).length >= 5)
    throw refuse(422, 'too-many-apprentices', '这位师傅已带徒五人，出师或终止一人后再登记', 'master');
  if (running.some(({ apprenticeId }) => apprenticeId === apprentice))
    throw refuse(422, 'two-masters', '这位徒弟已有师傅，原协议到期、出师或终止后再登记', 'apprentice');
};

/** 补助花到哪里、还剩多少：支出不能超过结余（专款专用）。 */
const withinBalance: Rule = async ({ tx }, studio, { purse, amountFen }) => {
  if (purse !== 'subsidy') return;
  const { rows } = await sql<{ left: number }>`
    select (coalesce((select sum(amount_fen) from subsidy where studio_id = ${studio} and paid_on is not null), 0)
      - coalesce((select sum(s.amount_fen) from fact f join fact_spending s on s.id = f.id
          where f.studio_id = ${studio} and f.voided_at is null and s.purse = 'subsidy'), 0))::bigint as left`.execute(tx);
  const left = Number(rows[0]?.left ?? 0);
  if (Number(amountFen) > left)
    throw refuse(422, 'over-balance', `市总补助只剩${yuan(Math.max(0, left))}，这笔支出超出，请核对金额或改用单位经费`, 'amountFen');
};

/** 同一编号的成果，本工作室只登记一次；别的工作室登记过的，照记并提示双方和评审。 */
const notTwice: Rule = async ({ tx }, studio, { number }) => {
  const key = normalNumber(typeof number === 'string' ? number : '');
  if (!comparable(key)) return;
  const same = await tx
    .selectFrom('fact')
    .innerJoin('factAchievement', 'factAchievement.id', 'fact.id')
    .select('factAchievement.title')
    .where('fact.studioId', '=', studio)
    .where('fact.voidedAt', 'is', null)
    .where('factAchievement.numberKey', '=', key)
    .executeTakeFirst();
  if (same) throw refuse(422, 'entered-already', `这个编号已登记过（${same.title}），不必再记；要改请先作废原来的`, 'number');
};

/** What an entry must not do besides what its form says. */
export const ledgerRules: Readonly<Partial<Record<FactKind, Rule>>> = { mentorship: mayTeach, spending: withinBalance, achievement: notTwice };
