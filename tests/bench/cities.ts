import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import fastify from 'fastify';
import pg from 'pg';
import type { Actor } from '#core/people/actor.ts';
import { settleIn } from '#server/demo/settle-in.ts';
import { demoTemplate } from '#server/demo/template.ts';
import { startServer, type Running } from '#server/main.ts';
import { startPostgres } from '#server/postgres/start-postgres.ts';
import { multiplyCity } from '#server/seed/multiply-city.ts';
import { migrate } from '#server/store/migrate.ts';
import type { Line } from './line.ts';

/** The two cities that are compared: the demonstration city, added to itself under other names. */
const sizes = [
  { name: '250', copies: 2 },
  { name: '5,000', copies: 64 },
] as const;
const [connections, window] = [6, 2_500];

export type City = Readonly<{ running: Running; studios: number; cookie: string; actor: Actor; serverUrl: string; close: () => Promise<void> }>;

async function open(folder: string, copies: number): Promise<City> {
  await settleIn(folder, () => demoTemplate(process.cwd(), { log: console.log }));
  const postgres = await startPostgres(join(folder, 'postgres'));
  await migrate(postgres.ownerUrl);
  await multiplyCity(postgres.ownerUrl, copies, 7, () => {});
  const { serverUrl } = postgres;
  const running = await startServer({
    serverUrl,
    standardsDir: 'standards',
    dataDir: folder,
    demo: true,
    log: console.error,
    host: '127.0.0.1',
    port: 0,
    webDir: 'dist/none',
  });
  const accounts = JSON.parse(readFileSync(join(folder, 'accounts.json'), 'utf8')) as { office: string; account: string; password: string }[];
  const account = accounts.find(({ office }) => office === 'department')!;
  const response = await fetch(`${running.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ account: account.account, password: account.password }),
  });
  const me = (await response.json()) as { person: { id: string }; acting: { id: string; union: { id: string } } };
  const { count } = await running.house.db
    .selectFrom('studio')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return {
    running,
    studios: Number(count),
    cookie: response.headers.get('set-cookie')?.split(';')[0] ?? '',
    actor: { id: me.person.id, office: 'department', union: me.acting.union.id, kin: [], officeId: me.acting.id },
    serverUrl,
    async close() {
      await running.close();
      await postgres.stop();
    },
  };
}

/** The very statement of the list, caught on its way to the database. */
export async function statementOf(run: () => Promise<unknown>): Promise<{ text: string; values: unknown[] }> {
  const { query } = pg.Client.prototype;
  let caught: { text: string; values: unknown[] } | undefined;
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    const [asked, values] = args;
    const given = typeof asked === 'string' ? { text: asked, values: values as unknown[] } : (asked as { text: string; values: unknown[] });
    if (given.text.startsWith('select')) caught = { text: given.text, values: given.values };
    return Reflect.apply(query, this, args) as never;
  } as typeof query;
  await run();
  pg.Client.prototype.query = query;
  if (caught === undefined) throw new Error('no statement was caught');
  return caught;
}

/** A bare web server that does nothing but that statement. */
export async function bare(serverUrl: string, { text, values }: { text: string; values: unknown[] }) {
  const pool = new pg.Pool({ connectionString: serverUrl, max: 12 });
  const app = fastify();
  app.get('/', async () => ({ items: (await pool.query(text, values)).rows }));
  return {
    url: await app.listen({ host: '127.0.0.1', port: 0 }),
    close: async () => {
      await app.close();
      await pool.end();
    },
  };
}

const execute = promisify(execFile);
/** How many answers a second an address gives, asked over several connections by a process of its own. */
export async function perSecond(url: string, cookie: string): Promise<number> {
  const { stdout } = await execute(process.execPath, ['tests/bench/load.mjs', url, cookie, String(connections), String(window)]);
  const { requests, seconds } = JSON.parse(stdout) as { requests: number; seconds: number };
  return requests / seconds;
}

/** Two things turn about, three times each; the medians are compared. */
export async function sideBySide(a: () => Promise<number>, b: () => Promise<number>): Promise<[number, number]> {
  await a();
  await b();
  const [as, bs]: [number[], number[]] = [[], []];
  for (let turn = 0; turn < 3; turn += 1) {
    as.push(await a());
    bs.push(await b());
  }
  const median = (values: number[]) => values.toSorted((x, y) => x - y)[1] ?? 0;
  return [median(as), median(bs)];
}

/** One city, for what needs no second. */
export async function inSmallCity(run: (city: City) => Promise<Line[]>): Promise<Line[]> {
  const scratch = mkdtempSync(join(tmpdir(), 'lingxian-bench-'));
  const city = await open(join(scratch, 'city'), sizes[0].copies);
  try {
    return await run(city);
  } finally {
    await city.close();
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Both cities, side by side. */
export async function inBothCities(run: (small: City, large: City) => Promise<Line[]>): Promise<Line[]> {
  const scratch = mkdtempSync(join(tmpdir(), 'lingxian-bench-'));
  const cities: City[] = [];
  try {
    for (const { name, copies } of sizes) {
      console.log(`· a city of about ${name} studios`);
      cities.push(await open(join(scratch, `c${copies}`), copies));
    }
    const [small, large] = cities;
    if (small === undefined || large === undefined) throw new Error('no cities');
    return await run(small, large);
  } finally {
    for (const city of cities) await city.close();
    rmSync(scratch, { recursive: true, force: true });
  }
}
