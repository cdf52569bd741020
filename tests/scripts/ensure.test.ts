import { execFile } from 'node:child_process';
import { cp, mkdtemp, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const run = promisify(execFile);
let checkout: string;

// A checkout in small: the real scripts, a lock file of one package, and that package installed.
beforeEach(async () => {
  checkout = await mkdtemp(join(tmpdir(), 'lingxian-scripts-'));
  await cp('scripts', join(checkout, 'scripts'), { recursive: true });
  await write('package.json', { name: 'small', version: '1.0.0', type: 'module' });
  await write('package-lock.json', {
    packages: { '': {}, 'node_modules/one': { version: '1.2.3' }, 'node_modules/elsewhere': { version: '1.0.0', optional: true, os: ['plan9'] } },
  });
  await write('node_modules/one/package.json', { name: 'one', version: '1.2.3' });
});
afterEach(() => rm(checkout, { recursive: true, force: true }));

async function write(name: string, content: unknown): Promise<void> {
  await mkdir(join(checkout, name, '..'), { recursive: true });
  await writeFile(join(checkout, name), typeof content === 'string' ? content : JSON.stringify(content));
}

/** Runs a line of a script beside ensure.mjs, in a process of its own. */
async function inCheckout(code: string): Promise<string> {
  await write('scripts/try.mjs', `import * as ensure from './ensure.mjs'; import * as checkout from './checkout.mjs';\n${code}`);
  const { stdout } = await run(process.execPath, [join(checkout, 'scripts', 'try.mjs')]);
  return stdout.trim();
}
const whyInstall = () => inCheckout('console.log(ensure.whyInstall() ?? "nothing")');
const hash = () => inCheckout('console.log(ensure.hashOf(["src", "package.json"]))');

describe('what a command does first', () => {
  it('installs nothing when everything is there as locked', async () => {
    expect(await whyInstall()).toBe('nothing');
  });

  it('sees a package that is missing', async () => {
    await rm(join(checkout, 'node_modules', 'one'), { recursive: true });
    expect(await whyInstall()).toBe('node_modules/one is missing');
  });

  it('sees a package of another version', async () => {
    await write('node_modules/one/package.json', { name: 'one', version: '1.2.2' });
    expect(await whyInstall()).toBe('node_modules/one is not 1.2.3');
  });

  it('builds again when a source changed, and not for a test', async () => {
    await write('src/a.ts', 'export const a = 1;');
    const before = await hash();
    await write('src/a.test.ts', 'a test');
    expect(await hash()).toBe(before);
    await write('src/a.ts', 'export const a = 2;');
    expect(await hash()).not.toBe(before);
  });

  it('lets one command at a time install or build', async () => {
    const work = `await checkout.alone(async () => {
      const { appendFileSync } = await import('node:fs');
      appendFileSync(checkout.at('log'), 'in ');
      await new Promise((resolve) => setTimeout(resolve, 300));
      appendFileSync(checkout.at('log'), 'out ');
    });`;
    await write('scripts/one.mjs', `import * as checkout from './checkout.mjs';\n${work}`);
    await Promise.all([1, 2, 3].map(() => run(process.execPath, [join(checkout, 'scripts', 'one.mjs')])));
    expect(await readFile(join(checkout, 'log'), 'utf8')).toBe('in out in out in out ');
  });

  it('takes over from a command that died', async () => {
    await write('.cache/ensure.lock', '999999999');
    expect(await inCheckout('await checkout.alone(() => console.log("mine"))')).toBe('mine');
  });
});

describe('npm test', () => {
  // The real runner on tests of our own making: linked, so that nothing has to be installed.
  const ends = async (tests: Readonly<Record<string, string>>) => {
    await rm(join(checkout, 'node_modules'), { recursive: true });
    await symlink(join(process.cwd(), 'node_modules'), join(checkout, 'node_modules'));
    await write('package-lock.json', { packages: { '': {} } });
    await write(
      'scripts/build-server.mjs',
      'import { mkdirSync, writeFileSync } from "node:fs"; import { at } from "./checkout.mjs"; export const build = () => { mkdirSync(at("dist"), { recursive: true }); writeFileSync(at("dist/server.mjs"), ""); };',
    );
    await write('vitest.config.mjs', 'export default {};');
    for (const [name, code] of Object.entries(tests)) await write(name, code);
    const { VITEST: _, ...env } = process.env;
    const ended = await run(process.execPath, [join(checkout, 'scripts', 'test.mjs')], { cwd: checkout, env }).then(
      ({ stdout }) => ({ code: 0, stdout }),
      ({ code, stdout }: { code: number; stdout: string }) => ({ code, stdout }),
    );
    return { code: ended.code, last: ended.stdout.trimEnd().split('\n').at(-1) };
  };
  const passing = `import { it, expect } from 'vitest'; it('is so', () => expect(1).toBe(1));`;
  const failing = `import { it, expect } from 'vitest'; it('is not so', () => expect(1).toBe(2));`;

  it('ends with the count, and well when all pass', async () => {
    expect(await ends({ 'a.test.js': passing })).toEqual({ code: 0, last: '1 passed, 0 failed' });
  });

  it('fails when one fails, and counts a file that does not load', async () => {
    expect(await ends({ 'a.test.js': passing, 'b.test.js': failing, 'c.test.js': 'throw new Error("does not load")' })).toEqual({
      code: 1,
      last: '1 passed, 2 failed',
    });
  });

  it('fails when there is nothing to run', async () => {
    expect(await ends({})).toEqual({ code: 1, last: '0 passed, 0 failed' });
  });
});
