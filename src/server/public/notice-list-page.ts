import { dayZh, type Day } from '#core/shared/days.ts';
import type { Db } from '#server/store/connection.ts';
import { html, type Html } from './html.ts';
import { page } from './layout.ts';
import { shown, type PublicPage } from './page.ts';
import { cityName } from '#server/views/city-name.ts';
import { latestNotices, type Notice } from './public-data.ts';

/** 公示到期当日24:00为止；提前结束的，以结束为准。 */
export const isOpen = ({ until, endedOn }: Pick<Notice, 'until' | 'endedOn'>, today: Day): boolean => endedOn === null && today <= until;
export const endOf = ({ until, endedOn }: Pick<Notice, 'until' | 'endedOn'>): Day => (endedOn !== null && endedOn < until ? endedOn : until);

const row = (notice: Notice, today: Day): Html => html`<tr>
<th scope="row"><a href="/public/notices/${notice.id}">${notice.title}</a></th>
<td data-label="公示期">${dayZh(notice.postedOn)}至${dayZh(endOf(notice))}</td>
<td data-label="状态">${isOpen(notice, today) ? html`<span class="mark good">公示中</span>` : html`<span class="mark plain">已结束</span>`}</td>
</tr>`;

/** 公示一览：新的在前。 */
export const noticeListPage = (db: Db, today: () => Promise<Day>): PublicPage => ({
  method: 'GET',
  path: '/public/notices',
  async answer() {
    const [city, notices, day] = await Promise.all([cityName(db), latestNotices(db), today()]);
    const content = html`<h1>公示</h1>
<p class="quiet">拟命名、拟表彰的劳模创新工作室在决定前公示。公示期内，任何单位和个人都可以提出异议。历年表彰见<a href="/public/commendations">表彰</a>。</p>
${
  notices.length === 0
    ? html`<p class="card">目前没有公示。</p>`
    : html`<table><caption>共${notices.length}期</caption><thead><tr><th scope="col">公示</th><th scope="col">公示期</th><th scope="col">状态</th></tr></thead><tbody>${notices.map((notice) => row(notice, day))}</tbody></table>`
}`;
    return shown(page(city, 'notices', '公示', content));
  },
});
