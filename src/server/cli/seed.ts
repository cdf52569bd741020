import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { CannotStart } from '../cannot-start.ts';
import { readConfig, type Config } from '../config.ts';
import { buildDemoCity } from '../demo/build-city.ts';
import { settleIn } from '../demo/settle-in.ts';
import { demoTemplate } from '../demo/template.ts';
import { inCheckout } from '../main.ts';
import { rootFolder } from '../root-folder.ts';
import { multiplyCity } from '../seed/multiply-city.ts';
import { openDatabase, postgresIn, type OpenDatabase } from './place.ts';
import { answer, note, type Verb } from './verb.ts';

/** How often the demonstration city is added to itself: about 80, 1,100 and 10,000 studios. */
const profiles: Readonly<Record<string, number>> = { city: 0, province: 13, nation: 130 };

async function count(ownerUrl: string): Promise<Readonly<{ people: number; studios: number; matters: number }>> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  const { rows } = await client
    .query('SELECT (SELECT count(*) FROM person)::int AS people, (SELECT count(*) FROM studio)::int AS studios, (SELECT count(*) FROM matter)::int AS matters')
    .finally(() => client.end());
  return rows[0];
}

const notEmpty = (where: string) => new CannotStart(`${where} 里已有数据，只能灌入空库。There is data in ${where} already: seed an empty one.`);

/** The demonstration city where the settings say: copied into DATA_DIR, or played into the external database. */
async function settle(config: Config): Promise<OpenDatabase> {
  const { dataDir, database, filesUrl } = config;
  if (database === undefined) {
    if (existsSync(postgresIn(dataDir))) throw notEmpty(dataDir);
    await settleIn(dataDir, () => demoTemplate(rootFolder(), { log: note }));
    return openDatabase({ database, dataDir });
  }
  const open = await openDatabase({ database, dataDir });
  if ((await count(open.ownerUrl)).people > 1) throw notEmpty('DATABASE_URL');
  mkdirSync(dataDir, { recursive: true });
  const accounts = await buildDemoCity({
    serverUrl: open.serverUrl,
    ownerUrl: open.ownerUrl,
    dataDir,
    filesUrl,
    standardsDir: inCheckout(rootFolder()).standardsDir,
    log: note,
  });
  writeFileSync(join(dataDir, 'accounts.json'), `${JSON.stringify(accounts, null, 2)}\n`);
  return open;
}

export const verb: Verb = {
  about: '灌入演示数据：city 约 80 家工作室，province 约 1100 家，nation 约 10000 家；--seed 决定人名',
  options: { profile: { type: 'string' }, seed: { type: 'string' }, json: { type: 'boolean' } },
  async run({ values }) {
    const { profile = 'city', seed = '1', json } = values;
    const copies = profiles[String(profile)];
    if (copies === undefined) throw new CannotStart('--profile 应为 city、province 或 nation。--profile takes city, province or nation.');
    if (!/^\d{1,9}$/.test(String(seed))) throw new CannotStart('--seed 应为不超过九位的整数。--seed takes a whole number of at most nine digits.');
    const config = readConfig();
    const open = await settle(config);
    try {
      if (copies > 0) await multiplyCity(open.ownerUrl, copies, Number(seed), note);
      const made = await count(open.ownerUrl);
      const accounts = join(config.dataDir, 'accounts.json');
      const { length } = JSON.parse(readFileSync(accounts, 'utf8')) as unknown[];
      answer(
        json === true,
        { profile, seed: Number(seed), ...made, accounts },
        () => `已灌入 ${made.studios} 家工作室、${made.matters} 个事项；${length} 个账号见 ${accounts}`,
      );
      return 0;
    } finally {
      await open.stop();
    }
  },
};
