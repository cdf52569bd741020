import type { SiteChanges, SiteMerged, SiteSheet } from '#contract/shapes.ts';
import { addDays, dayIn } from '#core/shared/days.ts';
import type { Chair } from '#server/demo/player.ts';
import { moveDays } from '#server/jobs/run-day.ts';
import type { ChainCity } from './chain-city.ts';
import type { Person } from './robot.ts';

/** What the department and the inspectors do in the course of an inspection, through the programme's own actions. */
export const inspectionStory = (city: ChainCity) => {
  const { play, house } = city;
  const [department] = city.department;
  const clerk = department!;
  const step = (chair: Chair, kind: Parameters<typeof play.step>[1], id: string, name: string, input?: unknown) => play.step(chair, kind, id, name, input);
  const childrenOf = (parent: string, kind: string) =>
    house.db.selectFrom('matter').selectAll().where('parent', '=', parent).where('kind', '=', kind).orderBy('id').execute();
  return {
    clerk,
    step,
    childrenOf,
    days: (count: number) => moveDays(house, count),
    async plan(kind: string, more: Record<string, unknown> = {}): Promise<string> {
      const today = dayIn(house.clock.now());
      const { matter = '' } = await play.begin(clerk, 'inspectionPlan.open', undefined, {
        kind,
        year: 2013,
        startOn: today,
        endOn: addDays(today, 30),
        ...more,
      });
      return matter;
    },
    /** Announces a draw for tomorrow, and draws it. */
    async draw(plan: string, value = '2193.13'): Promise<string> {
      const drawOn = addDays(dayIn(house.clock.now()), 1);
      await step(clerk, 'inspectionPlan', plan, 'announce', { source: '次日上证综合指数收盘点位（保留两位小数）', drawOn });
      const [draw] = await childrenOf(plan, 'draw');
      await moveDays(house, 1);
      await step(clerk, 'draw', draw!.id, 'draw', { value, witness: '经审会监督员' });
      return draw!.id;
    },
    /** A plan for everybody, sent to these inspectors. */
    async running(kind: 'regular' | 'irregular', inspectors: readonly Chair[], more: Record<string, unknown> = {}): Promise<string> {
      const plan = await this.plan(kind, more);
      await step(clerk, 'inspectionPlan', plan, 'settle');
      await step(clerk, 'inspectionPlan', plan, 'assign', { inspectors: inspectors.map(({ person }) => person), teamSize: 1 });
      return plan;
    },
    sheet: (person: Person, inspection: string) => person.get<SiteSheet>(`/api/inspections/${inspection}/sheet`),
    sync: async (person: Person, inspection: string, changes: SiteChanges): Promise<SiteMerged> => {
      const { status, body } = await person.send('PUT', `/api/inspections/${inspection}/sheet`, changes);
      if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
      return body as SiteMerged;
    },
    /** Every item as it should be. */
    allFine: ({ checklist }: SiteSheet, at = '2013-11-18T09:00:00+08:00'): SiteChanges => ({
      checklist: checklist.hash,
      answers: checklist.items.map(({ code }) => ({ item: code, result: 'ok' as const, note: '', base: 0, at })),
      findings: [],
    }),
    async handIn(chair: Chair, inspection: string, more: Record<string, unknown> = {}): Promise<void> {
      await step(chair, 'inspection', inspection, 'submit', {
        visitedOn: dayIn(house.clock.now()),
        inspectorSigner: '检查组',
        inspectorSign: await play.scan(chair, '检查方签名'),
        studioSigner: '工作室',
        studioSign: await play.scan(chair, '被检查方签名'),
        ...more,
      });
    },
  };
};
