import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { settleIn } from '#server/demo/settle-in.ts';
import { demoTemplate } from '#server/demo/template.ts';
import { startServer, type Running } from '#server/main.ts';
import { startPostgres } from '#server/postgres/start-postgres.ts';
import { migrate } from '#server/store/migrate.ts';
import type { Account } from './robot.ts';

export type DemoCity = Readonly<{ url: string; running: Running; accounts: readonly Account[]; close: () => Promise<void> }>;

/** The demonstration city as `npm run demo` serves it, in a folder of its own; built once for these sources. */
export async function openDemoCity(): Promise<DemoCity> {
  const folder = await mkdtemp(join(tmpdir(), 'lingxian-demo-'));
  await settleIn(folder, () => demoTemplate(process.cwd(), { log: () => {} }));
  await cp('dist/web', join(folder, 'web'), { recursive: true });
  const postgres = await startPostgres(join(folder, 'postgres'), { durable: false });
  await migrate(postgres.ownerUrl);
  const running = await startServer({
    serverUrl: postgres.serverUrl,
    standardsDir: 'standards',
    dataDir: folder,
    demo: true,
    log: () => {},
    host: '127.0.0.1',
    port: 0,
    webDir: join(folder, 'web'),
  });
  const accounts = JSON.parse(await readFile(join(folder, 'accounts.json'), 'utf8')) as Account[];
  return {
    url: running.url,
    running,
    accounts,
    async close() {
      await running.close();
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
