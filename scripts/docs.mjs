// Prints docs/generated from the code; with --check, compares instead and writes nothing.
import { runNode } from './checkout.mjs';
import { ensureInstalled } from './ensure.mjs';

await ensureInstalled();
process.exitCode = await runNode('tsx/dist/cli.mjs', ['src/server/docs/print-docs.ts', ...process.argv.slice(2)]);
