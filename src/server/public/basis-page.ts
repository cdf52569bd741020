import { publications, type Basis } from '#core/publication/basis.ts';
import type { Db } from '#server/store/connection.ts';
import { cityName } from '#server/views/city-name.ts';
import { html, type Html } from './html.ts';
import { page } from './layout.ts';
import { shown, type PublicPage } from './page.ts';

const section = ({
  code,
  zh,
  path,
  purpose,
  basis,
  shows,
  until,
  refusal,
  risk,
  measure,
}: Basis): Html => html`<section class="card" id="${code}"><h2>${zh}</h2>
<dl><dt>目的</dt><dd>${purpose}</dd><dt>依据</dt><dd>${basis}</dd><dt>公开什么</dt><dd>${shows}</dd><dt>公开多久</dt><dd>${until}</dd><dt>可否拒绝</dt><dd>${refusal === undefined ? '不可以' : html`${refusal.who}可以：${refusal.how}`}</dd><dt>影响和措施</dt><dd>${risk}${measure}</dd></dl>
<p><a href="${path}">查看</a></p></section>`;

/** 公开依据：每一项公开为什么、凭什么、到什么时候、谁可以拒绝。 */
export const basisPage = (db: Db): PublicPage => ({
  method: 'GET',
  path: '/public/basis',
  async answer() {
    const city = await cityName(db);
    const content = html`<h1>公开依据</h1>
<p>${city}公开劳模创新工作室的信息，一项一项登记依据，没有登记的不公开。法定公示和公开名录是两回事：法定公示按规定必须公开，期满自动撤下；公开名录和典型经验，领衔人可以拒绝。</p>
${publications.map(section)}
<h2>您的权利</h2>
<p>您可以查阅、更正本人信息，收回同意，要求删除已无必要保存的信息：登录后在工作室页办理，或与${city}联系。</p>`;
    return shown(page(city, 'none', '公开依据', content, { basis: '' }));
  },
});
