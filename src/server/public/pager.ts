import { html, type Html } from './html.ts';

const MOST_PAGES = 1000;
/** The page somebody asked for; what is no page number leads to the first. */
export const pageIn = (query: Readonly<Record<string, string>>): number => Math.min(Math.max(Math.trunc(Number(query['page'] ?? 1)) || 1, 1), MOST_PAGES);

type At = Readonly<{ path: string; query: Readonly<Record<string, string>>; page: number; more: boolean; of?: number }>;
/** 翻页：只有一页的，什么也不显示。 */
export function pager({ path, query, page, more, of }: At): Html {
  if (page === 1 && !more) return html``;
  const kept = Object.entries(query).filter(([, value]) => value !== '');
  const to = (number: number) => `${path}?${new URLSearchParams([...kept, ['page', String(number)]]).toString()}`;
  return html`<nav class="pages" aria-label="翻页"><span>${page > 1 ? html`<a rel="prev" href="${to(page - 1)}">上一页</a>` : ''}</span><span>第${page}页${of === undefined ? '' : `，共${of}页`}</span><span>${more ? html`<a rel="next" href="${to(page + 1)}">下一页</a>` : ''}</span></nav>`;
}
