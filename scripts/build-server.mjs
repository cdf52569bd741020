import { build as bundle } from 'esbuild';
import { root } from './checkout.mjs';

/** One bundle of our own code; dependencies stay in node_modules. */
export async function build() {
  await bundle({
    absWorkingDir: root,
    entryPoints: ['src/server/cli.ts'],
    outfile: 'dist/server.mjs',
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    sourcemap: true,
    logLevel: 'warning',
  });
}
