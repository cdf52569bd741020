import { sql } from 'kysely';
import { commendationItemZh, type Commendation } from '#core/commendation/life.ts';
import { theInspectors, type Inspection } from '#core/inspection/life.ts';
import type { Difficulty } from '#core/difficulty/life.ts';
import type { InspectionPlan } from '#core/inspection/plan.ts';
import type { Draw } from '#core/draw/life.ts';
import type { Experience } from '#core/library/experience.ts';
import type { Rectification } from '#core/rectification/life.ts';
import { isCityside } from '#core/people/incognito.ts';
import { sitsAt } from '#core/people/desks.ts';
import type { Matter } from '#core/shared/life.ts';
import type { Matter as MatterShape, Section } from '#contract/shapes.ts';
import type { Work } from '#server/kernel/house.ts';
import { studioScope } from '#server/store/scope.ts';
import { known } from '../names.ts';
import { askedBy, foundFor, guidanceOf, raisedBy } from './linked.ts';
import { listsOfPlan } from './plan-lists.ts';
import { table } from './told/parts.ts';

/** 候选和四条的依据；数字点开就是台账。 */
export async function candidatesOf({ tx }: Work, matter: Matter): Promise<Partial<MatterShape>> {
  if (matter.kind !== 'commendation') return {};
  const { items, year } = matter as Commendation;
  if (items.length === 0) return { candidates: [] };
  const rows = await tx
    .selectFrom('studio')
    .innerJoin('person', 'person.id', 'studio.leadId')
    .innerJoin('unionOrg as host', 'host.id', 'studio.hostUnion')
    .innerJoin('unionOrg as above', 'above.id', 'studio.supervisingUnion')
    .select(['studio.id', 'studio.name', 'person.name as lead', 'above.name as union', 'host.unitName', 'host.name as hostName'])
    .where(
      'studio.id',
      'in',
      items.map(({ studioId }) => studioId),
    )
    .execute();
  const about = new Map(rows.map((row) => [row.id, row]));
  const candidates = items.flatMap(({ id, studioId, rank, state, version, score, evidence, reason, note, certificateNo }) => {
    const row = about.get(studioId);
    if (row === undefined) return [];
    const criteria = evidence.map(({ code, zh, met, because, evidence: lines }) => ({
      code,
      zh,
      met,
      because,
      evidence: lines.map(({ label, text, figure }) => ({
        label,
        text,
        ...(figure === undefined ? {} : { href: `/entries?figure=${figure}&year=${year}&studio=${studioId}` }),
      })),
    }));
    const zh = commendationItemZh[state];
    const place = { hostUnit: row.unitName ?? row.hostName, lead: row.lead, union: row.union };
    return [
      known({
        id,
        studio: { id: studioId, name: row.name },
        ...place,
        state: { code: state, zh },
        version,
        rank,
        score,
        criteria,
        reason,
        note,
        certificateNo,
      }),
    ];
  });
  return { candidates };
}

/** 现场检查页在哪里：检查方才有。 */
export const sheetOf = ({ actor }: Work, matter: Matter): Partial<MatterShape> =>
  matter.kind === 'inspection' && matter.state === 'assigned' && theInspectors(matter as Inspection).some(sitsAt(actor)) ? { sheet: `/site/${matter.id}` } : {};

/** 依据点开就是原来的记录：自己看得到那家工作室的，给地址。 */
async function evidenceOf({ tx, actor }: Work, { evidence, studio = '' }: Experience): Promise<Section[]> {
  if (evidence.length === 0) return [];
  const { rows } = await sql<{ label: string; text: string; mine: boolean; matter: string | null }>`
    select entry.label, entry.text, ${studioScope(actor, 's')} as mine, entry.matter from (
      select a.id, '成果' as label, a.title || case when a.document_no = '' then '' else '（' || a.document_no || '）' end as text, null as matter from fact_achievement a
      union all select a.id, '活动', a.topic, null from fact_activity a union all select p.id, '项目', p.name, p.id from project p) entry
    join studio s on s.id = ${studio} where entry.id = any(${evidence}) order by entry.label, entry.id`.execute(tx);
  return [
    {
      title: '依据',
      fields: rows.map(({ label, text, mine, matter }) => ({
        label,
        text,
        ...(mine ? { href: matter === null ? `/studios/${studio}` : `/matters/${matter}` } : {}),
      })),
    },
  ];
}

async function expertsDrawn({ tx, actor }: Work, { id, purpose, result = [] }: Draw): Promise<Section[]> {
  if (purpose !== 'experts' || result.length === 0 || !isCityside(actor) || actor.office === 'expert') return [];
  const rows = await tx
    .selectFrom('drawAlias')
    .innerJoin('person', 'person.id', 'drawAlias.personId')
    .select(['candidate', 'person.name', 'person.unit'])
    .where('drawId', '=', id)
    .execute();
  const names = new Map(rows.map(({ candidate, name, unit }) => [candidate, `${name}${unit === null ? '' : `（${unit}）`}`]));
  return [
    table(
      '抽中的专家（不公开）',
      ['序号', '公开代号', '专家'],
      result.map((one, index) => [`${index + 1}`, one, names.get(one) ?? '']),
    ),
  ];
}

/** What stands beside the sections of a matter of these kinds: it takes a question of its own. */
export async function moreSections(work: Work, matter: Matter): Promise<Section[]> {
  if (matter.kind === 'inspectionPlan') return listsOfPlan(work, matter as InspectionPlan);
  if (matter.kind === 'inspection') return askedBy(work, matter as Inspection);
  if (matter.kind === 'experience') return [...(await evidenceOf(work, matter as Experience)), ...(await raisedBy(work, matter as Experience))];
  if (matter.kind === 'difficulty') return guidanceOf(work, matter as Difficulty);
  if (matter.kind === 'rectification') return foundFor(work, matter as Rectification);
  if (matter.kind === 'draw') return expertsDrawn(work, matter as Draw);
  return [];
}
