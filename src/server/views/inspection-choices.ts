import { sql } from 'kysely';
import { allFour } from '#core/commendation/criteria.ts';
import type { Commendation } from '#core/commendation/life.ts';
import type { Inspection } from '#core/inspection/life.ts';
import type { InspectionPlan } from '#core/inspection/plan.ts';
import { namedPeople, type Experience } from '#core/library/experience.ts';
import type { Kind } from '#core/lives.ts';
import type { Matter } from '#core/shared/life.ts';
import type { Choice } from '#contract/shapes.ts';
import { readingOf } from '#server/actions/moment.ts';
import type { Place } from '#server/kernel/forms.ts';
import type { Work } from '#server/kernel/house.ts';
import { notFound } from '#server/kernel/refusal.ts';
import { find, pastOf } from '#server/store/matters.ts';
import { studioScope } from '#server/store/scope.ts';
import { expertsNow, inspectorsFor } from './inspectors.ts';

type Provider = (work: Work, place: Place) => Promise<readonly Choice[]>;

/** The matter a choice is about. @throws Refusal 404 when it is of another kind or not for this actor */
async function subjectOf<M extends Matter>(work: Work, kind: Kind, id = ''): Promise<M> {
  const matter = await find(readingOf(work), work.actor, id);
  if (matter.kind !== kind) throw notFound();
  return matter as M;
}
const onlyTheDepartment = ({ actor }: Work): void => {
  if (actor.office !== 'department') throw notFound();
};
const studiosNamed = async ({ tx }: Work, ids: readonly string[]): Promise<readonly Choice[]> =>
  ids.length === 0 ? [] : tx.selectFrom('studio').select(['id as value', 'name as label']).where('id', 'in', ids).orderBy('name').orderBy('id').execute();

/** What may be chosen in inspection, commendation, the library and the union's own records. */
export const inspectionChoices: Readonly<Record<string, Provider>> = {
  async 'plan-scope'(work, { matter }) {
    onlyTheDepartment(work);
    return studiosNamed(work, (await subjectOf<InspectionPlan>(work, 'inspectionPlan', matter)).scope);
  },
  async 'plan-excluded'(work, { matter }) {
    onlyTheDepartment(work);
    const { excluded } = await subjectOf<InspectionPlan>(work, 'inspectionPlan', matter);
    return studiosNamed(
      work,
      excluded.map(({ candidate }) => candidate),
    );
  },
  /** 检查人员从专家库里选；改派时，应当回避这一家的、申请过回避的不在其中。 */
  async inspectors(work, { matter }) {
    onlyTheDepartment(work);
    const subject = await find(readingOf(work), work.actor, matter ?? '');
    const experts = await expertsNow(work);
    const labelled = experts.map(({ id, name, title, unit }) => ({
      value: id,
      label: [name, title, unit].filter((part) => part !== null && part !== '').join(' · '),
    }));
    if (subject.kind === 'inspectionPlan') return labelled;
    if (subject.kind !== 'inspection') throw notFound();
    const { studioId } = subject as Inspection;
    const may = await inspectorsFor(work, [studioId]);
    const recused = new Set((await pastOf(work.tx, subject.id)).filter(({ transition }) => transition === 'recuse').map(({ by }) => by));
    return labelled.filter(({ value }) => may(value, studioId) && !recused.has(value));
  },
  async 'arranging-acceptances'(work) {
    onlyTheDepartment(work);
    const { rows } = await sql<Choice>`select id as value, title as label from matter where kind = 'acceptance' and state = 'arranging' order by id`.execute(
      work.tx,
    );
    return rows;
  },
  /** 四条都符合、还没有列入的。 */
  async 'commendable-studios'(work, { matter }) {
    const over = await work.tx.selectFrom('studio').select('id').where('standing', 'in', ['revoked', 'dissolved']).execute();
    const gone = new Set(over.map(({ id }) => id));
    const { items } = await subjectOf<Commendation>(work, 'commendation', matter);
    return studiosNamed(
      work,
      items
        .filter(({ state, evidence }) => (state === 'candidate' || state === 'struck') && allFour(evidence))
        .filter(({ studioId }) => !gone.has(studioId))
        .map(({ studioId }) => studioId),
    );
  },
  async 'listed-for-commendation'(work, { matter }) {
    const { items } = await subjectOf<Commendation>(work, 'commendation', matter);
    return studiosNamed(
      work,
      items.filter(({ state }) => state === 'listed').map(({ studioId }) => studioId),
    );
  },
  /** 本工作室的成果、项目和活动，作经验的依据。 */
  async 'own-evidence'({ tx, actor }, { studio }) {
    const { rows } = await sql<Choice>`
      select value, label from (
        select a.id as value, '成果：' || a.title as label, f.event_on as on_date, f.studio_id as studio from fact f join fact_achievement a on a.id = f.id where f.voided_at is null
        union all select a.id, '活动：' || a.topic, f.event_on, f.studio_id from fact f join fact_activity a on a.id = f.id where f.voided_at is null
        union all select p.id, '项目：' || p.name, p.start_on, m.studio from project p join matter m on m.id = p.id where m.state in ('active', 'closed', 'spread')) entry
      join studio s on s.id = entry.studio where s.id = ${studio ?? actor.studio ?? ''} and ${studioScope(actor, 's')} order by on_date desc, value`.execute(
      tx,
    );
    return rows;
  },
  /** 文中点了名、还没有同意的人。 */
  async 'named-people'(work, { matter }) {
    const experience = await subjectOf<Experience>(work, 'experience', matter);
    return namedPeople(experience)
      .filter(({ id }) => !experience.named.some(({ person }) => person === id))
      .map(({ id: value, name: label }) => ({ value, label }));
  },
  async 'bids-of-challenge'(work, { matter }) {
    const { id } = await subjectOf(work, 'challenge', matter);
    const { rows } = await sql<Choice>`
      select m.id as value, s.name as label from matter m join studio s on s.id = m.studio join bid b on b.id = m.id
      where m.parent = ${id} and m.state = 'offered' and b.poster = ${work.actor.union ?? ''} order by m.id`.execute(work.tx);
    return rows;
  },
  /** 自己的工会登记过的议事和制度。 */
  async 'own-union-records'({ tx, actor }) {
    const { rows } = await sql<Choice>`
      select r.id as value, r.title as label from union_record r join union_org u on u.id = r.union_id
      where r.voided_at is null and ${actor.union === undefined ? sql`u.kind = 'city'` : sql`r.union_id = ${actor.union}`} order by r.on_date desc, r.id desc`.execute(
      tx,
    );
    return rows;
  },
};
