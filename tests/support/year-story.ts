import { askedItems } from '#core/acceptance/sheet.ts';
import type { Standard } from '#core/standard/standard.ts';
import type { Chair } from '#server/demo/player.ts';
import type { Story } from '#server/demo/studio-story.ts';
import { moveDays } from '#server/jobs/run-day.ts';
import { daysBetween, dayIn, type Day } from '#core/shared/days.ts';
import type { ChainCity } from './chain-city.ts';

/** What a studio and its union do in the course of a year, through the programme's own actions. */
export const yearStory = (city: ChainCity) => {
  const { play, house } = city;
  const matterOf = async (studio: string, kind: string) =>
    (await house.db.selectFrom('matter').select(['id', 'state']).where('studio', '=', studio).where('kind', '=', kind).orderBy('id', 'desc').execute())[0];
  const must = async (studio: string, kind: string): Promise<string> => {
    const matter = await matterOf(studio, kind);
    if (matter === undefined) throw new Error(`${studio} has no ${kind}`);
    return matter.id;
  };
  return {
    matterOf,
    must,
    /** Moves the city's clock to a day. */
    async until(day: Day): Promise<void> {
      await moveDays(house, daysBetween(dayIn(house.clock.now()), day));
    },
    async writeReport({ studio, secretary, unit }: Story): Promise<string> {
      const report = await must(studio, 'report');
      await play.step(secretary, 'report', report, 'finish', {
        highlights: '围绕总装线返修开展攻关，组织培训四次，带出两名骨干。',
        problems: '缺一台检测仪，希望协调借用。',
        nextPlan: '完成攻关一至两项，组织培训四次，带徒两名。',
      });
      await play.step(unit.grassroots, 'report', report, 'submit', { opinion: '同意报送，情况属实。' });
      return report;
    },
    async reviewBoth({ studio, unit }: Story): Promise<void> {
      const copies = await house.db
        .selectFrom('delivery')
        .innerJoin('matter', 'matter.id', 'delivery.id')
        .select(['delivery.id', 'delivery.recipient'])
        .where('matter.studio', '=', studio)
        .where('matter.state', '=', 'delivered')
        .execute();
      for (const { id, recipient } of copies)
        await play.step(recipient === 'supervisor' ? unit.union.supervisor : city.department[0]!, 'delivery', id, 'review', { opinion: '材料齐全，同意。' });
    },
    /** Self-score, the union's opinion, the city's score: a share of every item's points. */
    async assess({ studio, secretary, unit }: Story, share: number, standard: Standard): Promise<string> {
      const id = await must(studio, 'assessment');
      const items = askedItems(standard);
      const points = Object.fromEntries(items.map(({ code, max }) => [code, Math.floor(max * share * 2) / 2]));
      await play.step(secretary, 'assessment', id, 'assess', points);
      await play.step(unit.union.supervisor, 'assessment', id, 'opine', { opinion: '工作扎实，建议合格以上。' });
      const reasons = Object.fromEntries(items.filter(({ code, max }) => points[code]! < max).map(({ code }) => [`${code}-reason`, '材料不全，酌情扣分。']));
      await play.step(city.department[0]!, 'assessment', id, 'score', { ...points, ...reasons });
      return id;
    },
    step: (chair: Chair, kind: Parameters<typeof play.step>[1], id: string, transition: string, input?: unknown) =>
      play.step(chair, kind, id, transition, input),
  };
};
