import { sql } from 'kysely';
import type { Matter as MatterShape, Section } from '#contract/shapes.ts';
import { theSystem } from '#core/people/actor.ts';
import type { Report } from '#core/report/life.ts';
import { dayZh } from '#core/shared/days.ts';
import type { Matter } from '#core/shared/life.ts';
import { amendmentOf, amendments, type Amendment } from '#core/studio/amendments.ts';
import { ledger, type FactKind } from '#core/studio/ledger.ts';
import { periodOf } from '#core/year/figures.ts';
import { readingOf } from '#server/actions/moment.ts';
import type { Work } from '#server/kernel/house.ts';
import { find } from '#server/store/matters.ts';
import { sumsOf } from '#server/store/year.ts';
import { figureGroups } from '../year/figure-groups.ts';
import { lastDossier } from './last-dossier.ts';

/** 年报的数字：报送之前是活的，报送之后是定稿的；定稿后的更正另列。 */
export async function figuresOf(work: Work, matter: Matter): Promise<Partial<MatterShape>> {
  const report = matter.kind === 'delivery' ? await find(readingOf(work), theSystem, matter.parent ?? '') : matter;
  if (report.kind !== 'report') return {};
  const { year, studio = '', state } = report as Report;
  const place = { year, cut: 'calendar', studio };
  const before = await sumsOf(work.tx, studio, periodOf(year - 1, 'calendar'));
  const frozen = ['submitted', 'archived'].includes(state) ? await lastDossier(work, [report.id]) : undefined;
  if (frozen === undefined) return { figures: figureGroups(await sumsOf(work.tx, studio, periodOf(year, 'calendar')), before, place) };
  const { figures } = frozen.content as { figures: { calendar: Record<string, number> } };
  return { figures: figureGroups(figures.calendar, before, place), dossierHash: frozen.sha256 };
}

/** 定稿之后台账又动了的：登记的、作废的、补全的，都留痕。 */
export async function trailOf(work: Work, matter: Matter): Promise<Section[]> {
  if (matter.kind !== 'report' || !['submitted', 'archived'].includes(matter.state)) return [];
  const { year, studio = '', id } = matter as Report;
  const { from, to } = periodOf(year, 'calendar');
  const { rows } = await sql<{ at: string; did: string; kind: string; event: string; name: string }>`
    with frozen as (select max(frozen_at) as at from dossier where matter_id = ${id})
    select x.at, x.did, f.kind, f.event_on as event, w.name from frozen, fact f
      cross join lateral (select f.entered_at as at, '补记' as did, f.entered_by as who
        union all select f.voided_at, '作废', f.voided_by where f.voided_at is not null
        union all select c.at, c.amendment, c.by_person from fact_change c where c.fact_id = f.id and c.amendment <> 'void') x
      join person w on w.id = x.who
    where f.studio_id = ${studio} and f.event_on between ${from} and ${to} and x.at > frozen.at order by x.at, f.id limit 100`.execute(work.tx);
  if (rows.length === 0) return [];
  const didZh = (did: string): string => (did in amendments ? amendmentOf(did as Amendment).zh : did);
  return [
    {
      title: '定稿后的更正',
      fields: [],
      columns: ['时间', '做了什么', '哪一类', '发生日期', '谁'],
      rows: rows.map(({ at, did, kind, event, name }) => [at.slice(0, 16).replace('T', ' '), didZh(did), ledger[kind as FactKind].zh, dayZh(event), name]),
    },
  ];
}
