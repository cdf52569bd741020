import { createHash } from 'node:crypto';

/** 公开页面的样式：白底、暖灰、一种红；AA 对比度，360 像素可读，可打印。 */
export const style = `
:root { --ink: #26221f; --quiet: #5d564f; --line: #ddd6cd; --ground: #faf8f5; --red: #b4232a; --link: #0b57a4; --good: #1f6a2a; }
* { box-sizing: border-box; }
html { font: 17px/1.7 "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif; color: var(--ink); background: var(--ground); }
body { margin: 0; min-height: 100vh; display: flex; flex-direction: column; overflow-wrap: anywhere; }
a { color: var(--link); text-underline-offset: 3px; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -9999px; }
.skip:focus { left: 8px; top: 8px; padding: 6px 12px; background: #fff; z-index: 1; }
header, main, footer { width: 100%; max-width: 960px; margin: 0 auto; padding: 0 20px; }
header { padding-top: 22px; }
header .city { margin: 0; color: var(--quiet); font-size: .88rem; }
header .name { margin: 0; font-size: 1.15rem; font-weight: 700; color: var(--red); }
nav ul { display: flex; flex-wrap: wrap; gap: 4px 24px; margin: 10px 0 0; padding: 0 0 10px; list-style: none; border-bottom: 2px solid var(--red); }
nav a { display: inline-block; padding: 6px 0; color: var(--ink); text-decoration: none; }
nav a:hover { text-decoration: underline; }
nav a[aria-current] { font-weight: 700; color: var(--red); }
main { flex: 1; padding-top: 22px; padding-bottom: 40px; }
h1 { font-size: 1.55rem; line-height: 1.35; margin: 0 0 6px; }
h2 { font-size: 1.15rem; margin: 34px 0 8px; }
p { margin: 8px 0; }
.quiet { color: var(--quiet); font-size: .92rem; }
.card { background: #fff; border: 1px solid var(--line); border-radius: 8px; padding: 18px 20px; margin: 16px 0; }
.card > :first-child { margin-top: 0; } .card > :last-child { margin-bottom: 0; }
.mark { display: inline-block; padding: 0 10px; border: 1px solid currentColor; border-radius: 999px; font-size: .85rem; white-space: nowrap; }
.mark.good { color: var(--good); } .mark.bad { color: var(--red); } .mark.plain { color: var(--quiet); }
table { width: 100%; border-collapse: collapse; background: #fff; border: 1px solid var(--line); }
caption { text-align: left; color: var(--quiet); font-size: .92rem; padding: 6px 0; }
th, td { text-align: left; padding: 10px 14px; border-bottom: 1px solid var(--line); vertical-align: top; }
thead th { background: #f3efe9; font-weight: 600; white-space: nowrap; }
tbody th { font-weight: 600; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 6px 20px; margin: 12px 0; }
dt { color: var(--quiet); } dd { margin: 0; }
.search { display: flex; flex-wrap: wrap; gap: 10px; align-items: end; margin: 16px 0; }
.search .field { flex: 1 1 220px; margin: 0; }
.field { margin: 16px 0; }
label, legend { display: block; font-weight: 600; padding: 0; }
.hint { display: block; color: var(--quiet); font-size: .88rem; font-weight: 400; }
input[type=text], input[type=search], input[type=tel], select, textarea { width: 100%; font: inherit; color: inherit; background: #fff; padding: 9px 12px; border: 1px solid #8a8178; border-radius: 6px; min-height: 49px; }
.downloads a { display: inline-block; margin-right: 20px; }
textarea { min-height: 9em; resize: vertical; }
input[type=file] { font: inherit; max-width: 100%; padding: 8px 0; }
fieldset { border: 0; margin: 16px 0; padding: 0; min-width: 0; }
.choice { display: flex; gap: 8px; align-items: center; font-weight: 400; min-height: 40px; }
.choice input { width: 20px; height: 20px; margin: 0; accent-color: var(--red); }
[aria-invalid=true] { border-color: var(--red) !important; border-width: 2px; }
.wrong { color: var(--red); font-weight: 600; margin: 4px 0; }
.wrong-list { border-left: 4px solid var(--red); }
button { font: inherit; font-weight: 600; color: #fff; background: var(--red); border: 1px solid var(--red); border-radius: 6px; padding: 9px 24px; min-height: 46px; cursor: pointer; }
button:hover { background: #941c22; }
.cards { list-style: none; margin: 0; padding: 0; }
.cards h2 { margin: 0; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
.sum th, .sum td { font-weight: 700; }
.pages { display: flex; justify-content: space-between; align-items: center; gap: 16px; margin: 14px 0; }
.pages a { color: var(--link); text-decoration: underline; }
.receipt { font: 700 1.5rem/1.4 ui-monospace, Menlo, Consolas, monospace; letter-spacing: .08em; color: var(--red); margin: 4px 0; }
code { font: .92em ui-monospace, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
summary { cursor: pointer; padding: 10px 0; }
.drawn { font-size: 1.05rem; padding-left: 2.2em; }
.trap { display: none; }
.objection:has(#by-person:checked) .for-unit { display: none; }
footer { padding-top: 16px; padding-bottom: 26px; border-top: 1px solid var(--line); color: var(--quiet); font-size: .88rem; }
footer a { white-space: nowrap; }
@media (max-width: 640px) {
  header, main, footer { padding-left: 14px; padding-right: 14px; }
  h1 { font-size: 1.3rem; }
  thead { position: absolute; left: -9999px; }
  table, caption, tbody, tr, th, td { display: block; }
  caption { padding: 8px 14px; border-bottom: 1px solid var(--line); }
  tbody tr { padding: 10px 14px; border-bottom: 1px solid var(--line); }
  tbody tr:last-child { border-bottom: 0; }
  tbody th, tbody td { border: 0; padding: 2px 0; }
  td[data-label]::before { content: attr(data-label) "　"; color: var(--quiet); font-size: .88rem; }
  dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: 8px; }
  tbody td.number { display: inline-block; width: 48%; text-align: left; }
  nav ul { gap: 0 18px; }
  nav a { padding: 9px 0; }
  button { width: 100%; }
  .search button { width: auto; }
}
@media print {
  html { background: #fff; color: #000; font-size: 12pt; }
  nav, .search, .objection, .pages, .skip, footer .screen { display: none; }
  th, td { padding: 4px 8px; font-size: 10.5pt; }
  .card, table { border-color: #999; } .card { break-inside: avoid; } tr { break-inside: avoid; }
  thead { display: table-header-group; }
  header .name, nav ul, .receipt { color: #000; border-color: #000; }
  a { color: inherit; text-decoration: none; }
}
`.trimStart();

const version = createHash('sha256').update(style).digest('hex').slice(0, 12);
/** The address changes with the content, so browsers may keep it for a year. */
export const stylePath = `/public/style-${version}.css`;
