import { dayZh } from '#core/shared/days.ts';
import { cutTo } from '#core/shared/text.ts';
import type { Db } from '#server/store/connection.ts';
import { cityName } from '#server/views/city-name.ts';
import { publishedCase, publishedCases, type Case } from './cases-data.ts';
import { html, type Html } from './html.ts';
import { page, plainPage } from './layout.ts';
import { pageIn, pager } from './pager.ts';
import { asked, shown, type PublicPage } from './page.ts';

const row = (one: Case): Html => html`<li class="card">
<h2><a href="/public/cases/${one.id}">${one.title}</a></h2>
<p class="quiet">${one.studio}　${one.unit}　${one.topic}　${dayZh(one.publishedOn)}</p>
<p>${cutTo(one.problem, 120)}</p>
</li>`;
const none = (q: string): Html =>
  html`<p class="card">${q === '' ? '目前还没有发布典型经验。' : html`没有找到与“${q}”相符的典型经验。请换个词，或<a href="/public/cases">查看全部</a>。`}</p>`;

/** 典型经验：已发布的，可查找，可翻页。 */
export const casesPage = (db: Db): PublicPage => ({
  method: 'GET',
  path: '/public/cases',
  async answer({ query }) {
    const q = asked(query, 'q', 60);
    const at = pageIn(query);
    const [city, { items, more }] = await Promise.all([cityName(db), publishedCases(db, q, at)]);
    const content = html`<h1>典型经验</h1>
<p class="quiet">劳模创新工作室总结的做法，经市总审核发布，欢迎采用。</p>
<form class="search" method="get" action="/public/cases" role="search">
<div class="field"><label for="q">查找</label><input type="search" id="q" name="q" value="${q}" maxlength="60" placeholder="题目、方面、工作室或单位"></div>
<button type="submit">查找</button>
</form>
${items.length === 0 ? none(q) : html`<ul class="cards">${items.map(row)}</ul>`}
${pager({ path: '/public/cases', query: { q }, page: at, more })}`;
    return shown(page(city, 'cases', '典型经验', content), { fresh: true });
  },
});

const paragraphs = (text: string): Html => html`${text.split(/\n+/).map((line) => html`<p>${line}</p>`)}`;
const whole = (one: Case): Html => html`<h1>${one.title}</h1>
<p class="quiet">${one.studio}　${one.unit}</p>
<p class="quiet">${one.topic}　${dayZh(one.publishedOn)}发布${one.adoptions === 0 ? '' : `　已有${one.adoptions}家单位采用`}</p>
<h2>遇到什么问题</h2>${paragraphs(one.problem)}
<h2>怎么做的</h2>${paragraphs(one.practice)}
<h2>效果</h2>${paragraphs(one.effect)}
<p><a href="/public/cases">查看全部典型经验</a></p>`;

/** 一篇典型经验；撤下了就没有了。 */
export const casePage = (db: Db): PublicPage => ({
  method: 'GET',
  path: '/public/cases/:id',
  async answer({ params }) {
    const [city, one] = await Promise.all([cityName(db), publishedCase(db, asked(params, 'id', 64))]);
    if (one === undefined)
      return shown(plainPage(city, 'cases', '没有这篇典型经验', '这篇典型经验不存在，或者已经撤下。', { href: '/public/cases', zh: '查看全部典型经验' }), {
        status: 404,
      });
    return shown(page(city, 'cases', one.title, whole(one)), { fresh: true });
  },
});
