import { sql } from 'kysely';
import { dueBy, filings, termOf, terms } from '#core/archive/retention.ts';
import type { Kind } from '#core/lives.ts';
import { dayIn, yearOf } from '#core/shared/days.ts';
import type { ArchiveRow, Page } from '#contract/shapes.ts';
import { lifeOf } from '#server/actions/any-life.ts';
import type { Work } from '#server/kernel/house.ts';
import { refuse } from '#server/kernel/refusal.ts';
import { known } from '../names.ts';
import { cut, decodeCursor, like } from '../paging.ts';

export type ArchiveQuery = Readonly<{ limit: number; cursor?: string; q?: string; kind?: string; year?: number; show?: 'due' | 'moved' | 'sealed' | 'all' }>;
type Row = Readonly<{
  id: string;
  kind: Kind;
  title: string;
  state: string;
  closedAt: string;
  studioId: string | null;
  studio: string | null;
  version: number;
  sha256: string | null;
  size: number | null;
  sealedAt: string | null;
  sealedBy: string | null;
  sealedVersion: number | null;
}>;

/** 归档由经济部办，经审会可以看。 */
export function insistOnArchivist({ actor }: Pick<Work, 'actor'>, only: readonly string[] = ['department', 'auditor']): void {
  if (!only.includes(actor.office)) throw refuse(403, 'not-your-page', only.length > 1 ? '归档由市总经济部办理，经审会查阅' : '归档由市总经济部办理');
}

const shape = (today: string, row: Row): ArchiveRow => {
  const closedOn = dayIn(row.closedAt);
  const until = dueBy(yearOf(closedOn));
  const term = termOf(row.kind, row.state);
  const current = row.sealedVersion === row.version;
  return known({
    id: row.id,
    kind: row.kind,
    kindZh: lifeOf(row.kind).zh,
    title: row.title,
    studio: row.studioId === null ? undefined : { id: row.studioId, name: row.studio ?? '' },
    state: { code: row.state, zh: lifeOf(row.kind).states[row.state]?.zh ?? row.state },
    closedOn,
    dueBy: until,
    overdue: !current && until < today,
    term: { code: term, zh: terms[term] },
    category: filings[row.kind].category,
    sealed:
      row.sha256 === null
        ? undefined
        : { sha256: row.sha256, size: Number(row.size), at: row.sealedAt ?? '', by: row.sealedBy ?? '', version: row.sealedVersion ?? 0, current },
    href: `/api/matters/${row.id}`,
  });
};

const shows = {
  due: sql`and p.id is null`,
  moved: sql`and p.version < m.version`,
  sealed: sql`and p.version = m.version`,
  all: sql``,
} as const;

/**
 * The closed matters a list is about, `m`, with its last package `p`.
 * @throws Refusal 403 whoever has nothing to do with the archive
 */
export function archiveAsked(work: Pick<Work, 'actor'>, { q, kind, year, show = 'due' }: Omit<ArchiveQuery, 'limit'>) {
  insistOnArchivist(work);
  return {
    from: sql`from matter m left join lateral (select * from archive_package a where a.matter_id = m.id order by a.version desc limit 1) p on true`,
    where: sql`m.closed_at is not null ${shows[show]}
      ${kind === undefined ? sql`` : sql`and m.kind = ${kind}`}
      ${year === undefined ? sql`` : sql`and m.closed_at >= ${`${year}-01-01T00:00:00+08:00`} and m.closed_at < ${`${year + 1}-01-01T00:00:00+08:00`}`}
      ${q === undefined || q === '' ? sql`` : sql`and lower(m.search || ' ' || m.title) like ${like(q)}`}`,
  };
}

/** 办结了的事项，先办结的在前：封存了没有，何时以前要封存。 */
export async function listArchive(work: Work, { limit, cursor, ...asked }: ArchiveQuery): Promise<Page<ArchiveRow>> {
  const { from, where } = archiveAsked(work, asked);
  const after = decodeCursor(cursor);
  const { rows } = await sql<Row>`
    select m.id, m.kind, m.title, m.state, m.closed_at, m.version, s.id as studio_id, s.name as studio,
      p.sha256, p.size, p.sealed_at, by.name as sealed_by, p.version as sealed_version
    ${from} left join studio s on s.id = m.studio left join person by on by.id = p.sealed_by
    where ${where} ${after === undefined ? sql`` : sql`and (m.closed_at, m.id) > (${after.after}::timestamptz, ${after.id})`}
    order by m.closed_at, m.id limit ${limit + 1}`.execute(work.tx);
  return cut(
    rows,
    limit,
    ({ closedAt, id }) => ({ after: closedAt, id }),
    (row) => shape(dayIn(work.now), row),
  );
}
