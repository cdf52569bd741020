import { yearOf, type Day } from '#core/shared/days.ts';
import type { Db } from '#server/store/connection.ts';
import { cityName } from '#server/views/city-name.ts';
import { countTargets, firstDayOf, issuedTargets } from '#server/views/show-targets.ts';
import { html, type Html } from './html.ts';
import { page } from './layout.ts';
import { shown, type PublicPage } from './page.ts';

export type Reached = Readonly<{ union: string; createdTarget: number; created: number; qualifiedTarget: number; qualified: number }>;
export type Targets = Readonly<{ basis: string; documentNumber: string | null; rows: readonly Reached[] }>;

/** 下达了的任务和各归口工会完成的数；没有下达的没有。 */
export async function publicTargets(db: Db, year: number): Promise<Targets | undefined> {
  const allocation = await issuedTargets({ tx: db }, year);
  if (allocation === undefined) return undefined;
  const { id, basis, documentNumber } = allocation;
  const counted = await countTargets({ tx: db }, id, firstDayOf(basis, year), `${year}-12-31`);
  return {
    basis,
    documentNumber,
    rows: counted.map(({ name: union, createdTarget, created, qualifiedTarget, qualified }) => ({ union, createdTarget, created, qualifiedTarget, qualified })),
  };
}
/** The years whose targets are issued, newest first. */
export async function yearsIssued(db: Db): Promise<readonly number[]> {
  const rows = await db
    .selectFrom('allocation')
    .innerJoin('matter', 'matter.id', 'allocation.id')
    .select('allocation.year')
    .where('matter.state', '=', 'issued')
    .orderBy('allocation.year', 'desc')
    .execute();
  return rows.map(({ year }) => year);
}

const cells = ({ createdTarget, created, qualifiedTarget, qualified }: Omit<Reached, 'union'>): Html =>
  html`<td class="number" data-label="创建目标">${createdTarget}</td><td class="number" data-label="已创建">${created}</td><td class="number" data-label="达标目标">${qualifiedTarget}</td><td class="number" data-label="已达标">${qualified}</td>`;
const summed = (rows: readonly Reached[]): Omit<Reached, 'union'> => {
  const of = (pick: (row: Reached) => number) => rows.reduce((total, row) => total + pick(row), 0);
  return {
    createdTarget: of((row) => row.createdTarget),
    created: of((row) => row.created),
    qualifiedTarget: of((row) => row.qualifiedTarget),
    qualified: of((row) => row.qualified),
  };
};
const table = (
  year: number,
  { rows, basis, documentNumber }: Targets,
): Html => html`<table><caption>${year}年${documentNumber === null ? '' : `　${documentNumber}`}</caption>
<thead><tr><th scope="col">单位</th><th scope="col" class="number">创建目标</th><th scope="col" class="number">已创建</th><th scope="col" class="number">达标目标</th><th scope="col" class="number">已达标</th></tr></thead>
<tbody>${rows.map((row) => html`<tr><th scope="row">${row.union}</th>${cells(row)}</tr>`)}<tr class="sum"><th scope="row">合计</th>${cells(summed(rows))}</tr></tbody></table>
<p class="quiet">${basis === 'annual' ? '按当年新增计数。' : '按累计到年末计数。'}创建以受理之日、达标以命名之日计，各计一次。</p>`;

/** 目标任务：各归口工会的目标和完成数，下达以后才有。 */
export const targetsPage = (db: Db, today: () => Promise<Day>): PublicPage => ({
  method: 'GET',
  path: '/public/targets',
  async answer({ query }) {
    const [city, years, day] = await Promise.all([cityName(db), yearsIssued(db), today()]);
    const typed = query['year'] ?? '';
    const year = /^2\d{3}$/.test(typed) ? Number(typed) : (years[0] ?? yearOf(day));
    const targets = await publicTargets(db, year);
    const other = years.filter((one) => one !== year);
    const content = html`<h1>目标任务</h1>
<p class="quiet">各归口工会创建劳模创新工作室的目标任务和完成情况。</p>
${targets === undefined ? html`<p class="card">${year}年的目标任务尚未下达。</p>` : table(year, targets)}
${other.length === 0 ? '' : html`<p>其他年度：${other.map((one) => html`<a href="/public/targets?year=${one}">${one}年</a>　`)}</p>`}`;
    return shown(page(city, 'targets', '目标任务', content));
  },
});
