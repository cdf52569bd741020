import { dayZh } from '#core/shared/days.ts';
import type { Draw } from '#contract/shapes.ts';
import type { Db } from '#server/store/connection.ts';
import { showDraw } from '#server/views/draws.ts';
import { drawMark } from './draw-list-page.ts';
import { html, type Html } from './html.ts';
import { page, plainPage } from './layout.ts';
import { asked, shown, type PublicPage } from './page.ts';
import { cityName } from '#server/views/city-name.ts';

const code = (text: string): Html => html`<code>${text}</code>`;
/** What people read for a candidate; an expert has nothing but a code. */
const named = ({ names }: Draw, candidate: string): Html => (names[candidate] === undefined ? code(candidate) : html`${names[candidate]}`);

const facts = (draw: Draw): Html => html`<dl>
<dt>用途</dt><dd>${draw.purpose.zh}：从${draw.candidates.length}个候选中抽取${draw.take}个</dd>
<dt>名单公布</dt><dd>${dayZh(draw.announcedOn)}</dd>
<dt>名单摘要</dt><dd>${code(draw.hash)}</dd>
<dt>随机数来源</dt><dd>${draw.randomness.source}</dd>
<dt>随机数公布</dt><dd>${dayZh(draw.drawOn)}</dd>
<dt>随机数</dt><dd>${draw.randomness.value === null ? '尚未公布' : code(draw.randomness.value)}</dd>
${draw.drawnOn === undefined ? '' : html`<dt>抽签日期</dt><dd>${dayZh(draw.drawnOn)}</dd>`}
</dl>`;

const result = (draw: Draw): Html =>
  draw.result.length === 0 ? html`` : html`<h2>抽签结果</h2><ol class="drawn">${draw.result.map((candidate) => html`<li>${named(draw, candidate)}</li>`)}</ol>`;

const candidateRow = (draw: Draw, candidate: string, index: number): Html =>
  html`<tr><td data-label="序号">${index + 1}</td><th scope="row">${named(draw, candidate)}</th><td data-label="候选编号">${code(candidate)}</td></tr>`;
const candidates = (draw: Draw): Html => html`<h2>候选名单</h2>
<details><summary>共${draw.candidates.length}个，展开查看</summary>
<table><thead><tr><th scope="col">序号</th><th scope="col">候选</th><th scope="col">候选编号</th></tr></thead>
<tbody>${draw.candidates.map((candidate, index) => candidateRow(draw, candidate, index))}</tbody></table></details>`;

const excluded = (draw: Draw): Html =>
  draw.excluded.length === 0
    ? html``
    : html`<h2>不列入候选的</h2><ul>${draw.excluded.map(({ candidate, reason }) => html`<li>${named(draw, candidate)}：${reason}</li>`)}</ul>`;

const again = (draw: Draw): Html => html`<h2>怎样重算</h2>
<p>一、把候选编号按字符编码从小到大排好，以换行符相连（末尾不加），取 SHA-256，应与名单摘要一致。二、以随机数为密钥，对每个“名单摘要:候选编号”（英文冒号）取 HMAC-SHA256。三、按所得十六进制值从小到大排列，前${draw.take}个就是结果。</p>
<p class="quiet">文字一律用 UTF-8。<a href="/api/draws/${draw.id}">本次抽签的全部数据（JSON）</a></p>
${draw.randomness.value === null ? '' : html`<div class="card" id="rerun" data-draw="${draw.id}" hidden><button type="button">在本机重新抽一次</button><p role="status"></p></div>`}`;

const content = (draw: Draw): Html => html`<h1>${draw.title}</h1>
<p>${drawMark(draw)}</p>
${draw.voidReason === undefined ? '' : html`<p class="card">本次抽签已作废：${draw.voidReason}</p>`}
${facts(draw)}
${result(draw)}
${excluded(draw)}
${candidates(draw)}
${again(draw)}`;

/** 一次抽签：名单、摘要、随机数、结果，谁都可以照着重算；有脚本的浏览器可以当场重抽。 */
export const drawPage = (db: Db): PublicPage => ({
  method: 'GET',
  path: '/public/draws/:id',
  async answer({ params }) {
    const [city, draw] = await Promise.all([cityName(db), showDraw(db, asked(params, 'id', 64))]);
    if (draw === undefined)
      return shown(plainPage(city, 'draws', '没有这次抽签', '这次抽签不存在，请核对地址。', { href: '/public/draws', zh: '查看全部抽签' }), { status: 404 });
    return shown(page(city, 'draws', draw.title, content(draw), { script: rerunPath }), { scripted: true, fresh: true });
  },
});

/** Where the script that draws once more lies; the pages' own build makes it. */
const rerunPath = '/public/rerun-draw.js';
