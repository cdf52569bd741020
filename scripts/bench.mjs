import { existsSync } from 'node:fs';
import { at, runNode } from './checkout.mjs';
import { ensureBuilt, ensureInstalled } from './ensure.mjs';

if (!existsSync(at('tests', 'bench', 'bench.ts'))) {
  console.error('没有基准测试。There is no tests/bench/bench.ts.');
  process.exit(2);
}
await ensureInstalled();
await ensureBuilt('server', 'web');
process.exitCode = await runNode('tsx/dist/cli.mjs', ['tests/bench/bench.ts', ...process.argv.slice(2)], { env: { ...process.env, TZ: 'UTC' } });
