import axe from 'axe-core';
import type { Page, Request } from 'playwright-core';

/** In the page: draws two frames and runs what waited for them; whether nothing stands any more for what is still to come. */
const drawn = (): Promise<boolean> =>
  new Promise((done) =>
    requestAnimationFrame(() =>
      requestAnimationFrame(() => requestIdleCallback(() => done(document.querySelector('.ant-skeleton') === null), { timeout: 1_000 })),
    ),
  );

/**
 * Watches what a page asks the server for.
 * @returns waits until every answer has come and is drawn, fifteen seconds at most
 */
export function stillness(page: Page): () => Promise<void> {
  const asked = new Set<Request>();
  page.on('request', (request) => {
    // What the document before had asked for comes to nobody.
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) asked.clear();
    asked.add(request);
  });
  page.on('requestfinished', (request) => asked.delete(request));
  page.on('requestfailed', (request) => asked.delete(request));
  return async () => {
    const late = Date.now() + 15_000;
    // Twice: what the first answers led to may ask again.
    for (let calm = 0; calm < 2;) {
      const still = await page.evaluate(drawn).catch(() => false);
      calm = still && asked.size === 0 ? calm + 1 : 0;
      if (calm === 0 && Date.now() > late) throw new Error(`${page.url()} never came to rest: ${[...asked].map((request) => request.url()).join(' ')}`);
    }
  };
}

type Axe = { run: (options: unknown) => Promise<{ violations: { id: string; nodes: { target: unknown }[] }[] }> };

/** What WCAG 2.1 A and AA find wrong with the page as it stands. */
export async function barriersOf(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.addScriptTag({ content: axe.source });
  return page.evaluate(async () => {
    // Every rule is checked; only what was found wrong is described.
    const options = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'], resultTypes: ['violations'] };
    const { violations } = await (globalThis as unknown as { axe: Axe }).axe.run(options);
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => String(target)).join(' ')}`);
  });
}
