import { recipientZh, type Delivery } from '#core/report/delivery.ts';
import type { Report } from '#core/report/life.ts';
import { theSystem } from '#core/people/actor.ts';
import { dayIn, yearOf } from '#core/shared/days.ts';
import type { Matter } from '#core/shared/life.ts';
import { cutTo } from '#core/shared/text.ts';
import { periodOf } from '#core/year/figures.ts';
import type { Work } from '#server/kernel/house.ts';
import { canonical, newId, sha256 } from '#server/kernel/ids.ts';
import { drawNumbers } from '#server/store/books.ts';
import { find } from '#server/store/matters.ts';
import { countedOf, sumsOf } from '#server/store/year.ts';
import { advance } from '../advance.ts';
import { asSystem, advanceOpen } from '../as-system.ts';
import { readingOf } from '../moment.ts';
import { openMatter } from '../open.ts';

const receiptNumber = (year: number, number: number): string => `厦年报回〔${year}〕${number}号`;

/** 年报定稿：数字、每个数字背后的记录编号、写的几句话，连同摘要封存。两种口径都留。 */
export async function freezeReport(work: Work, cause: Matter): Promise<void> {
  const { tx, now } = work;
  const { id, studio = '', year, highlights, planDone, problems, nextPlan, typicalCase, unionOpinion, standard } = cause as Report;
  const [calendar, statistics] = [periodOf(year, 'calendar'), periodOf(year, 'statistics')];
  const content = {
    purpose: '年度工作报告',
    standard,
    year,
    figures: { calendar: await sumsOf(tx, studio, calendar), statistics: await sumsOf(tx, studio, statistics) },
    entries: (await countedOf(tx, studio, { from: statistics.from, to: calendar.to })).map((entry) => ({
      id: entry.id,
      source: entry.source,
      event: entry.event,
    })),
    prose: { highlights, planDone, problems, nextPlan, typicalCase, unionOpinion },
  };
  await tx
    .insertInto('dossier')
    .values({ id: newId(), matterId: id, purpose: content.purpose, frozenAt: now, content: JSON.stringify(content), sha256: sha256(canonical(content)) })
    .execute();
}

async function replaceCopies(work: Work, report: string): Promise<void> {
  const old = await work.tx
    .selectFrom('matter')
    .select('id')
    .where('parent', '=', report)
    .where('kind', '=', 'delivery')
    .where('state', 'in', ['delivered', 'reviewed'])
    .orderBy('id')
    .execute();
  for (const { id } of old) await advance(asSystem(work), { kind: 'delivery', id, transition: 'replace', input: { reason: '工作室已重新报送' } });
}

/** 一次报送，同一时刻送到两处，各给一张回执（四.4）。 */
export async function deliver(work: Work, cause: Matter): Promise<void> {
  const { tx, now } = work;
  const { id: parent, studio, title, standard, year } = cause as Report;
  await replaceCopies(work, parent);
  const [first = 0, second = 0] = await drawNumbers(tx, 'receipt', yearOf(dayIn(now)), 2);
  for (const [recipient, number] of [
    ['supervisor', first],
    ['department', second],
  ] as const) {
    const receiptNo = receiptNumber(yearOf(dayIn(now)), number);
    await openMatter(work, 'delivery', {
      title: `${title}（报${recipientZh[recipient]}）`,
      state: 'delivered',
      ...(studio === undefined ? {} : { studio }),
      parent,
      standard,
      search: `${title} ${receiptNo} ${year}`,
      own: { recipient, receiptNo, deliveredAt: now, opinion: '' },
      brought: { receiptNo },
    });
  }
}

/** 两处都审阅了，年报归档。 */
export async function closeReport(work: Work, cause: Matter): Promise<void> {
  const report = (await find(readingOf(work), theSystem, cause.parent ?? '')) as Report;
  if (report.state === 'submitted' && report.copies.length === 2 && report.copies.every(({ state }) => state === 'reviewed'))
    await advance(asSystem(work), { kind: 'report', id: report.id, transition: 'archive' });
}

/** 任何一处退回，年报回到工作室；另一处的那份等重新报送时替换。 */
export async function returnReport(work: Work, cause: Matter, { remarks }: { remarks: unknown }): Promise<void> {
  const { recipient, parent = '' } = cause as Delivery;
  const report = (await find(readingOf(work), theSystem, parent)) as Report;
  if (report.state !== 'submitted') return;
  const said = (remarks as readonly { field: string; says: string }[]).map(({ field, says }) => ({
    field: cutTo(`${recipientZh[recipient]}：${field}`, 60),
    says,
  }));
  await advance(asSystem(work), { kind: 'report', id: parent, transition: 'return', input: { remarks: said } });
}

/** 工作室没有了，没报的年报不再催。 */
export const dropReports = (work: Work, { studio = '' }: Matter, { reason }: { reason: string }): Promise<void> =>
  advanceOpen(work, studio, { kind: 'report', in: ['drafting', 'union-check', 'returned'], transition: 'drop', input: { reason } });
