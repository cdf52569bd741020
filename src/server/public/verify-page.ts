import { dayZh, type Day } from '#core/shared/days.ts';
import type { Db } from '#server/store/connection.ts';
import { html, type Html } from './html.ts';
import { page } from './layout.ts';
import { asked, shown, type PublicPage } from './page.ts';
import { cityName } from '#server/views/city-name.ts';
import { plaqueBehind, type Plaque } from './public-data.ts';

/** What the plaque is worth today, in one word and one sentence. */
function worth({ standing, validUntil, endedOn, replaced, plaqueNo }: Plaque, today: Day): { mark: 'good' | 'bad'; zh: string; says: string } {
  if (standing === 'revoked') return { mark: 'bad', zh: '已撤销', says: `该工作室的命名已${endedOn ? `于${dayZh(endedOn)}` : ''}被撤销，牌匾已失效。` };
  if (standing === 'dissolved') return { mark: 'bad', zh: '已注销', says: `该工作室已${endedOn ? `于${dayZh(endedOn)}` : ''}注销，牌匾已失效。` };
  if (replaced)
    return { mark: 'bad', zh: '已换发', says: `这块牌匾（${replaced.plaqueNo}，${replaced.name}）已于${dayZh(replaced.on)}换发，现为${plaqueNo}。` };
  if (today > validUntil) return { mark: 'bad', zh: '已过有效期', says: '该命名已过有效期，尚未重新确认。' };
  if (standing === 'rectifying') return { mark: 'bad', zh: '整改中', says: '牌匾属实；该工作室正在限期整改。' };
  return { mark: 'good', zh: '有效', says: '牌匾属实，命名有效。' };
}

function certificate(city: string, plaque: Plaque, today: Day): Html {
  const { mark, zh, says } = worth(plaque, today);
  return html`<h1>牌匾查验</h1>
<div class="card"><p><span class="mark ${mark}">${zh}</span></p><p><strong>${says}</strong></p>
<dl><dt>工作室</dt><dd>${plaque.name}</dd><dt>所在单位</dt><dd>${plaque.unit}</dd><dt>领衔人</dt><dd>${plaque.lead}</dd><dt>牌匾编号</dt><dd>${plaque.plaqueNo}</dd><dt>命名机关</dt><dd>${city}</dd><dt>命名文号</dt><dd>${plaque.documentNumber}</dd><dt>命名日期</dt><dd>${dayZh(plaque.namedOn)}</dd><dt>有效期至</dt><dd>${dayZh(plaque.validUntil)}</dd></dl></div>
<p class="quiet">查验日期：${dayZh(today)}。请核对编号、名称与牌匾一致。</p>`;
}

const unknown = (city: string): Html => html`<h1>牌匾查验</h1>
<div class="card"><p><span class="mark bad">查无此牌</span></p><p><strong>没有这个查验码。</strong></p><p>请核对牌匾上的编码；如确由牌匾扫码得到本页，请向${city}反映。</p></div>
<p><a href="/public">查看工作室名录</a></p>`;

/** 牌匾查验：扫牌匾上的二维码，看它是不是真的、还有没有效。 */
export const verifyPage = (db: Db, today: () => Promise<Day>): PublicPage => ({
  method: 'GET',
  path: '/verify/:code',
  async answer({ params }) {
    const [city, plaque, day] = await Promise.all([cityName(db), plaqueBehind(db, asked(params, 'code', 64)), today()]);
    const content = plaque === undefined ? unknown(city) : certificate(city, plaque, day);
    return shown(page(city, 'none', '牌匾查验', content), { status: plaque === undefined ? 404 : 200, fresh: true });
  },
});
