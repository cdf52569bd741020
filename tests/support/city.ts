import { cp, mkdtemp, rm } from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Day } from '#core/shared/days.ts';
import { cast, type Account, type Cast, type DemoUnit } from '#server/demo/people.ts';
import { player, type Player } from '#server/demo/player.ts';
import { claimHonour, found, settle, type Goal, type Story } from '#server/demo/studio-story.ts';
import { receiveUpload } from '#server/files/receive-upload.ts';
import { makeDemo } from '#server/kernel/city-clock.ts';
import type { House } from '#server/kernel/house.ts';
import { openHouse, startServer } from '#server/main.ts';
import { freshDatabase, type TestDatabase } from './database.ts';
import { Person, type Account as Signed } from './robot.ts';

/** A city of one's own: fifteen unions, everybody in their chairs, the clock standing at a day. */
export type City = Readonly<{
  url: string;
  house: House;
  people: Cast;
  play: Player;
  database: TestDatabase;
  unit: (n?: number) => Promise<DemoUnit>;
  /** A studio with its first ledger, in a unit of its own or the given one. */
  studio: (options?: { unit?: DemoUnit; seed?: number; weak?: boolean; goal?: Goal }) => Promise<Story>;
  /** Signs in as the nth holder of an office. */
  as: (office: string, n?: number) => Promise<Person>;
  asOf: (account: Account) => Promise<Person>;
  close: () => Promise<void>;
}>;

export async function openCity(day: Day = '2013-11-18', { web = false }: { web?: boolean } = {}): Promise<City> {
  const database = await freshDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'lingxian-test-'));
  const options = { serverUrl: database.serverUrl, standardsDir: 'standards', dataDir, demo: true, log: () => {} };
  // A copy: a build that runs meanwhile must not pull the pages from under the journey.
  if (web) await cp('dist/web', join(dataDir, 'web'), { recursive: true });
  await makeDemo(database.db, day);
  const house = await openHouse(options);
  const people = await cast(house);
  const path = join(house.files.spool, 'paper');
  await writeFile(path, '一页示例扫描件。\n');
  const play = player(house, await receiveUpload(house.files, createReadStream(path), '扫描件.txt'));
  const served = await startServer({ ...options, host: '127.0.0.1', port: 0, webDir: join(dataDir, 'web') });
  let units = 0;
  const unit = (n = units++): Promise<DemoUnit> => people.unit(people.unions[n % people.unions.length]!, Math.floor(n / people.unions.length));

  return {
    url: served.url,
    // The server's own house: its clock is the one that moves.
    house: served.house,
    people,
    play,
    database,
    unit,
    async studio({ unit: at, seed = 1, weak = false, goal = 'ledger' } = {}) {
      const story = await found(house, play, people, at ?? (await unit()), goal, seed, day);
      await claimHonour(play, story);
      await settle(play, story, weak);
      return story;
    },
    as(office, n = 0) {
      const account = people.accounts.filter((one) => one.office === office)[n];
      if (account === undefined) throw new Error(`nobody holds ${office} ${n}`);
      return new Person(served.url, account as Signed).signIn();
    },
    asOf: (account) => new Person(served.url, account as Signed).signIn(),
    async close() {
      await served.close();
      await house.db.destroy();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Everybody a studio's way leads past, signed in. */
export async function peopleAround({ url, people }: City, { unit }: Story): Promise<readonly Person[]> {
  const cityside = ['department', 'leadership', 'finance', 'expert', 'supervisor'];
  const near = people.accounts.filter(({ office, union }) => cityside.includes(office) || union === unit.name);
  const signedIn: Person[] = [];
  for (const account of near) signedIn.push(await new Person(url, account as Signed).signIn());
  return signedIn;
}
