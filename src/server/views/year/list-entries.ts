import { sql } from 'kysely';
import type { EntryRow, Page } from '#contract/shapes.ts';
import { isKind, lives } from '#core/lives.ts';
import { ledger, type FactKind } from '#core/studio/ledger.ts';
import { figureNamed, periodOf } from '#core/year/figures.ts';
import { isLate } from '#server/actions/record-fact.ts';
import type { Work } from '#server/kernel/house.ts';
import { notFound } from '#server/kernel/refusal.ts';
import { matterScope } from '#server/store/scope.ts';
import { amountOf, conditionOf } from '#server/store/year.ts';
import { yearSources } from '#server/store/year-sources.ts';
import { known } from '../names.ts';
import { cut as page, decodeCursor } from '../paging.ts';
import { host, placed, yearIn, type Asked, type Place } from './asked.ts';

export type EntryQuery = Asked & Place & Readonly<{ figure: string; limit: number; cursor?: string }>;
type Behind = Readonly<{
  id: string;
  kindOf: string;
  title: string;
  event: string;
  entered: string | null;
  studioId: string;
  studio: string;
  amount: number;
  opens: boolean;
}>;
const kindZh = (kind: string): string => (isKind(kind) ? lives[kind].zh : (ledger[kind as FactKind]?.zh ?? kind));

/**
 * The entries behind a figure, `e`, of studios `s`, with whose unit is `host`.
 * @throws Refusal 404 when there is no such figure
 */
export function entriesAsked(work: Work, { figure: code, year: asked, cut, ...place }: Omit<EntryQuery, 'limit' | 'cursor'>) {
  const figure = figureNamed(code);
  if (figure === undefined) throw notFound();
  return {
    figure,
    from: sql`from (${sql.raw(yearSources[figure.of])}) e join studio s on s.id = e.studio_id ${host}`,
    where: sql`${placed(work, place)} and ${conditionOf(figure, periodOf(yearIn(work, asked), cut))}`,
  };
}

/** 一个数字背后的每一条，最近的在前。 @throws Refusal 404 when there is no such figure */
export async function listEntries(work: Work, { limit, cursor, ...asked }: EntryQuery): Promise<Page<EntryRow>> {
  const { figure, from, where } = entriesAsked(work, asked);
  const after = decodeCursor(cursor, 'day');
  const { rows } = await sql<Behind>`
    select e.id, e.kind_of as "kindOf", e.title, e.event, e.entered, s.id as "studioId", s.name as studio, ${amountOf(figure)}::float8 as amount,
      ${matterScope(work.actor, 'e')} as opens
    ${from}
    where ${where} ${after ? sql`and (e.event, e.id) < (${after.after}::date, ${after.id})` : sql``}
    order by e.event desc, e.id desc limit ${limit + 1}`.execute(work.tx);
  return page(
    rows,
    limit,
    ({ event, id }) => ({ after: event, id }),
    ({ id, kindOf, title, event, entered, studioId, studio, amount, opens }) =>
      known({
        id,
        kind: kindOf,
        kindZh: kindZh(kindOf),
        title: title === '' ? kindZh(kindOf) : title,
        studio: { id: studioId, name: studio },
        eventOn: event,
        enteredAt: entered ?? undefined,
        late: entered !== null && !isKind(kindOf) && isLate(event, entered),
        amount: figure.sum === undefined ? undefined : amount,
        // A partner or an expert sees the studio and counts with it, but not every matter of it.
        href: isKind(kindOf) && opens ? `/matters/${id}` : `/studios/${studioId}`,
      }),
  );
}
