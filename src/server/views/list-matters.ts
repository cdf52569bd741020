import { sql, type SqlBool } from 'kysely';
import type { MatterRow, Page, Todo } from '#contract/shapes.ts';
import { dayIn, workingDaysBetween } from '#core/shared/days.ts';
import { isKind } from '#core/lives.ts';
import { lifeOf } from '#server/actions/any-life.ts';
import type { Work } from '#server/kernel/house.ts';
import { matterScope, onDesk } from '#server/store/scope.ts';
import { known } from './names.ts';
import { cut, decodeCursor } from './paging.ts';
import type { Where } from './queries/asked.ts';
import { matterConditions } from './queries/of-matters.ts';

type Row = Readonly<{
  id: string;
  kind: string;
  title: string;
  state: string;
  studioId: string | null;
  studio: string | null;
  unionId: string | null;
  union: string | null;
  openedAt: string;
  since: string;
  dueOn: string | null;
  closedAt: string | null;
}>;

const refOrNone = (id: string | null, name: string | null) => (id === null ? undefined : { id, name: name ?? '' });
const stateOf = ({ kind, state }: Pick<Row, 'kind' | 'state'>) => ({ code: state, zh: lifeOf(kind).states[state]?.zh ?? state });
const kindZh = ({ kind }: Pick<Row, 'kind'>) => lifeOf(kind).zh;

const rowShape = (row: Row): MatterRow =>
  known({
    id: row.id,
    kind: row.kind,
    kindZh: kindZh(row),
    title: row.title,
    studio: refOrNone(row.studioId, row.studio),
    union: refOrNone(row.unionId, row.union),
    state: stateOf(row),
    openedAt: row.openedAt,
    dueOn: row.closedAt === null ? (row.dueOn ?? undefined) : undefined,
    closed: row.closedAt !== null,
    href: `/api/matters/${row.id}`,
  });

const base = ({ tx }: Pick<Work, 'tx'>) =>
  tx
    .selectFrom('matter')
    .leftJoin('studio', 'studio.id', 'matter.studio')
    .leftJoin('unionOrg', 'unionOrg.id', 'matter.supervisingUnion')
    .select([
      'matter.id',
      'matter.kind',
      'matter.title',
      'matter.state',
      'matter.studio as studioId',
      'studio.name as studio',
      'matter.supervisingUnion as unionId',
      'unionOrg.name as union',
      'matter.openedAt',
      'matter.since',
      'matter.dueOn',
      'matter.closedAt',
    ]);

const farOff = '9999-12-31';

export type TodoQuery = Readonly<{ limit: number; cursor?: string; kind?: string }>;
/** What lies on my desk, most urgent first: one statement. */
export async function listTodos(work: Work, { limit, cursor, kind }: TodoQuery): Promise<Page<Todo>> {
  const { house, actor, now } = work;
  const after = decodeCursor(cursor, 'day');
  const due = sql<string>`coalesce(matter.due_on, ${farOff}::date)`;
  let query = base(work)
    .where('matter.closedAt', 'is', null)
    // With a kind asked for, the page may lie further down the desk.
    .where(onDesk(actor, kind === undefined ? { after, most: limit + 1 } : {}))
    .orderBy(due)
    .orderBy('matter.id')
    .limit(limit + 1);
  if (kind !== undefined) query = query.where('matter.kind', '=', kind);
  if (after) query = query.where(sql<SqlBool>`(${due}, matter.id) > (${after.after}::date, ${after.id})`);
  const rows = await query.execute();
  return cut(
    rows,
    limit,
    (row) => ({ after: row.dueOn ?? farOff, id: row.id }),
    (row) => {
      const { closed: _, openedAt: __, ...shape } = rowShape(row);
      return known({ ...shape, since: row.since, daysLeft: row.dueOn === null ? undefined : workingDaysBetween(house.calendar, dayIn(now), row.dueOn) });
    },
  );
}

export type MatterQuery = TodoQuery &
  Readonly<{ state?: string; studio?: string; union?: string; q?: string; open?: 'true' | 'false'; sort?: '-openedAt' | 'openedAt' | 'dueOn' }>;
/** Which matters a list is about: the reader's own scope, and what the list was asked for. Columns of `matter` alone. */
export function mattersAsked(work: Work, { kind, state, studio, union, q, open }: Omit<MatterQuery, 'limit'>): readonly Where[] {
  const is = (column: string, value: string | undefined): readonly Where[] => (value === undefined ? [] : [sql<SqlBool>`${sql.ref(column)} = ${value}`]);
  return [
    matterScope(work.actor),
    ...is('matter.kind', kind === undefined || isKind(kind) ? kind : ''),
    ...is('matter.state', state),
    ...is('matter.studio', studio),
    ...is('matter.supervisingUnion', union),
    ...(open === undefined ? [] : [open === 'true' ? sql<SqlBool>`matter.closed_at is null` : sql<SqlBool>`matter.closed_at is not null`]),
    ...matterConditions(work, q),
  ];
}

/** Everything the reader may see, never more: what is listed is what opens. */
export async function listMatters(work: Work, asked: MatterQuery): Promise<Page<MatterRow>> {
  const { limit, cursor, sort = '-openedAt' } = asked;
  const byDue = sort === 'dueOn';
  const after = decodeCursor(cursor, byDue ? 'day' : 'text');
  const down = sort === '-openedAt';
  const due = sql<string>`coalesce(matter.due_on, ${farOff}::date)`;
  let query = base(work).limit(limit + 1);
  for (const condition of mattersAsked(work, asked)) query = query.where(condition);
  if (byDue) query = query.orderBy(due).orderBy('matter.id');
  else query = query.orderBy('matter.id', down ? 'desc' : 'asc');
  if (after && byDue) query = query.where(sql<SqlBool>`(${due}, matter.id) > (${after.after}::date, ${after.id})`);
  if (after && !byDue) query = query.where('matter.id', down ? '<' : '>', after.id);
  return cut(await query.execute(), limit, (row) => ({ after: row.dueOn ?? farOff, id: row.id }), rowShape);
}
