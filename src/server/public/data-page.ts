import { createHash } from 'node:crypto';
import { dayIn, type CityTime } from '#core/shared/days.ts';
import type { Db } from '#server/store/connection.ts';
import { writeCsv } from '#server/sheets/write-sheet.ts';
import { cityName } from '#server/views/city-name.ts';
import { html, type Html } from './html.ts';
import { page, plainPage } from './layout.ts';
import { datasetNamed, datasets, objectsOf, tableOf, type Dataset } from './open-data.ts';
import { asked, shown, type PageAnswer, type PublicPage } from './page.ts';
import { rateLimit } from './rate-limit.ts';

const MINUTE = 60_000;
export const licence = '可自由使用，注明来源';

const section = ({ code, zh, says, columns }: Dataset): Html => html`<section><h2 id="${code}">${zh}</h2>
<p>${says}。</p>
<p class="downloads"><a href="/public/data/${code}.csv">下载 CSV（${zh}）</a><a href="/public/data/${code}.json">下载 JSON（${zh}）</a></p>
<table><caption>${zh}的字段</caption><thead><tr><th scope="col">列名（CSV）</th><th scope="col">字段（JSON）</th><th scope="col">说明</th></tr></thead>
<tbody>${columns.map(({ name, title, says: meaning }) => html`<tr><th scope="row">${title}</th><td data-label="字段"><code>${name}</code></td><td data-label="说明">${meaning}</td></tr>`)}</tbody></table></section>`;

/** 开放数据：有哪些、每一列是什么、可以怎样用。 */
export const dataPage = (db: Db): PublicPage => ({
  method: 'GET',
  path: '/public/data',
  async answer() {
    const city = await cityName(db);
    const content = html`<h1>开放数据</h1>
<p>劳模创新工作室的公开信息，可以整份下载。${licence}：${city}。请不要用来骚扰、识别或者评价个人；撤下的内容请一并撤下。</p>
<p class="quiet">CSV 是 UTF-8 编码，可用表格软件打开；JSON 的字段名不变。数据随时更新，下载时生成。</p>
${datasets.map(section)}`;
    return shown(page(city, 'data', '开放数据', content));
  },
});

type Made = Readonly<{ type: string; body: string; tag: string }>;
async function made(db: Db, data: Dataset, format: string, city: string, today: string): Promise<Made> {
  const rows = await data.rows(db);
  // Same rows, same tag: the day it was made does not make it another one.
  const tag = `"${createHash('sha256')
    .update(`${format} ${JSON.stringify(rows)}`)
    .digest('base64url')
    .slice(0, 22)}"`;
  if (format === 'csv') return { type: 'text/csv; charset=utf-8', body: writeCsv(tableOf(data, rows)).toString('utf8'), tag };
  const whole = { dataset: data.code, title: data.zh, source: city, licence, generatedOn: today, items: objectsOf(data, rows) };
  return { type: 'application/json; charset=utf-8', body: `${JSON.stringify(whole, null, 1)}\n`, tag };
}

const answerWith = ({ type, body, tag }: Made, name: string, known: string): PageAnswer => {
  // Asked again every time: what was withdrawn must not live on in a cache.
  const headers = { etag: tag, 'cache-control': 'public, no-cache', 'x-content-type-options': 'nosniff', 'access-control-allow-origin': '*' };
  if (known.split(/\s*,\s*/).some((one) => one.replace(/^W\//, '') === tag)) return { status: 304, body: '', headers };
  return {
    status: 200,
    body,
    headers: { ...headers, 'content-type': type, 'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}` },
  };
};

/** 下载一份开放数据；每处每分钟至多六十次。 */
export function dataFile(db: Db, now: () => Promise<CityTime>, machine: () => number): PublicPage {
  const wait = rateLimit(60, MINUTE);
  return {
    method: 'GET',
    path: '/public/data/:file',
    async answer({ params, address, known = '' }) {
      const [, code = '', format = ''] = /^([a-z]+)\.(csv|json)$/.exec(asked(params, 'file', 40)) ?? [];
      const data = datasetNamed(code);
      const city = await cityName(db);
      const back = { href: '/public/data', zh: '查看全部开放数据' };
      if (data === undefined) return shown(plainPage(city, 'data', '没有这份数据', '这份数据不存在，请核对地址。', back), { status: 404 });
      const seconds = wait(address, machine());
      if (seconds > 0) {
        const busy = shown(plainPage(city, 'data', '下载过于频繁', `请${seconds}秒后再下载。`, back), { status: 429 });
        return { ...busy, headers: { ...busy.headers, 'retry-after': String(seconds) } };
      }
      const today = dayIn(await now());
      return answerWith(await made(db, data, format, city, today), `${data.zh}${today}.${format}`, known);
    },
  };
}
