import { build as bundle } from 'esbuild';
import { root } from './checkout.mjs';

/** One bundle of our own code, and one for the thread that pairs; dependencies stay in node_modules. */
export async function build() {
  await bundle({
    absWorkingDir: root,
    entryPoints: { server: 'src/server/cli.ts', 'pairing-worker': 'src/server/pairing/worker.ts' },
    outdir: 'dist',
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    sourcemap: true,
    logLevel: 'warning',
  });
}
