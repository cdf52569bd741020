import { sql } from 'kysely';
import { z } from 'zod';
import type { Draw, DrawRow } from '#contract/shapes.ts';
import { draw as drawLife, drawPurposeZh, type DrawPurpose } from '#core/draw/life.ts';
import type { Day } from '#core/shared/days.ts';
import type { Db } from '#server/store/connection.ts';
import { cut, decodeCursor } from './paging.ts';

type Header = Readonly<{
  id: string;
  title: string;
  state: string;
  purpose: DrawPurpose;
  announcedOn: Day;
  drawOn: Day;
  drawnOn: Day | null;
  take: number;
}>;
const columns = sql`d.id, m.title, m.state, d.purpose, d.announced_on, d.draw_on, d.drawn_on, d.take`;

const headOf = ({ id, title, state, purpose, announcedOn, drawOn, drawnOn, take }: Header) => ({
  id,
  title,
  purpose: { code: purpose, zh: drawPurposeZh[purpose] },
  state: { code: state, zh: Object.entries(drawLife.states).find(([code]) => code === state)?.[1].zh ?? state },
  announcedOn,
  drawOn,
  ...(drawnOn === null ? {} : { drawnOn }),
  take,
});

/** 抽签一览，新公布的在前；谁都可以看，作废的也在。 */
export async function listDraws(db: Db, { limit, cursor }: { limit: number; cursor?: string }): Promise<{ items: DrawRow[]; next: string | null }> {
  const after = decodeCursor(cursor, 'day');
  const where = after ? sql`WHERE (d.announced_on, d.id) < (${after.after}::date, ${after.id})` : sql``;
  const { rows } = await sql<Header & { candidates: number }>`
    SELECT ${columns}, jsonb_array_length(d.candidates) AS candidates FROM draw d JOIN matter m ON m.id = d.id ${where}
    ORDER BY d.announced_on DESC, d.id DESC LIMIT ${limit + 1}`.execute(db);
  return cut(
    rows,
    limit,
    ({ announcedOn, id }) => ({ after: announcedOn, id }),
    (row) => ({ ...headOf(row), candidates: row.candidates }),
  );
}

const kept = {
  candidates: z.array(z.object({ id: z.string(), label: z.string().optional() })),
  excluded: z.array(z.object({ candidate: z.string(), reason: z.string() })),
  result: z.array(z.string()).nullable(),
};

/** What the excluded are called: they are studios, unless experts are drawn, who have no names here. */
async function namesOfExcluded(db: Db, purpose: DrawPurpose, ids: readonly string[]): Promise<[string, string][]> {
  if (purpose === 'experts' || ids.length === 0) return [];
  const rows = await db.selectFrom('studio').select(['id', 'name']).where('id', 'in', ids).execute();
  return rows.map(({ id, name }) => [id, name]);
}

/** 一次抽签的全部公开内容：谁都可以据此重算。专家只有代号，没有名字。 */
export async function showDraw(db: Db, id: string): Promise<Draw | undefined> {
  const { rows } = await sql<
    Header & { candidates: unknown; hash: string; source: string; value: string | null; excluded: unknown; result: unknown; voidReason: string }
  >`SELECT ${columns}, d.candidates, d.hash, d.source, d.value, d.excluded, d.result, d.void_reason FROM draw d JOIN matter m ON m.id = d.id WHERE d.id = ${id}`.execute(
    db,
  );
  const [row] = rows;
  if (row === undefined) return undefined;
  const candidates = kept.candidates.parse(row.candidates);
  const excluded = kept.excluded.parse(row.excluded);
  const labels = row.purpose === 'experts' ? [] : candidates.flatMap(({ id: one, label }): [string, string][] => (label === undefined ? [] : [[one, label]]));
  const names = await namesOfExcluded(
    db,
    row.purpose,
    excluded.map(({ candidate }) => candidate),
  );
  return {
    ...headOf(row),
    candidates: candidates.map(({ id: one }) => one),
    hash: row.hash,
    randomness: { source: row.source, value: row.value },
    excluded,
    result: kept.result.parse(row.result) ?? [],
    names: Object.fromEntries([...names, ...labels]),
    ...(row.voidReason === '' ? {} : { voidReason: row.voidReason }),
  };
}
