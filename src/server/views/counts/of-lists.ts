import { sql } from 'kysely';
import { plaqueStates, type ListCounts, type PlaqueState } from '#contract/shapes.ts';
import { experienceKindZh, type ExperienceKind } from '#core/library/experience.ts';
import { unionRecordZh } from '#core/support/records.ts';
import { lifeOf } from '#server/actions/any-life.ts';
import type { Work } from '#server/kernel/house.ts';
import { amountOf } from '#server/store/year.ts';
import { archiveAsked } from '../archive/list-archive.ts';
import { auditAsked, type Named } from '../list-audit.ts';
import { challengesAsked } from '../library/list-challenges.ts';
import { experiencesAsked } from '../library/list-experiences.ts';
import { plaquesAsked } from '../plaques/list-plaques.ts';
import { recordsAsked } from '../support/list-records.ts';
import { entriesAsked } from '../year/list-entries.ts';
import { countList, type Look, type Looks } from './count-list.ts';
import { byMonth, byUnion, byWord, byYear } from './looks.ts';
import { lookAtMatters } from './of-matters.ts';
import { lookAtStudios, lookAtYearStudios } from './of-studios.ts';

type Reader<Q> = (work: Work, query: Q, named: Named) => Looks;
type QueryOf<F> = F extends (work: never, query: infer Q) => unknown ? Q : never;

/** 一个数字背后的：哪家工作室、归谁、哪个月。 A figure that adds up is looked at as what it adds up to. */
const lookAtEntries: Reader<QueryOf<typeof entriesAsked>> = (work, query) => {
  const { figure, from, where } = entriesAsked(work, query);
  const studio: Look = {
    code: 'studio',
    zh: '工作室',
    by: sql<string>`s.id`,
    named: sql<string>`s.name`,
    bar: (key, name) => ({ label: name, narrow: { studio: key ?? '' } }),
  };
  const places = query.studio === undefined ? [byUnion(sql<string>`above.id`, sql<string>`above.name`), studio] : [];
  return {
    from: sql`${from} join union_org above on above.id = s.supervising_union`,
    where,
    unit: figure.unit,
    value: amountOf(figure),
    looks: [...places, byMonth('month', '月份', sql`e.event`)],
  };
};
const lookAtPlaques: Reader<QueryOf<typeof plaquesAsked>> = (work, query) => ({
  ...plaquesAsked(work, query),
  unit: '块',
  looks: [
    byWord('state', '情况', sql<string>`one.state`, (key) => plaqueStates[key as PlaqueState]),
    byUnion(sql<string>`above.id`, sql<string>`above.name`),
    byYear('year', '发放年份', sql`one.awarded_on`, '还没发放', (year) => ({ year })),
  ],
});
const lookAtArchive: Reader<QueryOf<typeof archiveAsked>> = (work, query) => ({
  ...archiveAsked(work, query),
  unit: '件',
  looks: [
    byWord('kind', '类别', sql<string>`m.kind`, (key) => lifeOf(key).zh),
    byYear('year', '办结年份', sql`m.closed_at at time zone 'Asia/Shanghai'`, '没有办结', (year) => ({ year })),
  ],
});
const lookAtExperiences: Reader<QueryOf<typeof experiencesAsked>> = (work, query) => ({
  ...experiencesAsked(work, query),
  unit: '篇',
  looks: [
    byWord('topic', '方面', sql<string>`e.topic`, String),
    byWord('kind', '类别', sql<string>`e.experience_kind`, (key) => experienceKindZh[key as ExperienceKind]),
  ],
});
const lookAtChallenges: Reader<QueryOf<typeof challengesAsked>> = (work, query) => ({
  ...challengesAsked(work, query),
  unit: '题',
  looks: [byWord('area', '方面', sql<string>`c.area`, String), byMonth('until', '截止月份', sql`c.until`)],
});
const lookAtRecords: Reader<QueryOf<typeof recordsAsked>> = (work, query) => ({
  ...recordsAsked(work, query),
  unit: '条',
  looks: [
    byWord('kind', '类别', sql<string>`entry.kind`, (key) => unionRecordZh[key as keyof typeof unionRecordZh]),
    // 按区看时连下属单位的一起列，一根柱只是它自己的。
    byUnion(sql<string>`u.id`, sql<string>`u.name`, () => undefined),
    byMonth('month', '月份', sql`entry."onDate"`),
  ],
});
const lookAtAudit: Reader<{ q?: string }> = (work, { q }, named) => ({
  from: sql`from audit`,
  where: sql.join([sql`true`, ...auditAsked(work, q, named)], sql` and `),
  unit: '条',
  looks: [
    { code: 'what', zh: '动作', by: sql<string>`audit.what`, bar: (key) => ({ label: named.zh(key ?? ''), narrow: { q: key ?? '' } }) },
    byMonth('month', '月份', sql`audit.city_at at time zone 'Asia/Shanghai'`),
  ],
});

const lists = {
  matters: lookAtMatters,
  studios: lookAtStudios,
  entries: lookAtEntries,
  'year-studios': lookAtYearStudios,
  plaques: lookAtPlaques,
  archive: lookAtArchive,
  experiences: lookAtExperiences,
  challenges: lookAtChallenges,
  'support-records': lookAtRecords,
  audit: lookAtAudit,
} as const;
export type CountedList = keyof typeof lists;
export const isCounted = (name: string): name is CountedList => Object.hasOwn(lists, name);

/** 一张清单各有多少：同样的范围、同样的筛选，不论翻到第几页。 */
export const countOf = (work: Work, list: CountedList, query: Readonly<Record<string, unknown>>, by: string | undefined, named: Named): Promise<ListCounts> =>
  countList(work, (lists[list] as Reader<never>)(work, query as never, named), by);
