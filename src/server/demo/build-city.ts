import { writeFile } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { createReadStream } from 'node:fs';
import { sql } from 'kysely';
import { addDays, addMonths, type Day } from '#core/shared/days.ts';
import { receiveUpload } from '#server/files/receive-upload.ts';
import { makeDemo } from '#server/kernel/city-clock.ts';
import type { House } from '#server/kernel/house.ts';
import { openHouse, type HouseOptions } from '#server/main.ts';
import { connect } from '#server/store/connection.ts';
import { declare, isWeak, nameBatch } from './chain-story.ts';
import { cast as castCity, type Account, type DemoUnit } from './people.ts';
import { player } from './player.ts';
import {
  achieve,
  claimHonour,
  found,
  invitePartner,
  monthly,
  poseProblem,
  reachMilestone,
  settle,
  startProject,
  teach,
  type Goal,
  type Story,
} from './studio-story.ts';
import { spread } from './spread-story.ts';
import { timetable } from './timetable.ts';

/** The demo starts on this Monday: the 2013 targets still mean something. */
export const demoDay: Day = '2013-11-18';
const firstDay: Day = '2013-01-14';

/** How many studios come how far, and when they declare. */
const plan: readonly (readonly [Goal, number, Day | undefined])[] = [
  ['ledger', 6, undefined],
  ['paid', 10, '2013-03-18'],
  ['paid', 10, '2013-06-10'],
  ['failed', 1, '2013-06-03'],
  ['paid', 2, '2013-08-12'],
  ['receipt', 1, '2013-08-12'],
  ['paying', 2, '2013-08-12'],
  ['checking', 2, '2013-08-12'],
  ['account', 2, '2013-08-12'],
  ['named', 2, '2013-08-12'],
  ['struck', 1, '2013-08-12'],
  ['rectifying', 2, '2013-09-12'],
  ['posted', 4, '2013-09-18'],
  ['objected', 1, '2013-09-18'],
  ['passed', 3, '2013-10-11'],
  ['reviewed', 1, '2013-10-14'],
  ['scoring', 3, '2013-10-18'],
  ['arranging', 3, '2013-10-23'],
  ['formal-check', 3, '2013-10-28'],
  ['correction', 1, '2013-10-28'],
  ['rejected', 1, '2013-09-23'],
  ['withdrawn', 1, '2013-09-24'],
  ['union-review', 4, '2013-11-01'],
  ['returned', 1, '2013-10-30'],
  ['unit-publicity', 2, '2013-11-08'],
  ['union-check', 1, '2013-11-12'],
  ['unit-review', 2, '2013-11-13'],
  ['draft', 3, '2013-11-12'],
  ['founded', 2, undefined],
];
const batches: readonly Day[] = ['2013-05-13', '2013-08-05', '2013-10-14', '2013-11-12'];
const batchOf = (declared: Day): number => batches.findIndex((day) => declared < addDays(day, -40));

/** A one-page PDF that says what it is; every scanned paper of the demo is a copy of it. */
const samplePaper = (): Buffer => {
  const text = 'BT /F1 18 Tf 72 760 Td (Lingxian demo: sample scan, not a real document) Tj ET';
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
    `<</Length ${text.length}>>stream\n${text}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  ];
  let body = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const at = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const xref = body.length;
  body += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')}trailer<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${xref}\n%%EOF`;
  return Buffer.from(body, 'latin1');
};

async function paperOf(house: House) {
  const path = join(house.files.spool, `sample-${randomUUID()}`);
  await writeFile(path, samplePaper());
  return receiveUpload(house.files, createReadStream(path), '示例扫描件.pdf');
}

export type CityOptions = Omit<HouseOptions, 'demo'> & Readonly<{ ownerUrl?: string }>;

/**
 * Builds the demonstration city through its own actions, a year of them; the database must be migrated and empty.
 * @returns the accounts to sign in with, the demonstration studio's people first
 */
export async function buildDemoCity(options: CityOptions): Promise<readonly Account[]> {
  const first = connect(options.serverUrl, options.log);
  await makeDemo(first, firstDay);
  await first.destroy();
  const house = await openHouse({ ...options, demo: true });
  try {
    return await build(house);
  } finally {
    await house.db.destroy();
  }
}

async function build(house: House): Promise<readonly Account[]> {
  const { log } = house;
  const people = await castCity(house);
  const play = player(house, await paperOf(house));
  const table = timetable(house);
  const city = { house, play, cast: people, table };
  const stories: Story[] = [];
  const inBatch = new Map<number, number>();

  table.on('2013-01-15', async () => {
    const clerk = people.department[0]!;
    const { matter = '' } = await play.begin(clerk, 'allocation.open', undefined, { year: 2013, basis: 'cumulative', createdTotal: 100, qualifiedTotal: 66 });
    await play.step(clerk, 'allocation', matter, 'issue');
  });

  // The first union carries two studios in one unit; the others are spread over the fifteen as the annex weighs them.
  const units: DemoUnit[] = [];
  const goals = plan.flatMap(([goal, count, declared]) => Array.from({ length: count }, () => ({ goal, declared })));
  for (const [seed, { goal, declared }] of goals.entries()) {
    const union = people.unions[seed % people.unions.length]!;
    const shared = seed > 0 && seed % 5 === 0 ? units[seed - people.unions.length] : undefined;
    const unit = seed === 1 ? units[0]! : (shared ?? (await people.unit(seed === 0 ? people.unions[0]! : union, Math.floor(seed / people.unions.length))));
    units.push(unit);
    if (declared !== undefined) inBatch.set(seed, batchOf(declared));
    live(city, stories, unit, goal, seed, declared);
  }
  for (const [number, day] of batches.entries())
    table.on(addDays(day, -1), async () =>
      nameBatch(
        city,
        day,
        number + 1,
        stories.filter((story) => story.declaration !== undefined && inBatch.get(story.seed) === number),
        number < batches.length - 1,
      ),
    );

  spread(city, stories);
  await table.playUntil(demoDay, (day) => {
    if (day.endsWith('-01') || day.endsWith('-15')) log(`  演示城市：${day}，工作室 ${stories.length} 家`);
  });
  await readOldNews(house);
  await makeDemo(house.db, demoDay);
  return demonstrationFirst(people.accounts, stories[0]!);
}

/** A year of notices would drown the first visitor: what is older than a week has been read. */
async function readOldNews({ db }: House): Promise<void> {
  await sql`
    insert into notification_read (notification_id, person_id)
    select distinct n.id, o.person_id from notification n join office_held o on o.office = n.office
      and (n.union_id is null or n.union_id = o.union_id) and (n.studio_id is null or n.studio_id = o.studio_id) and (n.person_id is null or n.person_id = o.person_id)
    where n.at < ${`${addDays(demoDay, -6)}T00:00:00+08:00`}`.execute(db);
}

/** One studio's year: founded, its ledger, its declaration. */
function live(city: Parameters<typeof declare>[0], stories: Story[], unit: DemoUnit, goal: Goal, seed: number, declared: Day | undefined): void {
  const { house, play, cast: people, table } = city;
  const wanted = declared === undefined ? addDays('2013-08-19', (seed % 6) * 9) : addDays(declared, -62);
  const foundedOn = seed === 0 ? firstDay : wanted < firstDay ? addDays(firstDay, 1 + (seed % 5)) : wanted;
  table.on(foundedOn, async () => {
    const story = await found(house, play, people, unit, goal, seed, play.today());
    stories[seed === 0 ? 0 : stories.length] = story;
    if (goal === 'founded') return;
    table.on(seed === 0 ? addDays(demoDay, -4) : addDays(play.today(), 2), () => claimHonour(play, story));
    table.on(addDays(play.today(), 2), () => settle(play, story, isWeak(goal)));
    if (seed === 0) await people.seat(await people.person(unit.unit, '工艺员'), 'member', unit, { id: story.studio, name: story.name });
    table.on(addDays(play.today(), 8), () => confirmHonours(city, story));
    // The demonstration studio still lacks a project and a result: that is what the one who tries the demo will mend.
    if (seed !== 0) table.on(addDays(play.today(), 12), () => pursue(city, story, 0));
    if (seed % 3 === 1) table.on(addDays(play.today(), 20), () => pursue(city, story, 1));
    if (seed !== 0) table.on(addDays(play.today(), 40), () => achieve(play, story, 0));
    if (!isWeak(goal) && seed !== 0) {
      table.on(addDays(play.today(), 30), () => teach(play, house, story));
      table.on(addDays(play.today(), 48), () => achieve(play, story, 1));
    }
    for (let month = 0; month < 10; month += 1) {
      const on = addDays(addMonths(play.today(), month), 16);
      if (on < demoDay && !(seed % 11 === 7 && month > 3)) table.on(on, () => monthly(play, story, month));
    }
    if (seed === 1) table.on('2013-11-13', () => poseProblem(play, story));
    if (seed === 8) table.on(addDays(play.today(), 24), () => invitePartner(play, story, stories[7] ?? story));
    if (declared !== undefined) declare(city, story, declared);
  });
}

/** A project and its milestones: most of them reached in time. */
async function pursue({ house, play, table }: Parameters<typeof declare>[0], story: Story, n: number): Promise<void> {
  const project = await startProject(play, story, n);
  const reach = () => reachMilestone(play, house, story, project);
  table.on(addDays(play.today(), 38), reach);
  if (story.seed % 4 !== 3) table.on(addDays(play.today(), 110), reach);
}

async function confirmHonours({ house, play, cast: people }: Parameters<typeof declare>[0], { studio, seed }: Story): Promise<void> {
  if (seed === 0) return;
  const pending = await house.db
    .selectFrom('matter')
    .select('id')
    .where('studio', '=', studio)
    .where('kind', '=', 'honour')
    .where('state', '=', 'pending')
    .execute();
  for (const { id } of pending) await play.step(people.department[1]!, 'honour', id, 'confirm');
}

/** Whoever tries the demo starts with the studio that is ready to declare, and its neighbours. */
function demonstrationFirst(accounts: readonly Account[], { name, unit }: Story): readonly Account[] {
  const near = (account: Account): number => (account.studio === name ? 0 : account.union === unit.name ? 1 : account.union === unit.union.name ? 2 : 3);
  return accounts.toSorted((a, b) => near(a) - near(b));
}
