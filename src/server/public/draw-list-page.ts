import { dayZh } from '#core/shared/days.ts';
import type { DrawRow } from '#contract/shapes.ts';
import type { Db } from '#server/store/connection.ts';
import { listDraws } from '#server/views/draws.ts';
import { Refusal } from '#server/kernel/refusal.ts';
import { html, type Html } from './html.ts';
import { page } from './layout.ts';
import { asked, shown, type PublicPage } from './page.ts';
import { cityName } from '#server/views/city-name.ts';

const marks: Readonly<Record<string, string>> = { drawn: 'good', void: 'bad' };
export const drawMark = ({ state }: Pick<DrawRow, 'state'>): Html => html`<span class="mark ${marks[state.code] ?? 'plain'}">${state.zh}</span>`;

/** 专家以名计，工作室以家计。 */
const counted = ({ purpose }: Pick<DrawRow, 'purpose'>): string => (purpose.code === 'experts' ? '名' : '家');

const row = (draw: DrawRow): Html => html`<tr>
<th scope="row"><a href="/public/draws/${draw.id}">${draw.title}</a></th>
<td data-label="用途">${draw.purpose.zh}</td>
<td data-label="名单公布">${dayZh(draw.announcedOn)}</td>
<td data-label="抽取">${draw.candidates}${counted(draw)}取${draw.take}${counted(draw)}</td>
<td data-label="状态">${drawMark(draw)}</td>
</tr>`;

const table = (items: readonly DrawRow[]): Html =>
  items.length === 0
    ? html`<p class="card">目前没有抽签。</p>`
    : html`<table><thead><tr><th scope="col">抽签</th><th scope="col">用途</th><th scope="col">名单公布</th><th scope="col">抽取</th><th scope="col">状态</th></tr></thead><tbody>${items.map(row)}</tbody></table>`;

/** A page number somebody typed wrongly leads to the first page. */
async function pageOf(db: Db, cursor: string) {
  try {
    return await listDraws(db, { limit: 20, ...(cursor === '' ? {} : { cursor }) });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return listDraws(db, { limit: 20 });
  }
}

/** 抽签一览：新公布的在前，作废的也在。 */
export const drawListPage = (db: Db): PublicPage => ({
  method: 'GET',
  path: '/public/draws',
  async answer({ query }) {
    const cursor = asked(query, 'cursor', 400);
    const [city, { items, next }] = await Promise.all([cityName(db), pageOf(db, cursor)]);
    const content = html`<h1>抽签</h1>
<p class="quiet">检查对象、评审专家、汇报工作室由公开抽签确定：先公布名单摘要和随机数的来源，随机数公布后按固定的算法抽取，任何人都可以重算。</p>
${table(items)}
${cursor === '' && next === null ? '' : html`<nav class="pages" aria-label="翻页"><span>${cursor === '' ? '' : html`<a href="/public/draws">回到第一页</a>`}</span><span>${next === null ? '' : html`<a rel="next" href="/public/draws?${new URLSearchParams({ cursor: next }).toString()}">下一页</a>`}</span></nav>`}`;
    return shown(page(city, 'draws', '抽签', content), { fresh: true });
  },
});
