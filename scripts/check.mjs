// Everything that can be judged without running the programme. All checks run; one failure fails the whole.
import { existsSync, readFileSync } from 'node:fs';
import { at, runNode } from './checkout.mjs';
import { ensureBuilt, ensureInstalled } from './ensure.mjs';

await ensureInstalled();

/** No installed package may exclude the oldest Node we promise, nor the one that runs now. */
async function engines() {
  // Comes with fastify; only this check uses it.
  const { default: semver } = await import('semver');
  const { packages } = JSON.parse(readFileSync(at('package-lock.json'), 'utf8'));
  const nodes = ['20.19.0', process.versions.node];
  const refuses = ([path, { engines: range }]) =>
    path !== '' && existsSync(at(path)) && range?.node !== undefined && !nodes.every((node) => semver.satisfies(node, range.node));
  const refusing = Object.entries(packages).filter(refuses);
  for (const [path, { version, engines: range }] of refusing) console.error(`${path} ${version} wants Node ${range.node}`);
  return refusing.length === 0 ? 0 : 1;
}

// prettier-ignore
const checks = {
  types:        () => runNode('typescript/bin/tsc', ['--noEmit']),
  lint:         () => runNode('oxlint/bin/oxlint', ['--type-aware', '--deny-warnings']),
  format:       () => runNode('oxfmt/bin/oxfmt', ['--check', 'src', 'tests', 'scripts']),
  architecture: () => (existsSync(at('tests/architecture.test.ts')) ? runNode('vitest/vitest.mjs', ['run', '--project', 'core', 'tests/architecture.test.ts']) : 0),
  docs:         () => runNode('tsx/dist/cli.mjs', ['src/server/docs/print-docs.ts', '--check']),
  unused:       () => runNode('knip/bin/knip.js', []),
  engines,
  weight:       async () => { await ensureBuilt('web'); return runNode('../scripts/web-size.mjs'); },
};

const only = process.argv.slice(2);
const failed = [];
for (const [name, check] of Object.entries(checks).filter(([one]) => only.length === 0 || only.includes(one))) {
  console.log(`── ${name}`);
  const started = Date.now();
  const code = await check();
  console.log(`${code === 0 ? '✓' : '✗'} ${name} ${((Date.now() - started) / 1000).toFixed(1)} s`);
  if (code !== 0) failed.push(name);
}
console.log(failed.length === 0 ? 'check: all fine' : `check: ${failed.join(', ')} failed`);
process.exitCode = failed.length === 0 ? 0 : 1;
