import { sql } from 'kysely';
import type { Designation } from '#core/batch/designation.ts';
import type { Kind } from '#core/lives.ts';
import type { Matter } from '#core/shared/life.ts';
import type { Choice } from '#contract/shapes.ts';
import type { Work } from '#server/kernel/house.ts';
import type { Place } from '#server/kernel/forms.ts';
import { notFound } from '#server/kernel/refusal.ts';
import { find } from '#server/store/matters.ts';
import { readingOf } from '#server/actions/moment.ts';
import { inspectionChoices } from './inspection-choices.ts';
import { meetingChoices } from './meeting/choices.ts';
import { candidatesFor, panelCases } from './panel/cases.ts';
import { seatChoices } from './seats.ts';
import { peopleChoices } from '#server/people/people-choices.ts';
import { studioScope } from '#server/store/scope.ts';

/** Everything that may be chosen by this actor for this matter; narrowed by search and page afterwards. */
export type Provider = (work: Work, place: Place) => Promise<readonly Choice[]>;

/** The matter a choice is about. @throws Refusal 404 when it is of another kind or not for this actor */
async function subjectOf<M extends Matter>(work: Work, kind: Kind, id = ''): Promise<M> {
  const matter = await find(readingOf(work), work.actor, id);
  if (matter.kind !== kind) throw notFound();
  return matter as M;
}

/** 不必回避、还没有就座的专家。 */
export async function freeExperts(work: Work, id: string) {
  const [one] = await panelCases(work, [id]);
  return one === undefined ? [] : (await candidatesFor(work, one)).filter(({ conflicts }) => conflicts.length === 0).map(({ expert }) => expert);
}

/** 专家人选由经济部掌握：申报一方和其他人都看不到名单，更看不到回避的缘由。 */
async function candidates(work: Work, { matter = '' }: Place) {
  if (work.actor.office !== 'department') throw notFound();
  const [one] = await panelCases(work, [matter]);
  if (one === undefined) throw notFound();
  return candidatesFor(work, one);
}
const labelled = ({ name, title, unit }: { name: string; title: string | null; unit: string | null }) =>
  [name, title, unit].filter((part) => part !== null && part !== '').join(' · ');

const providers: Readonly<Record<string, Provider>> = {
  ...peopleChoices,
  ...inspectionChoices,
  ...seatChoices,
  ...meetingChoices,
  /** 可以评审的专家：应当回避的不在其中。 */
  async experts(work, place) {
    const list = await candidates(work, place);
    return list.filter(({ conflicts }) => conflicts.length === 0).map(({ expert }) => ({ value: expert.id, label: labelled(expert) }));
  },
  async 'conflicted-experts'(work, place) {
    const list = await candidates(work, place);
    return list
      .filter(({ conflicts }) => conflicts.length > 0)
      .map(({ expert, conflicts }) => ({ value: expert.id, label: `${labelled(expert)}（${conflicts.join('、')}）` }));
  },
  async 'listed-studios'(work, { matter }) {
    const batch = await subjectOf<Designation>(work, 'designation', matter);
    const ids = batch.items.filter(({ state }) => ['listed', 'suspended'].includes(state)).map(({ studioId }) => studioId);
    if (ids.length === 0) return [];
    return work.tx.selectFrom('studio').select(['id as value', 'name as label']).where('id', 'in', ids).orderBy('id').execute();
  },
  async 'reporting-unions'({ tx }) {
    return tx
      .selectFrom('unionOrg')
      .select(['id as value', 'name as label'])
      .where('kind', 'in', ['district', 'industry', 'zone'])
      .orderBy('position')
      .execute();
  },
  /** 在队成员，领衔人不在其中。 */
  async 'team-members'({ tx, actor }, { studio }) {
    const { rows } = await sql<Choice>`
      select p.id as value, p.name as label from studio s join fact f on f.studio_id = s.id join fact_member m on m.id = f.id join person p on p.id = m.person_id
      where s.id = ${studio ?? ''} and ${studioScope(actor, 's')} and f.voided_at is null and m.left_on is null and p.id <> s.lead_id order by f.id`.execute(
      tx,
    );
    return rows;
  },
  /** 本工作室的项目，未立项、已终止的不在其中。 */
  async 'own-projects'({ tx, actor }, { studio }) {
    const { rows } = await sql<Choice>`
      select p.id as value, p.name as label from studio s join matter m on m.studio = s.id and m.kind = 'project' join project p on p.id = m.id
      where s.id = ${studio ?? ''} and ${studioScope(actor, 's')} and m.state in ('proposed', 'active', 'closed', 'spread') order by p.id`.execute(tx);
    return rows;
  },
  /** 全市的基层工会。 */
  async 'grassroots-unions'({ tx }) {
    return tx.selectFrom('unionOrg').select(['id as value', 'name as label']).where('kind', '=', 'grassroots').orderBy('name').orderBy('id').execute();
  },
  /** 可以邀请共建的：本单位和已在共建的不在其中。 */
  async 'partner-unions'({ tx, actor }, { studio }) {
    const { rows } = await sql<Choice>`
      select u.id as value, u.name as label from union_org u join studio s on s.id = ${studio ?? ''} and ${studioScope(actor, 's')}
      where u.kind = 'grassroots' and u.id <> s.host_union
        and not exists (select 1 from partnership p join matter m on m.id = p.id where m.studio = s.id and p.partner_union = u.id and m.state in ('invited', 'in-force'))
      order by u.name, u.id`.execute(tx);
    return rows;
  },
  /** 同一归口工会的其他工作室。 */
  async 'neighbour-studios'({ tx, actor }, { studio }) {
    const { rows } = await sql<Choice>`
      select other.id as value, other.name as label from studio s join studio other on other.supervising_union = s.supervising_union and other.id <> s.id
      where s.id = ${studio ?? ''} and ${studioScope(actor, 's')} and other.standing not in ('revoked', 'dissolved') order by other.name, other.id`.execute(tx);
    return rows;
  },
  /** 领衔人和在队成员。 */
  async team({ tx, actor }, { studio }) {
    const seen = await tx
      .selectFrom('studio')
      .select(['id', 'leadId'])
      .where('id', '=', studio ?? '')
      .where(studioScope(actor))
      .executeTakeFirst();
    if (!seen) throw notFound();
    const { rows } = await sql<Choice>`
      select id as value, name as label from person where id = ${seen.leadId}
      union all
      select p.id, p.name from fact f join fact_member m on m.id = f.id join person p on p.id = m.person_id
      where f.studio_id = ${seen.id} and f.voided_at is null and m.left_on is null and p.id <> ${seen.leadId}`.execute(tx);
    return rows;
  },
};

/** What may be chosen, searched and cut. @throws Refusal 404 when there is no such list for this actor */
export async function listChoices(work: Work, of: string, place: Place, { q, limit }: { q?: string; limit: number }): Promise<readonly Choice[]> {
  const provider = providers[of];
  if (provider === undefined) throw notFound();
  const all = await provider(work, place);
  return all.filter(({ label }) => q === undefined || label.includes(q)).slice(0, limit);
}

/** Which of the given values may be chosen: the check when an option is taken. */
export async function choosable(work: Work, of: string, place: Place, values: readonly string[]): Promise<ReadonlySet<string>> {
  const provider = providers[of];
  if (provider === undefined) return new Set();
  const wanted = new Set(values);
  return new Set((await provider(work, place)).map(({ value }) => value).filter((value) => wanted.has(value)));
}
