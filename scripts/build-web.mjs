import { renameSync, rmSync } from 'node:fs';
import { build as bundle } from 'vite';
import { at } from './checkout.mjs';

/** The pages, built aside and put in place at once: a service may be handing out the last ones. */
export async function build() {
  const [made, next] = [at('dist', 'web'), at('dist', 'web.next')];
  await bundle({ root: at('src/web'), configFile: at('vite.config.ts'), logLevel: 'warn', build: { outDir: next, emptyOutDir: true } });
  rmSync(made, { recursive: true, force: true });
  renameSync(next, made);
}
