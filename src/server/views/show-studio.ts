import type { Field, Remedy, Studio } from '#contract/shapes.ts';
import { sql } from 'kysely';
import { criterionPoints } from '#core/criteria/points.ts';
import { dayIn, dayZh } from '#core/shared/days.ts';
import { factKinds } from '#core/studio/ledger.ts';
import { readingOf } from '#server/actions/moment.ts';
import { beginnings } from '#server/actions/openings.ts';
import type { Work } from '#server/kernel/house.ts';
import { notFound } from '#server/kernel/refusal.ts';
import { judgedNow } from '#server/store/kinds/declaration.ts';
import { papersOfStudio } from '#server/papers/list.ts';
import { lastWord } from '#server/store/directory-words.ts';
import { studioScope } from '#server/store/scope.ts';
import { listMatters } from './list-matters.ts';
import { studioBase, studioShape, type StudioRecord } from './list-studios.ts';
import { pointsShape, verdictShape } from './matter/judged.ts';
import { known } from './names.ts';
import { beginningOption, factOption, type Scene } from './options.ts';
import { scansOf } from './sealed-scans.ts';
import { commendationsOf } from './studio-commendations.ts';
import { factGroups } from './studio-facts.ts';

const profileOf = (row: StudioRecord): Field[] =>
  [
    ['领衔人', row.lead],
    ['所在单位', row.unitName ?? row.hostName],
    ['归口工会', row.union],
    ['领衔人专长', row.field],
    ['成立日期', dayZh(row.establishedOn)],
    ['牌匾编号', row.plaqueNo ?? ''],
    ['简介', row.profile],
  ].flatMap(([label = '', text = '']) => (text === '' ? [] : [{ label, text }]));

/** Money of a studio in fen: the unit's own and the subsidy apart, and what is left of each. */
async function moneyOf({ tx }: Work, studio: string): Promise<Studio['money']> {
  const { rows } = await sql<{ own: number; subsidy: number; ownSpent: number; subsidySpent: number }>`
    select
      coalesce((select sum(i.amount_fen) from fact f join fact_income i on i.id = f.id where f.studio_id = ${studio} and f.voided_at is null and i.received and i.source <> '上级补助'), 0)::bigint as own,
      coalesce((select sum(s.amount_fen) from subsidy s where s.studio_id = ${studio} and s.paid_on is not null), 0)::bigint as subsidy,
      coalesce(sum(s.amount_fen) filter (where s.purse = 'own'), 0)::bigint as "ownSpent", coalesce(sum(s.amount_fen) filter (where s.purse = 'subsidy'), 0)::bigint as "subsidySpent"
    from fact f join fact_spending s on s.id = f.id where f.studio_id = ${studio} and f.voided_at is null`.execute(tx);
  const { own = 0, subsidy = 0, ownSpent = 0, subsidySpent = 0 } = rows[0] ?? {};
  return {
    unitInFen: own,
    unitSpentFen: ownSpent,
    unitLeftFen: own - ownSpent,
    subsidyInFen: subsidy,
    subsidySpentFen: subsidySpent,
    subsidyLeftFen: subsidy - subsidySpent,
  };
}

/** The studio the reader may see, as a scene for options. @throws Refusal 404 */
export async function studioScene(work: Work, id: string): Promise<Scene & { studio: { id: string; establishedOn: string }; record: StudioRecord }> {
  const record = await studioBase(work).where('studio.id', '=', id).where(studioScope(work.actor)).executeTakeFirst();
  if (!record) throw notFound();
  return { work, studio: { id: record.id, establishedOn: record.establishedOn }, record };
}

const standardFor = async ({ tx, house, now }: Work, studio: string): Promise<string> => {
  const open = await tx
    .selectFrom('matter')
    .select('standard')
    .where('studio', '=', studio)
    .where('kind', '=', 'declaration')
    .where('closedAt', 'is', null)
    .executeTakeFirst();
  return open?.standard ?? house.standards.inForceOn(dayIn(now)).id;
};

/** 共建单位、领衔人空缺、旧名旧人旧单位：都留在工作室的一页上。 */
const pastZh: Readonly<Record<string, string>> = {
  name: '曾用名',
  lead: '前任领衔人',
  unit: '原所在单位',
  place: '原场所',
  merged: '并入',
  split: '分设',
  directory: '公开名录',
};
async function pastOf({ tx }: Work, studio: string): Promise<Field[]> {
  const { rows } = await sql<{ label: string; text: string }>`
    select '共建单位' as label, u.name || '（份额' || p.share_percent || '%）' as text, 0 as n, p.id from partnership p join matter m on m.id = p.id join union_org u on u.id = p.partner_union
      where m.studio = ${studio} and m.state = 'in-force'
    union all select '领衔人空缺', '自' || to_char(lead_vacant_since, 'YYYY-MM-DD'), 1, id from studio where id = ${studio} and lead_vacant_since is not null
    union all select field, case when field in ('merged', 'split') then was || ' → ' || became else was end || '（至' || to_char(on_date, 'YYYY-MM-DD') || '）', 2, id from studio_past where studio_id = ${studio}
    union all select 'directory', '领衔人不同意上名录（自' || to_char(w.said_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') || '），法定公示不受影响', 3, w.id from studio s join lateral (${lastWord}) w on w.refused where s.id = ${studio}
    order by n, id`.execute(tx);
  return rows.map(({ label, text }) => ({ label: pastZh[label] ?? label, text }));
}

/** What may be begun on this studio now; what conflicts with how things stand is not offered. */
async function beginningsHere(scene: Scene & { studio: { id: string } }): Promise<Remedy[]> {
  const offered: Remedy[] = [];
  for (const { name, on, when } of beginnings.filter((one) => one.on === 'studio' && one.by.includes(scene.work.actor.office))) {
    if (on !== 'studio' || ((await when?.(scene.work, scene.studio.id)) ?? []).length > 0) continue;
    offered.push(...[beginningOption(scene, name)].filter((option) => option !== undefined));
  }
  return offered;
}

/** A studio on one page: who, where, the seven haves, the ledger, the money, what is under way. */
export async function showStudio(work: Work, id: string): Promise<Studio> {
  const scene = await studioScene(work, id);
  const standard = await standardFor(work, id);
  const { judged, eligibility, policy, grounds } = await judgedNow(readingOf(work), { studio: id, standard });
  const options: Remedy[] = [...(await beginningsHere(scene)), ...factKinds.flatMap((kind) => factOption(scene, kind) ?? [])];
  return known({
    ...studioShape(scene.record),
    establishedOn: scene.record.establishedOn,
    standard: { id: policy.id, title: policy.document.number ?? policy.programme.zh },
    profile: [...profileOf(scene.record), ...(await commendationsOf(work, id)), ...(await pastOf(work, id))],
    met: judged.filter(({ verdict }) => verdict === 'met').length,
    verdicts: [...eligibility, ...judged].map((one) => verdictShape(scene, one)),
    points: criterionPoints(policy, grounds).map(pointsShape),
    facts: await factGroups(scene, 10),
    options,
    matters: (await listMatters(work, { limit: 50, studio: id })).items,
    money: await moneyOf(work, id),
    papers: papersOfStudio(id),
    scans: await scansOf(work, { studio: id }),
  });
}
