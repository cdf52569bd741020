import { createServer } from 'node:net';
import { CannotStart } from '../cannot-start.ts';
import { describeSettings, readConfig, type Config } from '../config.ts';
import { inCheckout, startServer, type Running } from '../main.ts';
import { rootFolder } from '../root-folder.ts';
import { openDatabase } from './place.ts';
import { untilStopped } from './until-stopped.ts';
import { note, type Verb } from './verb.ts';

const isTaken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ['EADDRINUSE', 'EACCES', 'EADDRNOTAVAIL', 'ENOTFOUND'].includes(String(error.code));

/** Says at once, before anything is made or started, that an address cannot be had. */
export async function insistOnAddress({ host, port }: Config): Promise<void> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', reject).listen(port, host, () => probe.close(() => resolve()));
  }).catch((error: unknown) => {
    if (!isTaken(error)) throw error;
    throw new CannotStart(`${host}:${port} 不能监听，可能已被占用；请用 PORT 另选端口。Cannot listen on ${host}:${port}: choose another PORT.`);
  });
}

/** Opens the doors on a database that is ready. */
export async function openDoors(config: Config, serverUrl: string, demo: boolean): Promise<Running> {
  const { host, port, dataDir, filesUrl, publicUrl, webhookAllow: mayReach, mail, letterHold, trustProxy } = config;
  const doors = { host, port, trustProxy, demo, log: note };
  return startServer({ serverUrl, dataDir, filesUrl, publicUrl, mayReach, mail, letterHold, ...doors, ...inCheckout(rootFolder()) });
}

const LONGEST_GOODBYE_MS = 10_000;

/** Lets running requests end, but not for ever: the database is stopped after them. */
export async function closeDoors(server: Running): Promise<void> {
  const late = new Promise<void>((resolve) => setTimeout(resolve, LONGEST_GOODBYE_MS).unref());
  await Promise.race([server.close(), late]);
}

export const verb: Verb = {
  about: '运行服务：自带 PostgreSQL（DATA_DIR），或用 DATABASE_URL',
  help: () => `环境变量 settings (time zone: Asia/Shanghai):\n${describeSettings()}`,
  async run() {
    const config = readConfig();
    await insistOnAddress(config);
    const stop = untilStopped();
    const database = await openDatabase(config);
    try {
      const server = await openDoors(config, database.serverUrl, false);
      console.log(`领衔已启动 Lingxian is ready: ${server.url}`);
      await stop;
      note('正在停止… Stopping.');
      await closeDoors(server);
    } finally {
      await database.stop();
    }
    return 0;
  },
};
