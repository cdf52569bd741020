// Every test in one run of vitest: rules, server on a real PostgreSQL, journeys in a real browser.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { at, runNode } from './checkout.mjs';
import { ensureBuilt, ensureInstalled } from './ensure.mjs';

await ensureInstalled();
await ensureBuilt('server', 'web');

const results = at('.cache', 'test-results.json');
rmSync(results, { force: true });
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${results}`];
const code = await runNode('vitest/vitest.mjs', ['run', '--allowOnly=false', ...reporters, ...process.argv.slice(2)], { env: { ...process.env, TZ: 'UTC' } });

/** A file that does not even load has no tests to count: it counts as one that failed. */
function count() {
  if (!existsSync(results)) return { passed: 0, failed: 1 };
  const { numPassedTests: passed, numFailedTests, testResults } = JSON.parse(readFileSync(results, 'utf8'));
  const broken = testResults.filter(({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'));
  return { passed, failed: numFailedTests + broken.length };
}
const { passed, failed } = count();
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = code === 0 && failed === 0 && passed > 0 ? 0 : code || 1;
