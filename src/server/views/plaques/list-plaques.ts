import { sql, type RawBuilder } from 'kysely';
import { plaqueStates, type PlaqueCounts, type PlaquePage, type PlaqueRow, type PlaqueState } from '#contract/shapes.ts';
import type { Work } from '#server/kernel/house.ts';
import { studioScope } from '#server/store/scope.ts';
import { known } from '../names.ts';
import { cut, decodeCursor, like } from '../paging.ts';

export type PlaqueQuery = Readonly<{ limit: number; cursor?: string; q?: string; union?: string; state?: PlaqueState; year?: number }>;
type Row = Readonly<{
  plaqueNo: string;
  studioId: string;
  studio: string;
  name: string;
  unit: string;
  unionId: string;
  union: string;
  state: PlaqueState;
  namedOn: string;
  awardedOn: string | null;
  handedBy: string | null;
  receivedBy: string | null;
  receipt: string | null;
  replacedOn: string | null;
  returnedOn: string | null;
  returnedBy: string | null;
  lostOn: string | null;
  note: string | null;
  titleId: string;
}>;

// 现用的一块，和换下的每一块；现用的在撤销、注销后由清算收回，收回的日子记在那里。谁没写发放人的，是经办授牌的人。
const every = sql`
  select t.plaque_no, t.id as title_id, m.studio as studio_id, m.title as name, t.named_on, t.awarded_on, t.received_by, t.receipt,
    coalesce(t.handed_by, (select p.name from matter_event e join person p on p.id = e.by_person where t.awarded_on is not null and e.matter_id = t.id and e.transition = 'award' order by e.id desc limit 1)) as handed_by,
    null::date as replaced_on, null::date as lost_on, settled.plaque_returned_on as returned_on, null::text as returned_by, settled.plaque_note as note,
    case when settled.plaque_returned_on is not null then 'returned' when m.state in ('revoked', 'dissolved') then case when t.awarded_on is null then 'void' else 'recall' end
      when t.awarded_on is null then 'due' else 'held' end as state
  from title t join matter m on m.id = t.id
  left join lateral (select back.plaque_returned_on, back.plaque_note from matter x
      join (select id, plaque_returned_on, plaque_note from revocation union all select id, plaque_returned_on, plaque_note from dissolution) back on back.id = x.id
      where x.studio = m.studio and x.kind in ('revocation', 'dissolution') and back.plaque_returned_on >= t.named_on order by x.id desc limit 1) settled on m.state in ('revoked', 'dissolved')
  union all
  select o.plaque_no, o.title_id, m.studio, o.studio_name, t.named_on, o.awarded_on, o.received_by, o.receipt,
    coalesce(o.handed_by, (select p.name from matter_event e join person p on p.id = e.by_person where o.awarded_on is not null and e.matter_id = o.title_id and e.transition = 'award'
      and e.brought ->> 'awardedOn' = o.awarded_on::text order by e.id desc limit 1)),
    o.replaced_on, o.lost_on, o.returned_on, o.returned_by, concat_ws('；', nullif(o.why, ''), nullif(o.return_note, '')),
    case when o.lost_on is not null then 'lost' when o.returned_on is not null then 'returned' when o.awarded_on is null then 'void' else 'recall' end
  from old_plaque o join matter m on m.id = o.title_id join title t on t.id = o.title_id`;

function narrowed({ actor }: Work, { q, union, year }: Omit<PlaqueQuery, 'limit'>): RawBuilder<unknown> {
  const found =
    q === undefined || q === ''
      ? sql`true`
      : sql`lower(one.plaque_no || ' ' || one.name || ' ' || studio.search || ' ' || coalesce(one.received_by, '')) like ${like(q)}`;
  return sql`${studioScope(actor)} and ${found}
    ${union === undefined ? sql`` : sql`and studio.supervising_union = ${union}`}
    ${year === undefined ? sql`` : sql`and one.awarded_on between ${`${year}-01-01`} and ${`${year}-12-31`}`}`;
}
const from = sql`from (${every}) one join studio on studio.id = one.studio_id join union_org host on host.id = studio.host_union join union_org above on above.id = studio.supervising_union`;

/** The plaques a list is about, `one`, of studios `studio`, whose union is `above`. */
export const plaquesAsked = (work: Work, query: Omit<PlaqueQuery, 'limit'>) => ({
  from,
  where: sql`${narrowed(work, query)} ${query.state === undefined ? sql`` : sql`and one.state = ${query.state}`}`,
});

async function countsOf(work: Work, query: PlaqueQuery): Promise<PlaqueCounts> {
  const { rows } = await sql<{ state: PlaqueState; n: number; out: number }>`
    select one.state, count(*)::int as n, count(one.awarded_on)::int as out ${from} where ${narrowed(work, query)} group by one.state`.execute(work.tx);
  const of = (state: PlaqueState): number => rows.find((row) => row.state === state)?.n ?? 0;
  const handedOut = rows.reduce((sum, { out }) => sum + out, 0);
  return { handedOut, due: of('due'), held: of('held'), recall: of('recall'), returned: of('returned'), lost: of('lost'), void: of('void') };
}

const shape = (row: Row): PlaqueRow =>
  known({
    id: row.plaqueNo,
    studio: { id: row.studioId, name: row.studio },
    name: row.name,
    hostUnit: row.unit,
    union: { id: row.unionId, name: row.union },
    state: { code: row.state, zh: plaqueStates[row.state] },
    namedOn: row.namedOn,
    awardedOn: row.awardedOn ?? undefined,
    handedBy: row.handedBy ?? undefined,
    receivedBy: row.receivedBy ?? undefined,
    receipt: row.receipt ?? undefined,
    replacedOn: row.replacedOn ?? undefined,
    returnedOn: row.returnedOn ?? undefined,
    returnedBy: row.returnedBy ?? undefined,
    lostOn: row.lostOn ?? undefined,
    note: row.note ?? '',
    href: `/api/matters/${row.titleId}`,
  });

/** 牌匾登记簿：看得到哪些工作室，就看得到它们的牌匾；新编号在前。 */
export async function listPlaques(work: Work, query: PlaqueQuery): Promise<PlaquePage> {
  const { limit, cursor } = query;
  const { where } = plaquesAsked(work, query);
  const after = decodeCursor(cursor);
  const { rows } = await sql<Row>`
    select one.plaque_no, one.title_id, one.studio_id, studio.name as studio, one.name, coalesce(host.unit_name, host.name) as unit, above.id as union_id, above.name as "union",
      one.state, one.named_on, one.awarded_on, one.handed_by, one.received_by, one.receipt, one.replaced_on, one.returned_on, one.returned_by, one.lost_on, one.note
    ${from} where ${where} ${after === undefined ? sql`` : sql`and one.plaque_no < ${after.id}`}
    order by one.plaque_no desc limit ${limit + 1}`.execute(work.tx);
  const page = cut(rows, limit, ({ plaqueNo }) => ({ after: plaqueNo, id: plaqueNo }), shape);
  return cursor === undefined ? { ...page, counts: await countsOf(work, query) } : page;
}
