import { sql, type RawBuilder } from 'kysely';
import type { Challenge } from '#core/library/challenge.ts';
import type { Experience } from '#core/library/experience.ts';
import type { KnownPerson } from '#core/library/names.ts';
import type { KindStore } from './kind-store.ts';

/** 认得出来的人：领衔人、在队成员、师徒，和所在单位里有职务的人。 */
export const knownIn = (studio: string | RawBuilder<string>) => sql<KnownPerson>`
  select distinct p.id, p.name from person p where p.id in (
    select lead_id from studio where id = ${studio}
    union select m.person_id from fact f join fact_member m on m.id = f.id where f.studio_id = ${studio} and f.voided_at is null
    union select m.apprentice_id from fact f join fact_mentorship m on m.id = f.id where f.studio_id = ${studio} and f.voided_at is null
    union select m.master_id from fact f join fact_mentorship m on m.id = f.id where f.studio_id = ${studio} and f.voided_at is null
    union select o.person_id from office_held o join studio s on o.union_id = s.host_union or o.studio_id = s.id where s.id = ${studio}) order by p.id`;

export const experienceStore: KindStore = {
  table: 'experience',
  columns: ['experienceKind', 'topic', 'problem', 'practice', 'effect', 'evidence', 'named', 'difficulty', 'publishedOn'],
  json: ['evidence', 'named'],
  async knows({ db }, matter): Promise<Pick<Experience, 'known' | 'adopters'>> {
    const { id, studio, difficulty } = matter as Experience;
    // A piece of guidance that grew from a difficulty must not name the people of the studio that asked.
    const asked = difficulty === undefined ? undefined : await db.selectFrom('matter').select('studio').where('id', '=', difficulty).executeTakeFirst();
    const about = studio ?? asked?.studio ?? undefined;
    const known = about === undefined ? [] : (await knownIn(about).execute(db)).rows;
    const adopters = await db
      .selectFrom('adoption')
      .innerJoin('matter', 'matter.id', 'adoption.id')
      .select('unionId')
      .where('matter.parent', '=', id)
      .where('matter.state', '<>', 'ended')
      .execute();
    return { known, adopters: adopters.map(({ unionId }) => unionId) };
  },
};

export const challengeStore: KindStore = {
  table: 'challenge',
  columns: ['poster', 'area', 'text', 'reward', 'until', 'outcome', 'solvedOn'],
  async knows({ db }, { id }): Promise<Pick<Challenge, 'bidders'>> {
    const bids = await db
      .selectFrom('matter')
      .select('studio')
      .where('parent', '=', id)
      .where('kind', '=', 'bid')
      .where('state', 'not in', ['declined', 'withdrawn'])
      .execute();
    return { bidders: bids.flatMap(({ studio }) => (studio === null ? [] : [studio])) };
  },
};

export const difficultyStore: KindStore = {
  table: 'difficulty',
  columns: ['difficultyKind', 'text', 'wanted', 'assignedTo', 'answerBy', 'answer', 'reopened', 'closedOn'],
  async knows({ db }, { id }) {
    const guidance = await db.selectFrom('experience').select('id').where('difficulty', '=', id).executeTakeFirst();
    return { shared: guidance !== undefined };
  },
};
