import { dayZh, type CityTime, type Day } from '#core/shared/days.ts';
import { claimsSignature, codeIn } from '#core/title/plaque-code.ts';
import type { Db } from '#server/store/connection.ts';
import { checkPlaqueCode, plaqueKeys, type Checked } from '#server/store/plaque-keys.ts';
import { cityName } from '#server/views/city-name.ts';
import { html, type Html } from './html.ts';
import { page } from './layout.ts';
import { asked, shown, type PublicPage } from './page.ts';
import { plaqueBehind, type Plaque } from './public-data.ts';
import { worth } from './worth.ts';

const signature = (checked: Checked | undefined): Html =>
  checked?.is === 'genuine'
    ? html`<p class="quiet">二维码签名属实（签名钥匙 ${checked.says.keyId}）：编号${checked.says.plaqueNo}，命名于${dayZh(checked.says.namedOn)}。</p>`
    : html`<p class="quiet">这是手工输入的查验码，或早年没有签名的牌匾，以上面查到的登记为准。</p>`;

function certificate(city: string, plaque: Plaque, today: Day, checked: Checked | undefined): Html {
  const { mark, zh, says } = worth(plaque, today);
  return html`<h1>牌匾查验</h1>
<div class="card"><p><span class="mark ${mark}">${zh}</span></p><p><strong>${says}</strong></p>
<dl><dt>工作室</dt><dd>${plaque.name}</dd><dt>所在单位</dt><dd>${plaque.unit}</dd>${plaque.lead === null ? '' : html`<dt>领衔人</dt><dd>${plaque.lead}</dd>`}<dt>牌匾编号</dt><dd>${plaque.plaqueNo}</dd><dt>命名机关</dt><dd>${city}</dd><dt>命名文号</dt><dd>${plaque.documentNumber}</dd><dt>命名日期</dt><dd>${dayZh(plaque.namedOn)}</dd><dt>有效期至</dt><dd>${dayZh(plaque.validUntil)}</dd></dl>
${signature(checked)}</div>
<p class="quiet">查验日期：${dayZh(today)}。请核对编号、名称与牌匾一致；不一致的，是真码贴在了假牌上。</p>
<p><a href="/verify">牌匾怎样查验，没有网络怎样验</a></p>`;
}

const verdict = (zh: string, says: string, more: string): Html => html`<h1>牌匾查验</h1>
<div class="card"><p><span class="mark bad">${zh}</span></p><p><strong>${says}</strong></p><p>${more}</p></div>
<p><a href="/public">查看工作室名录</a>　<a href="/verify">牌匾怎样查验</a></p>`;
const unknown = (city: string): Html => verdict('查无此牌', '没有这个查验码。', `请核对牌匾上的编码；如确由牌匾扫码得到本页，请向${city}反映。`);
const forged = (city: string): Html =>
  verdict('伪造', '这个码不是本机关签发的：签名不符，牌匾是假的。', `请拍下牌匾，记下所在地点，向${city}反映；不要据此办理任何事项。`);
const notOnRecord = (city: string): Html => verdict('查无此牌', '签名属实，但登记簿里没有这块牌匾。', `请向${city}反映，由其核对登记。`);
const strange = (city: string): Html => verdict('伪造', '签名里的编号、命名日期与登记的不一致。', `请拍下牌匾，向${city}反映。`);

/** 签名里写的，与登记的（现在的，或换发以前的）一致。 */
const agrees = ({ plaqueNo, namedOn, replaced }: Plaque, checked: Checked): boolean =>
  checked.is === 'genuine' && checked.says.plaqueNo === (replaced?.plaqueNo ?? plaqueNo) && checked.says.namedOn === namedOn;

async function answerFor(db: Db, text: string, today: Day): Promise<{ status: number; content: (city: string) => Html }> {
  const checked = claimsSignature(text) ? checkPlaqueCode(text, await plaqueKeys(db)) : undefined;
  if (checked?.is === 'forged') return { status: 404, content: forged };
  const plaque = await plaqueBehind(db, checked?.says.code ?? text);
  if (plaque === undefined) return { status: 404, content: checked === undefined ? unknown : notOnRecord };
  if (checked !== undefined && !agrees(plaque, checked)) return { status: 404, content: strange };
  return { status: 200, content: (city) => certificate(city, plaque, today, checked) };
}

/** 牌匾查验：扫牌匾上的二维码，看它是不是真的、还有没有效。 */
export const verifyPage = (db: Db, today: () => Promise<Day>): PublicPage => ({
  method: 'GET',
  path: '/verify/:code',
  async answer({ params }) {
    const [city, { status, content }] = await Promise.all([cityName(db), today().then((day) => answerFor(db, asked(params, 'code', 200), day))]);
    return shown(page(city, 'none', '牌匾查验', content(city), { basis: 'verify' }), { status, fresh: true });
  },
});

const dayOfTime = (at: CityTime): string => dayZh(at.slice(0, 10));
const help = (city: string, keys: Awaited<ReturnType<typeof plaqueKeys>>): Html => html`<h1>牌匾查验</h1>
<p>用手机扫牌匾或证书上的二维码，即可看到它是不是真的、现在还有没有效。扫不出来的，在这里输入二维码下面的查验码。</p>
<form class="search" method="get" action="/verify"><p class="field"><label for="code">查验码<span class="hint">十位字母和数字</span></label><input id="code" type="text" name="code" maxlength="400" autocomplete="off" required></p><button>查验</button></form>
<h2>查到的是什么意思</h2>
<dl><dt>有效</dt><dd>牌匾属实，命名有效。</dd><dt>整改中</dt><dd>牌匾属实，工作室正在限期整改。</dd><dt>已过有效期</dt><dd>命名到期，还没有重新确认。</dd><dt>已换发</dt><dd>改名、换人或遗失后换了新牌，这一块作废。</dd><dt>已撤销、已注销</dt><dd>命名已经不在，牌匾应当交回。</dd><dt>伪造</dt><dd>二维码里的签名不是${city}的。</dd><dt>查无此牌</dt><dd>没有登记过这个码。</dd></dl>
<h2>没有网络怎样验</h2>
<p>二维码里有${city}的数字签名。把<a href="/verify/offline">离线查验页</a>存到手机或电脑里，断了网也能验：粘贴扫到的内容，输入牌匾上的名称，就知道真假。离线只验得出真假，是否撤销、整改要联网看。</p>
<h2>签名钥匙</h2>
<p>算法 Ed25519；机器可读的在 <a href="/verify/key">/verify/key</a>。</p>
<table><thead><tr><th scope="col">编号</th><th scope="col">公钥（base64url）</th><th scope="col">使用</th></tr></thead><tbody>${keys.map(({ id, publicKey, madeAt, retiredAt }) => html`<tr><th scope="row">${id}</th><td data-label="公钥"><code>${publicKey}</code></td><td data-label="使用">${dayOfTime(madeAt)}起${retiredAt === null ? '' : `，${dayOfTime(retiredAt)}停用；此前签的仍然有效`}</td></tr>`)}</tbody></table>`;

/** 查验说明：怎么扫、怎么输、没有网络怎么验，用的是哪把钥匙。 */
export const verifyHelpPage = (db: Db): PublicPage => ({
  method: 'GET',
  path: '/verify',
  async answer({ query }) {
    const code = codeIn(asked(query, 'code', 400));
    if (code !== '') return { status: 303, body: '', headers: { location: `/verify/${encodeURIComponent(code)}`, 'cache-control': 'no-store' } };
    const [city, keys] = await Promise.all([cityName(db), plaqueKeys(db)]);
    return shown(page(city, 'none', '牌匾查验', help(city, keys), { basis: 'verify' }));
  },
});
