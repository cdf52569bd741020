import { dayZh } from '#core/shared/days.ts';
import type { Db } from '#server/store/connection.ts';
import { html, type Html } from './html.ts';
import { page } from './layout.ts';
import { asked, shown, type PublicPage } from './page.ts';
import { cityName } from '#server/views/city-name.ts';
import { namedStudios, publicUnions, standings, type Listed, type Named } from './directory-data.ts';
import { pageIn, pager } from './pager.ts';

const over = ({ endedOn }: Named): boolean => endedOn !== undefined && endedOn !== null;

const row = (one: Listed): Html => html`<tr>
<th scope="row">${one.name}</th><td data-label="所在单位">${one.unit}</td><td data-label="领衔人">${one.lead}</td><td data-label="归口工会">${one.union}</td><td data-label="状态"><span class="mark ${over(one) ? 'bad' : 'good'}">${standings[one.standing] ?? one.standing}</span>${one.endedOn ? ` ${dayZh(one.endedOn)}` : ''}</td>
</tr>`;

const table = (items: readonly Listed[], total: number, sought: string): Html =>
  items.length === 0
    ? html`<p class="card">${sought === '' ? '目前还没有命名的工作室。' : html`没有找到相符的工作室。请换个条件，或<a href="/public">查看全部</a>。`}</p>`
    : html`<table><caption>共${total}家</caption>
<thead><tr><th scope="col">工作室</th><th scope="col">所在单位</th><th scope="col">领衔人</th><th scope="col">归口工会</th><th scope="col">状态</th></tr></thead>
<tbody>${items.map(row)}</tbody></table>`;

const chooser = (unions: readonly { id: string; name: string }[], union: string): Html =>
  html`<div class="field"><label for="union">归口工会</label><select id="union" name="union"><option value="">全部</option>${unions.map(({ id, name }) => html`<option value="${id}"${id === union ? html` selected` : ''}>${name}</option>`)}</select></div>`;

/** 名录：已命名的工作室，可查找，可翻页。 */
export const directoryPage = (db: Db): PublicPage => ({
  method: 'GET',
  path: '/public',
  async answer({ query }) {
    const q = asked(query, 'q', 60);
    const union = asked(query, 'union', 64);
    const at = pageIn(query);
    const [city, unions, { items, total, pages }] = await Promise.all([cityName(db), publicUnions(db), namedStudios(db, { q, union, page: at })]);
    const content = html`<h1>劳模创新工作室名录</h1>
<p class="quiet">${city}命名的劳模创新工作室；领衔人不同意公开的不在其中。</p>
<form class="search" method="get" action="/public" role="search">
<div class="field"><label for="q">查找</label><input type="search" id="q" name="q" value="${q}" maxlength="60" placeholder="名称、单位、领衔人或拼音首字母"></div>
${chooser(unions, union)}
<button type="submit">查找</button>
</form>
${table(items, total, q + union)}
${pager({ path: '/public', query: { q, union }, page: at, more: at < pages, of: pages })}`;
    return shown(page(city, 'directory', '名录', content), { fresh: true });
  },
});
