import { sql } from 'kysely';
import type { ExperienceRow, Page } from '#contract/shapes.ts';
import { experience, experienceKindZh, type ExperienceKind, type ExperienceState } from '#core/library/experience.ts';
import type { Work } from '#server/kernel/house.ts';
import { matterScope } from '#server/store/scope.ts';
import { known } from '../names.ts';
import { cut, decodeCursor, like } from '../paging.ts';

export type ExperienceQuery = Readonly<{ limit: number; cursor?: string; q?: string; topic?: string; kind?: ExperienceKind; studio?: string }>;
type Row = Readonly<{
  id: string;
  title: string;
  kind: ExperienceKind;
  topic: string;
  problem: string;
  effect: string;
  studioId: string | null;
  studio: string | null;
  hostUnit: string | null;
  state: ExperienceState;
  publishedOn: string | null;
  adoptions: number;
  benefitFen: number;
}>;

/** The experiences a list is about: `e`, its `matter`, whose studio is `s` and its unit `u`. */
export function experiencesAsked({ actor }: Pick<Work, 'actor'>, { q, topic, kind, studio }: Omit<ExperienceQuery, 'limit'>) {
  const found = q
    ? sql`and lower(matter.title || ' ' || e.problem || ' ' || e.practice || ' ' || e.effect || ' ' || e.topic || ' ' || coalesce(s.name, '')) like ${like(q)}`
    : sql``;
  return {
    from: sql`from experience e join matter on matter.id = e.id left join studio s on s.id = matter.studio left join union_org u on u.id = s.host_union`,
    where: sql`${matterScope(actor)} and matter.state <> 'withdrawn' ${found}
      ${topic === undefined ? sql`` : sql`and e.topic = ${topic}`} ${kind === undefined ? sql`` : sql`and e.experience_kind = ${kind}`}
      ${studio === undefined ? sql`` : sql`and matter.studio = ${studio}`}`,
  };
}

/** 经验库：已发布的全市可看，没发布的只有自己这边和市总看得到；能查到的就是能打开的。 */
export async function listExperiences(work: Work, { limit, cursor, ...asked }: ExperienceQuery): Promise<Page<ExperienceRow>> {
  const after = decodeCursor(cursor);
  const { from, where } = experiencesAsked(work, asked);
  const { rows } = await sql<Row>`
    select matter.id, matter.title, e.experience_kind as kind, e.topic, e.problem, e.effect, s.id as "studioId", s.name as studio, coalesce(u.unit_name, u.name) as "hostUnit",
      matter.state, e.published_on as "publishedOn",
      (select count(*)::int from adoption a join matter am on am.id = a.id where am.parent = matter.id and am.state <> 'ended') as adoptions,
      (select coalesce(sum(a.benefit_fen), 0)::bigint from adoption a join matter am on am.id = a.id where am.parent = matter.id and am.state <> 'ended') as "benefitFen"
    ${from} where ${where} ${after === undefined ? sql`` : sql`and matter.id < ${after.id}`}
    order by matter.id desc limit ${limit + 1}`.execute(work.tx);
  return cut(
    rows,
    limit,
    ({ id }) => ({ after: '', id }),
    ({ studioId, studio: name, hostUnit, state, publishedOn, kind: code, problem, effect, ...row }) =>
      known({
        ...row,
        kind: { code, zh: experienceKindZh[code] },
        problem: short(problem),
        effect: short(effect),
        studio: studioId === null ? undefined : { id: studioId, name: name ?? '' },
        hostUnit: hostUnit ?? undefined,
        state: { code: state, zh: experience.states[state].zh },
        publishedOn: publishedOn ?? undefined,
        href: `/api/matters/${row.id}`,
      }),
  );
}
const short = (text: string): string => ([...text].length > 160 ? `${[...text].slice(0, 160).join('')}…` : text);
