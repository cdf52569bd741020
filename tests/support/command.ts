import { spawn, type ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { buildSync } from 'esbuild';

/** What a command answered once it had ended. */
export type Ended = Readonly<{ code: number | null; out: string; err: string }>;
export type Command = Readonly<{
  child: ChildProcess;
  out: () => string;
  err: () => string;
  says: (pattern: RegExp, seconds?: number) => Promise<RegExpMatchArray>;
  ended: Promise<Ended>;
  stop: (signal?: NodeJS.Signals) => Promise<Ended>;
}>;

// Bundled once per test file: quicker to start, and never older than the sources. It lies in the checkout to find node_modules.
let bundle: string | undefined;
function bundled(): string {
  if (bundle !== undefined) return bundle;
  const outfile = `.cache/tests/lingxian-${process.pid}.mjs`;
  buildSync({ entryPoints: ['src/server/cli.ts'], outfile, bundle: true, platform: 'node', format: 'esm', target: 'node20', packages: 'external' });
  process.once('exit', () => rmSync(outfile, { force: true }));
  return (bundle = outfile);
}

/** Runs `lingxian …` from the sources, as an operator would; settings come only from `env`. */
export function lingxian(args: readonly string[], env: Readonly<Record<string, string>> = {}): Command {
  const child = spawn(process.execPath, [bundled(), ...args], {
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], TZ: 'UTC', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (bytes: Buffer) => (out += bytes.toString()));
  child.stderr.on('data', (bytes: Buffer) => (err += bytes.toString()));
  const ended = new Promise<Ended>((resolve) => child.once('close', (code) => resolve({ code, out, err })));
  const says = (pattern: RegExp, seconds = 30) =>
    new Promise<RegExpMatchArray>((resolve, reject) => {
      const look = () => {
        const match = (out + err).match(pattern);
        if (match !== null) resolve(match);
      };
      const late = setTimeout(() => reject(new Error(`never said ${pattern}:\n${out}${err}`)), seconds * 1000);
      void ended.then(() => {
        look();
        clearTimeout(late);
        reject(new Error(`ended without saying ${pattern}:\n${out}${err}`));
      });
      child.stdout.on('data', look);
      child.stderr.on('data', look);
      look();
    });
  const stop = (signal: NodeJS.Signals = 'SIGINT') => {
    child.kill(signal);
    return ended;
  };
  return { child, out: () => out, err: () => err, says, ended, stop };
}
