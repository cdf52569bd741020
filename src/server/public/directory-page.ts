import { dayZh } from '#core/shared/days.ts';
import type { Db } from '#server/store/connection.ts';
import { html, type Html } from './html.ts';
import { page } from './layout.ts';
import { asked, shown, type PublicPage } from './page.ts';
import { cityName } from '#server/views/city-name.ts';
import { namedStudios, type Named } from './public-data.ts';

const MOST_PAGES = 1000;
const standings: Readonly<Record<string, string>> = { qualified: '已命名', 'in-force': '已授牌', rectifying: '整改中', revoked: '已撤销', dissolved: '已注销' };
const over = ({ endedOn }: Named): boolean => endedOn !== undefined && endedOn !== null;

const row = (one: Named): Html => html`<tr>
<th scope="row">${one.name}</th><td data-label="所在单位">${one.unit}</td><td data-label="领衔人">${one.lead}</td><td data-label="状态"><span class="mark ${over(one) ? 'bad' : 'good'}">${standings[one.standing] ?? one.standing}</span>${one.endedOn ? ` ${dayZh(one.endedOn)}` : ''}</td>
</tr>`;

const table = (items: readonly Named[], total: number, q: string): Html =>
  items.length === 0
    ? html`<p class="card">${q === '' ? '目前还没有命名的工作室。' : html`没有找到与“${q}”相符的工作室。请换个词，或<a href="/public">查看全部</a>。`}</p>`
    : html`<table><caption>共${total}家</caption>
<thead><tr><th scope="col">工作室</th><th scope="col">所在单位</th><th scope="col">领衔人</th><th scope="col">状态</th></tr></thead>
<tbody>${items.map(row)}</tbody></table>`;

function pager(q: string, at: number, pages: number): Html {
  if (pages <= 1) return html``;
  const to = (number: number) => `/public?${new URLSearchParams({ ...(q === '' ? {} : { q }), page: String(number) }).toString()}`;
  return html`<nav class="pages" aria-label="翻页"><span>${at > 1 ? html`<a rel="prev" href="${to(at - 1)}">上一页</a>` : ''}</span><span>第${at}页，共${pages}页</span><span>${at < pages ? html`<a rel="next" href="${to(at + 1)}">下一页</a>` : ''}</span></nav>`;
}

/** 名录：已命名的工作室，可查找，可翻页。 */
export const directoryPage = (db: Db): PublicPage => ({
  method: 'GET',
  path: '/public',
  async answer({ query }) {
    const q = asked(query, 'q', 60);
    const at = Math.min(Math.max(Math.trunc(Number(query['page'] ?? 1)) || 1, 1), MOST_PAGES);
    const [city, { items, total, pages }] = await Promise.all([cityName(db), namedStudios(db, q, at)]);
    const content = html`<h1>劳模创新工作室名录</h1>
<p class="quiet">${city}命名的劳模创新工作室。</p>
<form class="search" method="get" action="/public" role="search">
<div class="field"><label for="q">查找</label><input type="search" id="q" name="q" value="${q}" maxlength="60" placeholder="工作室、单位或领衔人"></div>
<button type="submit">查找</button>
</form>
${table(items, total, q)}
${pager(q, at, pages)}`;
    return shown(page(city, 'directory', '名录', content));
  },
});
