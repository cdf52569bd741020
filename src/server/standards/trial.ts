import { sql } from 'kysely';
import type { StandardTrial, TriedCase } from '#contract/shapes.ts';
import type { CriterionVerdict } from '#core/criteria/judge.ts';
import { groundsOf, judgedBy, outcomeOf, shiftOf, type FrozenFacts, type Outcome, type Shift } from '#core/criteria/trial.ts';
import { lives, type Kind } from '#core/lives.ts';
import type { Day } from '#core/shared/days.ts';
import type { Standard } from '#core/standard/standard.ts';
import type { Work } from '#server/kernel/house.ts';
import { notFound, refuse } from '#server/kernel/refusal.ts';
import { cut, decodeCursor } from '#server/views/paging.ts';

type Frozen = Readonly<{
  id: string;
  kind: Kind;
  studioId: string;
  studio: string;
  union: string | null;
  on: Day;
  standard: string;
  facts: FrozenFacts;
  verdicts: readonly CriterionVerdict[];
  eligibility: readonly CriterionVerdict[] | null;
  judged: Readonly<{ on: Day; year: number }> | null;
}>;

const chunk = 200;
/** The last dossier of each matter frozen in a year, in portions: the material itself, not what became of it since. */
async function frozenIn({ tx }: Work, year: number, after: string): Promise<readonly Frozen[]> {
  const { rows } = await sql<Frozen>`
    select distinct on (m.id) m.id, m.kind, s.id as "studioId", s.name as studio, u.name as "union",
      (d.frozen_at at time zone 'Asia/Shanghai')::date as "on", d.content->>'standard' as standard, d.content->'facts' as facts,
      d.content->'verdicts' as verdicts, d.content->'eligibility' as eligibility, d.content->'judged' as judged
    from dossier d join matter m on m.id = d.matter_id join studio s on s.id = m.studio left join union_org u on u.id = m.supervising_union
    where d.frozen_at >= ${`${year}-01-01T00:00:00+08:00`}::timestamptz and d.frozen_at < ${`${year + 1}-01-01T00:00:00+08:00`}::timestamptz
      and d.content ? 'verdicts' and m.id > ${after}
    order by m.id, d.id desc limit ${chunk}`.execute(tx);
  return rows;
}

/** One frozen case under another version. */
export function tryCase(standard: Standard, { facts, on, judged, verdicts, eligibility }: Pick<Frozen, 'facts' | 'on' | 'judged' | 'verdicts' | 'eligibility'>) {
  const before: Outcome = outcomeOf([...verdicts, ...(eligibility ?? [])]);
  const after = judgedBy(standard, groundsOf(facts, judged?.on ?? on, judged?.year));
  return { before, after, shift: shiftOf(before, after.outcome) };
}

const outcomeZh: Readonly<Record<Outcome, string>> = { met: '符合', unproven: '证据不足', unmet: '不符合' };
const said = (code: Outcome): TriedCase['before'] => ({ code, zh: outcomeZh[code] });
function shapeOf(standard: Standard, frozen: Frozen): TriedCase {
  const { before, after, shift } = tryCase(standard, frozen);
  return {
    matter: { id: frozen.id, name: lives[frozen.kind].zh },
    studio: { id: frozen.studioId, name: frozen.studio },
    union: frozen.union ?? '',
    on: frozen.judged?.on ?? frozen.on,
    under: frozen.standard,
    before: said(before),
    after: said(after.outcome),
    shift,
    why: after.shortfalls.map(({ title, because, verdict }) => ({ title, because, verdict: outcomeZh[verdict] })),
  };
}

export type TrialQuery = Readonly<{ standard: string; year: number; show: 'all' | 'changed' | Shift; limit: number; cursor?: string }>;
const maySee = ['department', 'leadership', 'auditor'];

/**
 * 试算：一年里定稿的材料，换成另一个版本会怎样；什么也不改。
 * @throws Refusal 403; 404 when there is no such version
 */
export async function tryStandard(work: Work, { standard: id, year, show, limit, cursor }: TrialQuery): Promise<StandardTrial> {
  if (!maySee.includes(work.actor.office)) throw refuse(403, 'not-your-office', '试算由市总工会主管部门、分管领导和经审会查看');
  if (!work.house.standards.has(id)) throw notFound();
  const standard = work.house.standards.get(id);
  const tried: TriedCase[] = [];
  for (let rows = await frozenIn(work, year, ''); rows.length > 0; rows = rows.length < chunk ? [] : await frozenIn(work, year, rows.at(-1)!.id))
    tried.push(...rows.map((frozen) => shapeOf(standard, frozen)));
  const count = (wanted: Shift): number => tried.filter(({ shift }) => shift === wanted).length;
  const shown = tried.filter(({ shift }) => show === 'all' || (show === 'changed' ? shift !== 'same' : shift === show));
  const after = decodeCursor(cursor)?.id ?? '';
  const from = shown.filter(({ matter }) => matter.id > after).slice(0, limit + 1);
  const page = cut(from, limit, ({ matter }) => ({ after: '', id: matter.id }), (row) => row);
  return { year, standard: id, counts: { all: tried.length, better: count('better'), same: count('same'), worse: count('worse') }, total: shown.length, ...page };
}
