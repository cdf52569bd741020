import { sql, type SqlBool } from 'kysely';
import type { Page, StudioRow } from '#contract/shapes.ts';
import type { Work } from '#server/kernel/house.ts';
import { studioScope } from '#server/store/scope.ts';
import { known } from './names.ts';
import { cut, decodeCursor } from './paging.ts';
import type { Where } from './queries/asked.ts';
import { studioConditions } from './queries/of-studios.ts';

export const standingZh: Readonly<Record<string, string>> = {
  incubating: '培育中',
  declaring: '申报中',
  created: '已创建',
  qualified: '已命名',
  'in-force': '已授牌',
  rectifying: '整改中',
  revoked: '已撤销',
  dissolved: '已注销',
};

export const studioBase = ({ tx }: Pick<Work, 'tx'>) =>
  tx
    .selectFrom('studio')
    .innerJoin('person as lead', 'lead.id', 'studio.leadId')
    .innerJoin('unionOrg as host', 'host.id', 'studio.hostUnion')
    .innerJoin('unionOrg as above', 'above.id', 'studio.supervisingUnion')
    .select([
      'studio.id',
      'studio.name',
      'lead.name as lead',
      'host.unitName',
      'host.name as hostName',
      'above.id as unionId',
      'above.name as union',
      'studio.standing',
      'studio.plaqueNo',
      'studio.createdOn',
      'studio.qualifiedOn',
      'studio.lastEntryOn',
      'studio.establishedOn',
      'studio.profile',
      'studio.field',
      'studio.hostUnion',
    ]);
export type StudioRecord = Awaited<ReturnType<ReturnType<typeof studioBase>['executeTakeFirstOrThrow']>>;

export const studioShape = (row: StudioRecord): StudioRow =>
  known({
    id: row.id,
    name: row.name,
    lead: row.lead,
    hostUnit: row.unitName ?? row.hostName,
    union: { id: row.unionId, name: row.union },
    standing: { code: row.standing, zh: standingZh[row.standing] ?? row.standing },
    plaqueNo: row.plaqueNo ?? undefined,
    createdOn: row.createdOn ?? undefined,
    qualifiedOn: row.qualifiedOn ?? undefined,
    lastEntryOn: row.lastEntryOn ?? undefined,
  });

export type StudioQuery = Readonly<{
  limit: number;
  cursor?: string;
  q?: string;
  union?: string;
  standing?: string;
  sort?: 'name' | '-createdOn' | '-lastEntryOn';
}>;
const never = '0001-01-01';

/** Which studios a list is about: the reader's own scope, and what the list was asked for. Columns of `studio` alone. */
export const studiosAsked = ({ actor }: Pick<Work, 'actor'>, { q, union, standing }: Omit<StudioQuery, 'limit'>): readonly Where[] => [
  studioScope(actor),
  ...studioConditions(q, standingZh),
  ...(union === undefined ? [] : [sql<SqlBool>`studio.supervising_union = ${union}`]),
  ...(standing === undefined ? [] : [sql<SqlBool>`studio.standing = any(${standing.split(',')}::text[])`]),
];

/** The studios the reader may see; searchable by part of a name, unit, lead, pinyin initials or plaque number. */
export async function listStudios(work: Work, asked: StudioQuery): Promise<Page<StudioRow>> {
  const { limit, cursor, sort = 'name' } = asked;
  const after = decodeCursor(cursor, sort === 'name' ? 'text' : 'day');
  const key =
    sort === 'name'
      ? sql<string>`studio.name`
      : sql<string>`coalesce(${sql.ref(sort === '-createdOn' ? 'studio.createdOn' : 'studio.lastEntryOn')}, ${never}::date)`;
  let query = studioBase(work).limit(limit + 1);
  for (const condition of studiosAsked(work, asked)) query = query.where(condition);
  if (sort === 'name') {
    query = query.orderBy('studio.name').orderBy('studio.id');
    if (after) query = query.where(sql<SqlBool>`(studio.name, studio.id) > (${after.after}, ${after.id})`);
  } else {
    query = query.orderBy(key, 'desc').orderBy('studio.id', 'desc');
    if (after) query = query.where(sql<SqlBool>`(${key}, studio.id) < (${after.after}::date, ${after.id})`);
  }
  const keyOf = (row: StudioRecord) => ({
    after: sort === 'name' ? row.name : ((sort === '-createdOn' ? row.createdOn : row.lastEntryOn) ?? never),
    id: row.id,
  });
  return cut(await query.execute(), limit, keyOf, studioShape);
}
