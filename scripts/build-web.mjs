import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build as bundleOne } from 'esbuild';
import { build as bundle } from 'vite';
import { at, root } from './checkout.mjs';

/** Public pages work without scripts; these, small and apart, let anybody repeat a draw, and check a plaque without a network. */
const apart = (entry, outfile) =>
  bundleOne({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile,
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    logLevel: 'warning',
  });

/** The pages, built aside and put in place at once: a service may be handing out the last ones. */
export async function build() {
  const [made, next] = [at('dist', 'web'), at('dist', 'web.next')];
  await bundle({ root: at('src/web'), configFile: at('vite.config.ts'), logLevel: 'warn', build: { outDir: next, emptyOutDir: true } });
  await apart('src/web/draw/rerun.ts', join(next, 'rerun-draw.js'));
  await apart('src/web/verify/offline.ts', join(next, 'verify-plaque.js'));
  rmSync(made, { recursive: true, force: true });
  renameSync(next, made);
}
