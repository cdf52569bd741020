import { sql } from 'kysely';
import type { ChallengeRow, Page } from '#contract/shapes.ts';
import { challenge, type ChallengeState } from '#core/library/challenge.ts';
import type { Work } from '#server/kernel/house.ts';
import { matterScope } from '#server/store/scope.ts';
import { cut, decodeCursor, has } from '../paging.ts';

export type ChallengeQuery = Readonly<{ limit: number; cursor?: string; q?: string; area?: string; open?: 'true' | 'false' }>;
type Row = Readonly<{
  id: string;
  title: string;
  area: string;
  text: string;
  reward: string;
  posterId: string;
  poster: string;
  until: string;
  state: ChallengeState;
  bids: number;
  mine: boolean;
}>;

/** The challenges a list is about: `c`, its `matter`, and who posted it, `u`. */
export const challengesAsked = ({ actor }: Pick<Work, 'actor'>, { q, area, open }: Omit<ChallengeQuery, 'limit'>) => ({
  from: sql`from challenge c join matter on matter.id = c.id join union_org u on u.id = c.poster`,
  where: sql`${matterScope(actor)} ${open === undefined ? sql`` : open === 'true' ? sql`and matter.state = 'open'` : sql`and matter.state <> 'open'`}
      ${area === undefined ? sql`` : sql`and c.area = ${area}`} ${q ? sql`and ${has(sql`matter.search`, q)}` : sql``}`,
});

/** 揭榜：正在揭榜的，快截止的在前；其余新的在前。`mine` 是本单位张的，或本工作室已揭的。 */
export async function listChallenges(work: Work, { limit, cursor, ...asked }: ChallengeQuery): Promise<Page<ChallengeRow>> {
  const { tx, actor } = work;
  const after = decodeCursor(cursor, 'day');
  const soonest = asked.open === 'true';
  const { from, where } = challengesAsked(work, asked);
  const further =
    after === undefined
      ? sql``
      : soonest
        ? sql`and (c.until, matter.id) > (${after.after}::date, ${after.id})`
        : sql`and (c.until, matter.id) < (${after.after}::date, ${after.id})`;
  const { rows } = await sql<Row>`
    select matter.id, matter.title, c.area, c.text, c.reward, u.id as "posterId", coalesce(u.unit_name, u.name) as poster, c.until, matter.state,
      (select count(*)::int from matter b where b.parent = matter.id and b.kind = 'bid' and b.state not in ('declined', 'withdrawn')) as bids,
      (c.poster = ${actor.union ?? ''} or exists (select 1 from matter b where b.parent = matter.id and b.kind = 'bid' and b.studio = ${actor.studio ?? ''})) as mine
    ${from} where ${where} ${further}
    order by ${soonest ? sql`c.until, matter.id` : sql`c.until desc, matter.id desc`} limit ${limit + 1}`.execute(tx);
  return cut(
    rows,
    limit,
    ({ until, id }) => ({ after: until, id }),
    ({ posterId, poster, state, ...row }) => ({
      ...row,
      poster: { id: posterId, name: poster },
      state: { code: state, zh: challenge.states[state].zh },
      href: `/api/matters/${row.id}`,
    }),
  );
}
