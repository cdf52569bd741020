import type { Block, Paper } from '#core/papers/model.ts';
import { dayZh } from '#core/shared/days.ts';
import { Html, html } from '#server/public/html.ts';

const blockOf = (block: Block): Html => {
  if (block.is === 'heading') return block.level === 1 ? html`<h2>${block.text}</h2>` : html`<h3>${block.text}</h3>`;
  if (block.is === 'paragraph') return html`${block.text.split('\n').map((line) => html`<p class="${block.align ?? 'left'}">${line}</p>`)}`;
  if (block.is === 'fields')
    return html`<table class="fields"><tbody>${block.rows.map((row) => html`<tr>${row.map(({ label, text }) => html`<th scope="row">${label}</th><td${row.length === 1 ? html` colspan="3"` : ''}>${text}</td>`)}</tr>`)}</tbody></table>`;
  if (block.is === 'grid')
    return html`<table><thead><tr>${block.columns.map(({ title }) => html`<th scope="col">${title}</th>`)}</tr></thead>
<tbody>${block.rows.map((row) => html`<tr>${row.map((text, index) => html`<td class="${block.columns[index]?.align ?? 'left'}">${text}</td>`)}</tr>`)}</tbody>${block.sum === undefined ? '' : html`<tfoot><tr>${block.sum.map((text) => html`<td>${text}</td>`)}</tr></tfoot>`}</table>`;
  return html`<table class="fields"><tbody>${block.boxes.map(({ title, text, by, seal, on }) => html`<tr><th scope="row">${title}</th><td><p>${text}</p><p class="right">${by}　${seal}　${on === undefined ? '　　年　　月　　日' : dayZh(on)}</p></td></tr>`)}</tbody></table>`;
};

const style = `body{font:15px/1.7 "FangSong","Noto Serif SC","Noto Serif CJK SC",serif;color:#111;background:#fff;max-width:820px;margin:24px auto;padding:0 16px}
h1{font-size:1.4rem;text-align:center;white-space:pre-wrap}h2{font-size:1.05rem}h3{font-size:1rem}.issuer{color:#c00000;font-size:2rem;font-weight:900;text-align:center;margin:8px 0}.number{text-align:center;border-bottom:2px solid #c00000;padding-bottom:6px}
table{border-collapse:collapse;width:100%;margin:10px 0}th,td{border:1px solid #777;padding:5px 8px;text-align:left;white-space:pre-wrap;overflow-wrap:anywhere}th{font-weight:600;background:#f6f4f1}.fields th{width:9em;text-align:center}.center{text-align:center}.right{text-align:right}footer{color:#555;font-size:.85rem;border-top:1px solid #ccc;margin-top:20px}
@page{size:A4;margin:20mm 18mm;@bottom-center{content:counter(page) ' / ' counter(pages)}}
@media print{body{margin:0;max-width:none}th{background:none}tr{break-inside:avoid}thead{display:table-header-group}}`;

// Our own constant, and no text of anybody's.
const sheet = new Html(style);

/** The paper as a page of its own: what is read on the screen is what is printed. */
export function asPage({ title, letter, blocks, code, mark }: Paper): string {
  const head =
    letter === undefined || letter.issuer === ''
      ? ''
      : html`<p class="issuer">${letter.issuer}</p><p class="number">${letter.number === '' ? ' ' : (letter.number ?? '（未签发，无文号）')}</p>`;
  const end =
    letter === undefined
      ? ''
      : html`${letter.attachments.map((one, index) => html`<p>附件${letter.attachments.length > 1 ? index + 1 : ''}：${one}</p>`)}<p class="right">${letter.signed}<br>${letter.on === undefined ? '　　年　　月　　日' : dayZh(letter.on)}</p>${letter.copies === '' ? '' : html`<p>抄送：${letter.copies}</p>`}`;
  return html`<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><style>${sheet}</style></head>
<body>${head}<h1>${title}</h1>${mark === undefined ? '' : html`<p class="right">${mark}</p>`}${letter === undefined || letter.to === '' ? '' : html`<p>${letter.to}：</p>`}${blocks.map(blockOf)}${end}<footer>${code}</footer></body></html>
`.text;
}
