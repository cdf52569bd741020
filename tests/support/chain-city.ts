import { createReadStream } from 'node:fs';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { Office } from '#core/people/actor.ts';
import { addDays, type Day } from '#core/shared/days.ts';
import { declare, isWeak, nameBatch } from '#server/demo/chain-story.ts';
import { cast, demoPassword, type Account, type DemoUnion, type DemoUnit } from '#server/demo/people.ts';
import { player, type Chair, type Player } from '#server/demo/player.ts';
import { achieve, claimHonour, found, monthly, settle, startProject, teach, type Goal, type Story } from '#server/demo/studio-story.ts';
import { timetable } from '#server/demo/timetable.ts';
import { receiveUpload } from '#server/files/receive-upload.ts';
import { makeDemo } from '#server/kernel/city-clock.ts';
import type { House } from '#server/kernel/house.ts';
import { openHouse, startServer } from '#server/main.ts';
import { cloneDatabase, ensureTemplate, type TestDatabase } from './database.ts';
import { Person } from './robot.ts';

/** How far each studio has come, and when it declared. The first two share a unit; the third is of the same union. */
const plan: readonly (readonly [Goal, Day?])[] = [
  ['paid', '2013-09-02'],
  ['ledger'],
  ['posted', '2013-10-08'],
  ['named', '2013-09-02'],
  ['account', '2013-09-02'],
  ['checking', '2013-09-02'],
  ['paying', '2013-09-02'],
  ['receipt', '2013-09-02'],
  ['struck', '2013-09-02'],
  ['objected', '2013-10-08'],
  ['passed', '2013-10-14'],
  ['reviewed', '2013-10-08'],
  ['scoring', '2013-10-16'],
  ['arranging', '2013-10-16'],
  ['rectifying', '2013-10-08'],
  ['formal-check', '2013-10-16'],
  ['correction', '2013-10-16'],
  ['union-review', '2013-10-16'],
  ['unit-publicity', '2013-11-12'],
  ['union-check', '2013-11-12'],
  ['unit-review', '2013-11-12'],
  ['draft', '2013-11-12'],
  ['returned', '2013-10-16'],
  ['ledger'],
  ['ledger'],
  ['ledger'],
];
const firstDay: Day = '2013-08-26';
/** The Monday on which every test finds this city. */
export const today: Day = '2013-11-18';
const batches = [
  ['2013-10-18', '2013-09-02', true],
  ['2013-11-12', '2013-10-08', false],
] as const;

/** Who sits where, and what became of whom: what a clone needs to know of its template. */
type Kept = Readonly<{
  city: { id: string; name: string };
  unions: readonly DemoUnion[];
  department: Chair[];
  leaders: Chair[];
  finance: Chair[];
  auditor: Chair;
  admins: Chair[];
  experts: Chair[];
  accounts: readonly Account[];
  stories: readonly Story[];
}>;

const options = (serverUrl: string, dataDir: string) => ({ serverUrl, standardsDir: 'standards', dataDir, demo: true, log: () => {} });

async function playerIn(house: House): Promise<Player> {
  const path = join(house.files.spool, 'paper');
  await writeFile(path, '一页示例扫描件。\n');
  return player(house, await receiveUpload(house.files, createReadStream(path), '扫描件.txt'));
}

type Stage = Parameters<typeof declare>[0];
/** A studio's first weeks, pressed into a few days: founded, its ledger, its declaration. */
function live(city: Stage, stories: Story[], unit: DemoUnit, goal: Goal, seed: number, declared: Day | undefined): void {
  const { house, play, cast: people, table } = city;
  table.on(firstDay, async () => {
    const story = await found(house, play, people, unit, goal, seed, play.today());
    stories[seed] = story;
    await claimHonour(play, story);
    await settle(play, story, isWeak(goal));
    const pending = await house.db.selectFrom('matter').select('id').where('studio', '=', story.studio).where('kind', '=', 'honour').execute();
    for (const { id } of pending) await play.step(people.department[1]!, 'honour', id, 'confirm');
    await startProject(play, story, 0);
    await achieve(play, story, 0);
    if (!isWeak(goal)) {
      await startProject(play, story, 1);
      await achieve(play, story, 1);
      await teach(play, house, story);
      for (let month = 0; month < 4; month += 1) await monthly(play, story, month);
    }
    if (declared !== undefined) declare(city, story, declared);
  });
}

async function build({ ownerUrl, serverUrl }: { ownerUrl: string; serverUrl: string }): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'lingxian-test-'));
  const house = await openHouse(options(serverUrl, dataDir));
  try {
    await makeDemo(house.db, firstDay);
  } finally {
    await house.db.destroy();
  }
  const moved = await openHouse(options(serverUrl, dataDir));
  try {
    const kept = await populate(moved);
    await keep(ownerUrl, kept);
  } finally {
    await moved.db.destroy();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function populate(house: House): Promise<Kept> {
  const people = await cast(house);
  const play = await playerIn(house);
  const table = timetable(house);
  const stage: Stage = { house, play, cast: people, table };
  const stories: Story[] = [];
  table.on(firstDay, async () => {
    const { matter = '' } = await play.begin(people.department[0]!, 'allocation.open', undefined, {
      year: 2013,
      basis: 'cumulative',
      createdTotal: 100,
      qualifiedTotal: 66,
    });
    await play.step(people.department[0]!, 'allocation', matter, 'issue');
  });
  const units: DemoUnit[] = [];
  for (const [seed, [goal, declared]] of plan.entries()) {
    const union = people.unions[seed < 3 ? 0 : seed % people.unions.length]!;
    units.push(seed === 1 ? units[0]! : await people.unit(union, Math.floor(seed / people.unions.length) + (seed === 2 ? 1 : 0)));
    live(stage, stories, units[seed]!, goal, seed, declared);
  }
  for (const [number, [day, declared, sign]] of batches.entries())
    table.on(addDays(day, -1), async () =>
      nameBatch(
        stage,
        day,
        number + 1,
        stories.filter((_, seed) => plan[seed]?.[1] === declared),
        sign,
      ),
    );
  await table.playUntil(today, () => {});
  await makeDemo(house.db, today);
  const { city, unions, department, leaders, finance, auditor, admins, experts, accounts } = people;
  return { city, unions, department, leaders, finance, auditor, admins, experts, accounts, stories };
}

async function asOwner<T>(ownerUrl: string, work: (owner: pg.Client) => Promise<T>): Promise<T> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    return await work(owner);
  } finally {
    await owner.end();
  }
}
const keep = (ownerUrl: string, kept: Kept) =>
  asOwner(ownerUrl, async (owner) => {
    await owner.query('CREATE TABLE test_city (content jsonb NOT NULL)');
    await owner.query('INSERT INTO test_city VALUES ($1)', [JSON.stringify(kept)]);
  });

/** A served copy of that city, one's own to change. */
type SignIn = ConstructorParameters<typeof Person>[1];
export type ChainCity = Kept &
  Readonly<{
    url: string;
    house: House;
    play: Player;
    database: TestDatabase;
    /** The nth studio that has come this far. */
    story: (goal: Goal, n?: number) => Story;
    /** Signs in whoever sits in a chair. */
    as: (chair: Chair) => Promise<Person>;
    /** How whoever sits in a chair signs in. */
    accountOf: (chair: Chair) => Promise<SignIn>;
    /** The open (or only) matter of a kind of a studio. */
    matterOf: (story: Story, kind: string) => Promise<string>;
    /** SQL as the owner: what no action could do. */
    sql: (text: string, values?: readonly unknown[]) => Promise<Record<string, unknown>[]>;
    close: () => Promise<void>;
  }>;

async function accountOf({ db }: House, { person, office, union = '', studio }: Chair): Promise<SignIn> {
  const { name } = await db.selectFrom('account').select('name').where('personId', '=', person).executeTakeFirstOrThrow();
  return { office, account: name, password: demoPassword, union, ...(studio === undefined ? {} : { studio }) };
}

/**
 * A copy of the city in which studios stand everywhere on the way.
 * @param through leads the server to its database by another way
 * @param web serves the pages too
 * @param mayReach receivers of webhooks inside
 * @param mail where mail is handed over
 */
export async function cloneChainCity(
  through: (serverUrl: string) => Promise<string> = (url) => Promise.resolve(url),
  { web = false, mayReach = [], mail }: { web?: boolean; mayReach?: readonly string[]; mail?: { url: string; from: string } } = {},
): Promise<ChainCity> {
  const database = await cloneDatabase(await ensureTemplate('lingxian_chain', build));
  const [row] = await asOwner(database.ownerUrl, async (owner) => (await owner.query<{ content: Kept }>('SELECT content FROM test_city')).rows);
  const kept = row!.content;
  const dataDir = await mkdtemp(join(tmpdir(), 'lingxian-test-'));
  // A copy: a build that runs meanwhile must not pull the pages from under the journey.
  if (web) await cp('dist/web', join(dataDir, 'web'), { recursive: true });
  const served = await startServer({
    ...options(await through(database.serverUrl), dataDir),
    mayReach,
    mail,
    host: '127.0.0.1',
    port: 0,
    webDir: join(dataDir, 'web'),
  });
  const { house, url } = served;
  return {
    ...kept,
    url,
    house,
    play: await playerIn(house),
    database,
    story: (goal, n = 0) => kept.stories.filter((one) => one.goal === goal)[n]!,
    as: async (chair) => new Person(url, await accountOf(house, chair)).signIn(),
    accountOf: (chair) => accountOf(house, chair),
    async matterOf({ studio }, kind) {
      const { id } = await house.db
        .selectFrom('matter')
        .select('id')
        .where('studio', '=', studio)
        .where('kind', '=', kind)
        .orderBy('id', 'desc')
        .executeTakeFirstOrThrow();
      return id;
    },
    sql: (text, values = []) => asOwner(database.ownerUrl, async (owner) => (await owner.query<Record<string, unknown>>(text, [...values])).rows),
    async close() {
      await served.close();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Every office with somebody of this city in it, the studio's own side from a story. */
export const chairsOf = (city: Kept, { lead, secretary, unit }: Story): Readonly<Partial<Record<Office, Chair>>> => ({
  lead,
  secretary,
  unit: unit.management,
  grassroots: unit.grassroots,
  supervisor: unit.union.supervisor,
  department: city.department[0]!,
  leadership: city.leaders[0]!,
  finance: city.finance[0]!,
  expert: city.experts[0]!,
  auditor: city.auditor,
  sysadmin: city.admins[0]!,
  secadmin: city.admins[1]!,
  auditadmin: city.admins[2]!,
});
