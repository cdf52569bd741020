import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build as bundleOne } from 'esbuild';
import { build as bundle } from 'vite';
import { at, root } from './checkout.mjs';

/** Public pages work without scripts; this one, small and apart, lets anybody repeat a draw. */
const rerun = (outdir) =>
  bundleOne({
    absWorkingDir: root,
    entryPoints: ['src/web/draw/rerun.ts'],
    outfile: join(outdir, 'rerun-draw.js'),
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
  await rerun(next);
  rmSync(made, { recursive: true, force: true });
  renameSync(next, made);
}
