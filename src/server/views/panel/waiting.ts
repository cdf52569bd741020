import { sql } from 'kysely';
import type { Page, WaitingCase } from '#contract/shapes.ts';
import { panelKinds, panelOf } from '#core/panel/panels.ts';
import { mayAssign, type Panel } from '#core/panel/panel.ts';
import { lifeOf } from '#server/actions/any-life.ts';
import type { Work } from '#server/kernel/house.ts';
import { refuse } from '#server/kernel/refusal.ts';
import { onDesk } from '#server/store/scope.ts';
import { known } from '../names.ts';
import { cut, decodeCursor } from '../paging.ts';
import { panelCases, type PanelCase } from './cases.ts';

const farOff = '9999-12-31';
/** Where a case takes a whole panel, and where one more. */
export const seatsAll = (kind: string, { appoint }: Panel, state: string): boolean => lifeOf(kind).transitions[appoint]?.from.includes(state) === true;
export const seatsOne = (kind: string, { add }: Panel, state: string): boolean => lifeOf(kind).transitions[add]?.from.includes(state) === true;

/** How many a case still needs, where each is to have some number; a panel that sits already is only made whole again. */
export function needOf({ kind, panel, state, seated, drawn }: PanelCase, each: number): number {
  if (seatsAll(kind, panel, state)) return drawn.length > 0 ? 0 : Math.max(panel.least, Math.min(each, panel.most));
  return seatsOne(kind, panel, state) ? Math.max(0, panel.least - seated.length) : 0;
}

type Desk = Readonly<{ id: string; union: string | null; unionId: string | null; dueOn: string | null }>;

/** 等着请专家的：在我桌上的，一页一页。 */
export async function listWaiting(work: Work, { limit, cursor }: { limit: number; cursor?: string }): Promise<Page<WaitingCase>> {
  if (!mayAssign(work.actor)) throw refuse(403, 'not-your-office', '评审专家由市总经济部分派');
  const after = decodeCursor(cursor, 'day');
  const states = panelKinds.flatMap((kind) => {
    const { appoint, add } = panelOf(kind)!;
    return [...new Set([appoint, add].flatMap((step) => [...(lifeOf(kind).transitions[step]?.from ?? [])]))].map((state) => `${kind} ${state}`);
  });
  const more = after === undefined ? sql`` : sql`and (coalesce(matter.due_on, ${farOff}::date), matter.id) > (${after.after}::date, ${after.id})`;
  const { rows } = await sql<Desk>`
    select matter.id, u.name as union, u.id as "unionId", matter.due_on as "dueOn" from matter left join union_org u on u.id = matter.supervising_union
    where matter.closed_at is null and matter.kind || ' ' || matter.state = any(${states}) and ${onDesk(work.actor)} ${more}
    order by coalesce(matter.due_on, ${farOff}::date), matter.id limit ${limit + 1}`.execute(work.tx);
  const cases = new Map(
    (
      await panelCases(
        work,
        rows.map(({ id }) => id),
      )
    ).map((one) => [one.id, one]),
  );
  const page = cut(
    rows,
    limit,
    ({ id, dueOn }) => ({ after: dueOn ?? farOff, id }),
    (row) => ({ row, one: cases.get(row.id) }),
  );
  const items = page.items.flatMap(({ row, one }) =>
    one === undefined || (needOf(one, one.panel.least) === 0 && one.drawn.length === 0) ? [] : [shapeOf(row, one)],
  );
  return { items, next: page.next };
}

const shapeOf = ({ union, unionId, dueOn }: Desk, one: PanelCase): WaitingCase =>
  known({
    id: one.id,
    kindZh: lifeOf(one.kind).zh,
    title: one.title,
    studio: { id: one.studioId, name: one.studio },
    unit: one.unit,
    union: unionId === null ? undefined : { id: unionId, name: union ?? '' },
    state: { code: one.state, zh: lifeOf(one.kind).states[one.state]?.zh ?? one.state },
    seated: one.seated.length,
    need: needOf(one, one.panel.least),
    dueOn: dueOn ?? undefined,
    drawing: one.drawing,
    href: `/api/matters/${one.id}`,
  });
