import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Db } from '#server/store/connection.ts';
import { pemOf, plaqueKeys, type PublicKey } from '#server/store/plaque-keys.ts';
import { cityName } from '#server/views/city-name.ts';
import { html } from './html.ts';
import type { PageAnswer, PublicPage } from './page.ts';
import { style } from './style.ts';

const plain = { 'x-content-type-options': 'nosniff', 'referrer-policy': 'same-origin' };

/** 验牌匾用的公钥，机器可读：现用的在前，停用的也在。 */
export const plaqueKeyPage = (db: Db): PublicPage => ({
  method: 'GET',
  path: '/verify/key',
  async answer() {
    const [issuer, keys] = await Promise.all([cityName(db), plaqueKeys(db)]);
    const body = {
      algorithm: 'Ed25519',
      issuer,
      keys: keys.map(({ id, publicKey, madeAt, retiredAt }) => ({ id, publicKey, pem: pemOf(publicKey), from: madeAt, until: retiredAt })),
    };
    const headers = { ...plain, 'content-type': 'application/json; charset=utf-8', 'cache-control': 'public, max-age=300' };
    return { status: 200, body: `${JSON.stringify(body, null, 2)}\n`, headers };
  },
});

/** Text inside a script must not end it. */
const inScript = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');
const hashOf = (script: string): string => `'sha256-${createHash('sha256').update(script, 'utf8').digest('base64')}'`;

type Standalone = Readonly<{ city: string; keys: readonly PublicKey[]; script: string }>;
function standalone({ city, keys, script }: Standalone): PageAnswer {
  const known = `globalThis.plaqueKeys=${inScript({ city, keys: keys.map(({ id, publicKey }) => ({ id, publicKey })) })};`;
  const code = `${known}\n${script.replaceAll('</script', '<\\/script')}`;
  const policy = `default-src 'none'; script-src ${hashOf(code)}; style-src ${hashOf(style)}; base-uri 'none'; form-action 'none'`;
  const head = html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>牌匾离线查验 · ${city}</title>`.text;
  const content = html`<header><p class="city">${city}</p><p class="name">牌匾离线查验</p></header>
<main id="content"><h1>不联网，验牌匾真假</h1>
<p class="quiet">把本页另存到手机或电脑，断网也能用；本页不向任何地方发送内容。<a href="/verify/offline?save=1" download="牌匾离线查验.html">保存本页</a></p>
<div class="card"><div class="field"><label for="code">扫二维码得到的内容<span class="hint">整个网址，或其中的码</span></label><textarea id="code" rows="4"></textarea></div>
<div class="field"><label for="name">牌匾上的工作室名称<span class="hint">照牌匾上的字输入，用来看码是不是这块牌匾的</span></label><input id="name" type="text" maxlength="80" autocomplete="off"></div>
<button type="button" id="check">查验</button></div>
<div class="card" id="said" role="status" hidden></div>
<noscript><p class="wrong">离线查验要用到浏览器的脚本功能，请打开后再试，或联网扫码。</p></noscript>
<p class="quiet">签名钥匙：${keys.map(({ id }) => id).join('、')}。离线只验得出真假；是否撤销、整改、换发，请联网扫码。</p></main>`.text;
  const body = `${head}\n<style>${style}</style>\n</head>\n<body>\n${content}\n<script>${code}</script>\n</body>\n</html>\n`;
  const headers = {
    ...plain,
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': `${policy}; frame-ancestors 'none'`,
    'cache-control': 'public, max-age=300',
  };
  return { status: 200, body, headers };
}

/** 离线查验页：one file with the keys and the checking in it; it asks nobody for anything. */
export const offlinePage = (db: Db, webDir: string): PublicPage => ({
  method: 'GET',
  path: '/verify/offline',
  async answer({ query }) {
    const file = join(webDir, 'verify-plaque.js');
    const [city, keys] = await Promise.all([cityName(db), plaqueKeys(db)]);
    const answer = standalone({ city, keys, script: existsSync(file) ? readFileSync(file, 'utf8') : '' });
    if (query['save'] === undefined) return answer;
    const disposition = `attachment; filename="verify-plaque.html"; filename*=UTF-8''${encodeURIComponent('牌匾离线查验.html')}`;
    return { ...answer, headers: { ...answer.headers, 'content-disposition': disposition } };
  },
});
