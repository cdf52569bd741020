import { CannotStart } from '../cannot-start.ts';
import { describeSettings, readConfig, type Config } from '../config.ts';
import { inCheckout, startServer, type Running } from '../main.ts';
import { rootFolder } from '../root-folder.ts';
import { openDatabase } from './place.ts';
import { untilStopped } from './until-stopped.ts';
import { note, type Verb } from './verb.ts';

const taken = (error: unknown): boolean => error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES' || error.code === 'EADDRNOTAVAIL');

/** Opens the doors on a database that is ready. An address that cannot be had is one sentence. */
export async function openDoors(config: Config, serverUrl: string, demo: boolean): Promise<Running> {
  const { host, port, dataDir, filesUrl, publicUrl, trustProxy } = config;
  const options = { serverUrl, dataDir, filesUrl, publicUrl, host, port, trustProxy, demo, log: note, ...inCheckout(rootFolder()) };
  return startServer(options).catch((error: unknown) => {
    if (!taken(error)) throw error;
    throw new CannotStart(`${host}:${port} 不能监听，可能已被占用；请用 PORT 另选端口。Cannot listen on ${host}:${port}: choose another PORT.`);
  });
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
