import { sql } from 'kysely';
import type { OwnSheets } from '#contract/shapes.ts';
import type { Kind } from '#core/lives.ts';
import { panelKinds, panelOf } from '#core/panel/panels.ts';
import { dayIn, workingDaysBetween } from '#core/shared/days.ts';
import { lifeOf } from '#server/actions/any-life.ts';
import type { Work } from '#server/kernel/house.ts';
import { kindStores } from '#server/store/kinds/kinds.ts';
import { held } from '#server/store/scope.ts';
import { known } from '../names.ts';

const most = 500;
type Row = Readonly<{
  id: string;
  kind: string;
  title: string;
  state: string;
  studioId: string | null;
  studio: string | null;
  unionId: string | null;
  union: string | null;
  dueOn: string | null;
  done: boolean;
  reviewed: number;
}>;

/** 分给我的评分表：评得最少的在前。How many others have handed in decides the order and is not said. */
export async function listOwnSheets({ house, tx, actor, now }: Work): Promise<OwnSheets> {
  const rows: Row[] = [];
  for (const kind of panelKinds) {
    const { sheet } = panelOf(kind)!;
    const table = sql.table(kindStores[sheet.kind as Kind].table);
    const found = await sql<Row>`
      select m.id, m.kind, m.title, m.state, m.studio as "studioId", s.name as studio, u.id as "unionId", u.name as union, m.due_on as "dueOn", m.state = ${sheet.in} as done,
        (select count(*)::int from matter other where other.parent = m.parent and other.kind = m.kind and other.state = ${sheet.in}) as reviewed
      from ${table} x join matter m on m.id = x.id left join studio s on s.id = m.studio left join union_org u on u.id = m.supervising_union
      where x.expert_id = ${actor.id} and m.state in (${sheet.declaring}, ${sheet.scoring}, ${sheet.in})
        and exists (select from matter_party p where p.matter_id = m.id and ${held(actor, 'p')})
      order by reviewed, coalesce(m.due_on, '9999-12-31'), m.id limit ${most}`.execute(tx);
    rows.push(...found.rows);
  }
  const open = rows.filter(({ done }) => !done);
  const declaring = new Set(panelKinds.map((kind) => panelOf(kind)!.sheet.declaring));
  return {
    done: rows.length - open.length,
    all: rows.length,
    items: open.map((row) =>
      known({
        id: row.id,
        title: row.title,
        studio: row.studioId === null ? undefined : { id: row.studioId, name: row.studio ?? '' },
        union: row.unionId === null ? undefined : { id: row.unionId, name: row.union ?? '' },
        state: { code: row.state, zh: lifeOf(row.kind).states[row.state]?.zh ?? row.state },
        declared: !declaring.has(row.state),
        dueOn: row.dueOn ?? undefined,
        daysLeft: row.dueOn === null ? undefined : workingDaysBetween(house.calendar, dayIn(now), row.dueOn),
        href: `/api/matters/${row.id}`,
      }),
    ),
  };
}
