import { objection, type ObjectionState } from '#core/objection/life.ts';
import type { Db } from '#server/store/connection.ts';
import { html, type Html } from './html.ts';
import { page } from './layout.ts';
import { asked, shown, type PageAnswer, type PublicPage } from './page.ts';
import { cityName } from '#server/views/city-name.ts';
import { objectionState } from './public-data.ts';
import { rateLimit } from './rate-limit.ts';

const MINUTE = 60_000;
const next: Readonly<Record<ObjectionState, string>> = {
  received: '已经收到，市总工会将在3个工作日内决定是否受理。',
  verifying: '正在核查，核查期间所涉工作室暂缓命名或表彰，其他工作室不受影响。',
  upheld: '核查已有结论，将按您留下的地址答复。',
  rejected: '核查已有结论，将按您留下的地址答复。',
  answered: '已按您留下的地址答复。',
  inadmissible: '经审查不予受理，理由已按您留下的地址告知。',
};
const isState = (state: string): state is ObjectionState => state in next;

const lookUp = (typed: string): Html => html`<form class="search" method="get" action="/public/objections">
<div class="field"><label for="receipt">回执编号</label><input type="text" id="receipt" name="receipt" value="${typed}" maxlength="40" required autocomplete="off"></div>
<button type="submit">查询</button>
</form>`;

const receiptOf = (receipt: string): Html =>
  html`<div class="card"><p><strong>异议已提交</strong></p><p>回执编号</p><p class="receipt">${receipt}</p><p>请抄下或打印此页。凭编号可随时查询办理情况。</p></div>`;

// 只说办到哪一步；谁提的、提了什么、对谁提的，一概不显示。
const standing = (state: string): Html =>
  isState(state)
    ? html`<div class="card"><p>办理情况：<span class="mark plain">${['upheld', 'rejected'].includes(state) ? '已有结论' : objection.states[state].zh}</span></p><p>${next[state]}</p></div>`
    : html``;

/** 异议查询：凭回执编号看办到哪一步。 */
export function receiptPage(db: Db, machine: () => number): PublicPage {
  const wait = rateLimit(30, MINUTE);
  return {
    method: 'GET',
    path: '/public/objections',
    async answer({ query, address }): Promise<PageAnswer> {
      const city = await cityName(db);
      const receipt = asked(query, 'receipt', 40).toUpperCase();
      const show = (content: Html, status = 200) =>
        shown(page(city, 'objections', '异议查询', html`<h1>异议查询</h1>${content}${lookUp(receipt)}`), { status, fresh: true });
      if (receipt === '') return show(html`<p class="quiet">提交异议后得到的回执编号，可在这里查询办理情况。</p>`);
      const seconds = wait(address, machine());
      if (seconds > 0) return show(html`<p class="card">查询过于频繁，请${seconds}秒后再试。</p>`, 429);

      const state = await objectionState(db, receipt);
      if (state === undefined) return show(html`<p class="card">没有这个回执编号，请核对后再查。</p>`, 404);
      return show(html`${query['new'] === '1' ? receiptOf(receipt) : ''}${standing(state)}`);
    },
  };
}
