import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync, statSync, truncateSync, existsSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import type { Binaries } from './binaries.ts';
import { dataPath } from './folder.ts';
import { urlOf, type Address } from './keys.ts';
import type { Lodger } from './lodger.ts';

/** All one PostgreSQL needs to run. */
export type Plan = Readonly<{
  binaries: Binaries;
  data: string;
  address: Address;
  lodger: Lodger | undefined;
  password: string;
  durable: boolean;
  logFile: string;
  log: (line: string) => void;
}>;

const settingsOf = ({ address, durable }: Plan): Record<string, string> => ({
  ...('socket' in address
    ? { listen_addresses: '', unix_socket_directories: address.socket, unix_socket_permissions: '0700' }
    : { listen_addresses: '127.0.0.1', unix_socket_directories: '', port: String(address.port) }),
  max_connections: '60',
  timezone: 'Asia/Shanghai',
  log_timezone: 'Asia/Shanghai',
  // The log of the database must not repeat what people entered.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
});

function launch(plan: Plan): ChildProcess {
  const { binaries, data, lodger, logFile } = plan;
  if (existsSync(logFile) && statSync(logFile).size > 10_000_000) truncateSync(logFile);
  const log = openSync(logFile, 'a', 0o600);
  const settings = Object.entries(settingsOf(plan)).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  // In a group of its own: Ctrl-C is for the programme, which stops PostgreSQL last.
  const child = spawn(binaries.postgres, ['-D', dataPath(data, lodger), ...settings], {
    cwd: data,
    env: binaries.env,
    stdio: ['ignore', log, log],
    detached: true,
    ...lodger,
  });
  closeSync(log);
  return child;
}

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null;
const tail = (file: string) => readFileSync(file, 'utf8').trimEnd().split('\n').slice(-5).join('\n');

async function answers({ address, password }: Plan): Promise<boolean> {
  const client = new pg.Client({ connectionString: urlOf(address, 'postgres', password, 'postgres'), connectionTimeoutMillis: 1_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}

/** Starts PostgreSQL and waits until it answers; recovery after a crash may take minutes, a failure is known at once. */
async function bringUp(plan: Plan): Promise<ChildProcess> {
  const child = launch(plan);
  const failed = new Promise<never>((_, reject) => child.once('error', reject));
  failed.catch(() => {});
  for (const end = Date.now() + 600_000; Date.now() < end; await Promise.race([wait(15), failed])) {
    if (await answers(plan)) return child;
    if (hasEnded(child)) break;
  }
  child.kill('SIGQUIT');
  throw new Error(`PostgreSQL did not start:\n${tail(plan.logFile)}`);
}

// After kill -9 the children of the dead one need a moment to leave the shared memory.
async function bringUpPatiently(plan: Plan, tries = 5): Promise<ChildProcess> {
  try {
    return await bringUp(plan);
  } catch (error) {
    if (tries === 1) throw error;
    await wait(400);
    return bringUpPatiently(plan, tries - 1);
  }
}

// First politely: connections that were just closed are still on their way out. Then with the others cut off, then at once.
const urgency: readonly (readonly [NodeJS.Signals, number])[] = [
  ['SIGTERM', 0],
  ['SIGINT', 500],
  ['SIGQUIT', 30_000],
];

async function stopped(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const timers = urgency.map(([signal, after]) => setTimeout(() => child.kill(signal), after));
  await gone;
  for (const timer of timers) clearTimeout(timer);
}

/** Keeps PostgreSQL running until told to stop: whenever it dies it is started again, at the same address. */
export async function supervise(plan: Plan): Promise<() => Promise<void>> {
  let stopping = false;
  let current = await bringUpPatiently(plan);
  let mending: Promise<void> = Promise.resolve();
  const watch = (child: ChildProcess) => {
    child.once('exit', (code, signal) => {
      if (stopping) return;
      plan.log(`PostgreSQL ended unexpectedly (${signal ?? code}); starting it again`);
      mending = mend();
    });
    if (hasEnded(child) && !stopping) mending = mend();
  };
  const mend = async (pause = 0): Promise<void> => {
    await wait(pause);
    if (stopping) return;
    try {
      current = await bringUp(plan);
      plan.log('PostgreSQL answers again');
      watch(current);
    } catch (error) {
      plan.log(String(error));
      await mend(Math.min(pause + 500, 5_000));
    }
  };
  watch(current);
  return async () => {
    stopping = true;
    await mending;
    await stopped(current);
  };
}
