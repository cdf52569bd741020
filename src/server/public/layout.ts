import { publicationNamed } from '#core/publication/basis.ts';
import { html, type Html } from './html.ts';
import { stylePath } from './style.ts';

export type Here = 'directory' | 'cases' | 'notices' | 'commendations' | 'targets' | 'draws' | 'objections' | 'data' | 'none';
const links: readonly { here: Here; href: string; zh: string }[] = [
  { here: 'directory', href: '/public', zh: '名录' },
  { here: 'cases', href: '/public/cases', zh: '典型经验' },
  { here: 'notices', href: '/public/notices', zh: '公示' },
  { here: 'commendations', href: '/public/commendations', zh: '表彰' },
  { here: 'targets', href: '/public/targets', zh: '目标任务' },
  { here: 'draws', href: '/public/draws', zh: '抽签' },
  { here: 'objections', href: '/public/objections', zh: '异议查询' },
  { here: 'data', href: '/public/data', zh: '开放数据' },
];

/** Which publication a page is, where it is one. */
const bases: Readonly<Record<Here, string>> = {
  directory: 'directory',
  cases: 'cases',
  notices: 'notice',
  commendations: 'commendations',
  targets: 'targets',
  draws: 'draws',
  objections: 'objection',
  data: 'data',
  none: '',
};
const shows = (basis: string): string => {
  const found = publicationNamed(basis);
  return found === undefined ? '' : `本页公开：${found.shows}。`;
};

/**
 * The frame of every public page.
 * @param city the federation's name as it signs
 * @param basis the row of the register that it stands on
 * @param script what a page can do in addition where scripts run; it is whole without
 */
export function page(
  city: string,
  here: Here,
  title: string,
  content: Html,
  { script, basis = bases[here] }: { script?: string; basis?: string } = {},
): string {
  return html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · ${city}劳模创新工作室</title>
<link rel="stylesheet" href="${stylePath}">
${script === undefined ? '' : html`<script src="${script}" defer></script>`}
</head>
<body>
<a class="skip" href="#content">跳到正文</a>
<header>
<p class="city">${city}</p>
<p class="name">劳模创新工作室</p>
<nav aria-label="公开页面"><ul>${links.map((link) => html`<li><a href="${link.href}"${link.here === here ? html` aria-current="page"` : ''}>${link.zh}</a></li>`)}</ul></nav>
</header>
<main id="content">
${content}
</main>
<footer><p>${city}主办。${shows(basis)}<a href="/public/basis${basis === '' ? '' : `#${basis}`}">公开依据</a></p></footer>
</body>
</html>
`.text;
}

/** 只有一句话和一条出路的页面。 */
export const plainPage = (city: string, here: Here, title: string, says: string, way: { href: string; zh: string }): string =>
  page(city, here, title, html`<h1>${title}</h1><p>${says}</p><p><a href="${way.href}">${way.zh}</a></p>`);
