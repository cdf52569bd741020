import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { officeZh, type Office } from '#core/people/actor.ts';
import { describeSettings, readConfig, type Config } from '../config.ts';
import { settleIn } from '../demo/settle-in.ts';
import { demoTemplate } from '../demo/template.ts';
import { rootFolder } from '../root-folder.ts';
import { openDatabase } from './place.ts';
import { closeDoors, insistOnAddress, openDoors } from './serve.ts';
import { untilStopped } from './until-stopped.ts';
import { note, type Verb } from './verb.ts';

const offices = Object.keys(officeZh) as [Office, ...Office[]];
const accountsSchema = z.array(z.object({ office: z.enum(offices), union: z.string(), name: z.string(), account: z.string(), password: z.string() }));
type Account = z.infer<typeof accountsSchema>[number];

const firstOfEach = (accounts: readonly Account[]): readonly Account[] =>
  accounts.filter(({ office }, index) => accounts.findIndex((other) => other.office === office) === index);

// A Chinese character takes two columns of a terminal.
const pad = (text: string, columns: number): string =>
  text + ' '.repeat(Math.max(1, columns - [...text].reduce((sum, sign) => sum + (sign > '\u2e7f' ? 2 : 1), 0)));

const poster = (url: string, demoDir: string, accounts: readonly Account[]): string =>
  [
    `领衔演示已启动 The demo is ready: ${url}`,
    '',
    ...firstOfEach(accounts).map(
      ({ office, account, password, name, union }) => `  ${pad(officeZh[office], 22)}${pad(account, 18)}${pad(password, 18)}${name}（${union}）`,
    ),
    '',
    `全部账号 All accounts: ${join(demoDir, 'accounts.json')}`,
    '按 Ctrl-C 停止。Ctrl-C stops it.',
  ].join('\n');

/** Fetches the city; false when that was called off. */
async function fetchCity(demoDir: string, stop: Promise<unknown>): Promise<boolean> {
  const off = new AbortController();
  void stop.then(() => off.abort());
  try {
    await settleIn(demoDir, () => demoTemplate(rootFolder(), { log: note, signal: off.signal }));
    return true;
  } catch (error) {
    if (off.signal.aborted) return false;
    throw error;
  }
}

async function serveDemo(config: Config, demoDir: string, stop: Promise<unknown>): Promise<void> {
  if (!(await fetchCity(demoDir, stop))) return;
  const database = await openDatabase({ database: undefined, dataDir: demoDir });
  try {
    const server = await openDoors({ ...config, dataDir: demoDir, filesUrl: undefined }, database.serverUrl, true);
    console.log(poster(server.url, demoDir, accountsSchema.parse(JSON.parse(readFileSync(join(demoDir, 'accounts.json'), 'utf8')))));
    await stop;
    note('正在停止… Stopping.');
    await closeDoors(server);
  } finally {
    await database.stop();
  }
}

export const verb: Verb = {
  about: '运行演示：示范城市，从 2013-11-18 开始，每个岗位一个账号',
  help: () => `环境变量 settings:\n${describeSettings()}`,
  async run() {
    const config = readConfig();
    await insistOnAddress(config);
    const stop = untilStopped();
    const demoDir = config.demoDir ?? mkdtempSync(join(tmpdir(), 'lingxian-demo-'));
    try {
      await serveDemo(config, demoDir, stop);
    } finally {
      if (config.demoDir === undefined) rmSync(demoDir, { recursive: true, force: true });
    }
    return 0;
  },
};
