// The checkout, and how scripts run things in it. Needs Node only, like everything in this folder.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');
export const at = (...parts) => join(root, ...parts);

/** One progress line, on standard error: what machines read stays clean. */
export const say = (line) => process.stderr.write(`· ${line}\n`);

/** Runs a program of ours in the checkout, showing its output; answers with its exit code. */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], ...options });
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

/** Runs a JavaScript file of a dependency with this Node. */
export const runNode = (file, args = [], options = {}) => run(process.execPath, [at('node_modules', file), ...args], options);

const major = Number(process.versions.node.split('.')[0]);
if (major < 20) {
  console.error(`需要 Node.js 20.19 以上，现在是 ${process.versions.node}。Node.js 20.19 or newer is needed, this is ${process.versions.node}.`);
  process.exit(2);
}

const isAlive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
};

// Undefined when the lock was let go of this very moment.
const holderOf = (lock) => {
  try {
    return Number(readFileSync(lock, 'utf8'));
  } catch {
    return undefined;
  }
};

/** One command at a time installs or builds; the others wait for it. */
export async function alone(work) {
  mkdirSync(at('.cache'), { recursive: true });
  const lock = at('.cache', 'ensure.lock');
  for (let waits = 0; ; waits += 1) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      const holder = holderOf(lock);
      // An empty file may still be being written; after a second nobody is.
      if (holder !== undefined && (holder === 0 ? waits > 5 : !isAlive(holder))) rmSync(lock, { force: true });
      else if (waits === 0) say('waiting for another command that installs or builds');
      await wait(200);
    }
  }
  const free = () => rmSync(lock, { force: true });
  process.once('exit', free);
  try {
    return await work();
  } finally {
    process.removeListener('exit', free);
    free();
  }
}
