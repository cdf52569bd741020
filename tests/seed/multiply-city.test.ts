import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkInvariants } from '#server/invariants/check-invariants.ts';
import { moveDays } from '#server/jobs/run-day.ts';
import { multiplyCity } from '#server/seed/multiply-city.ts';
import { cloneChainCity, type ChainCity } from '../support/chain-city.ts';
import { yearMatters } from '../support/year-matters.ts';

let city: ChainCity;
let before: Record<string, number>;
const count = async (): Promise<Record<string, number>> => {
  const tables = ['studio', 'matter', 'matter_event', 'fact', 'dossier', 'milestone', 'sheet', 'objection', 'report', 'delivery', 'assessment', 'old_plaque'];
  tables.push('allocation', 'round', 'account', 'stored_file');
  const [row] = await city.sql(`SELECT ${tables.map((table) => `(SELECT count(*) FROM ${table})::int AS ${table}`).join(', ')}`);
  return row as Record<string, number>;
};
/** A city in which a year has passed: a report with its two receipts, a round of assessments, a plaque that was replaced, a title revoked. */
async function cityOfAYear(): Promise<ChainCity> {
  const one = await cloneChainCity();
  await yearMatters(one);
  const { play, department, leaders } = one;
  const opinion = '同意。';
  const changed = one.story('checking');
  const change = await one.matterOf(changed, 'change');
  await play.step(changed.unit.union.supervisor, 'change', change, 'concur', { opinion });
  await play.step(department[0]!, 'change', change, 'approve', { opinion });
  const { matter = '' } = await play.begin(department[0]!, 'revocation.open', one.story('paid').studio, { ground: 'misuse', reason: '补助挪作他用，已查实。' });
  await play.step(department[0]!, 'revocation', matter, 'notify', { reason: '补助挪作他用，已查实。' });
  while ((await one.sql('select state from matter where id = $1', [matter]))[0]!['state'] === 'statement') await moveDays(one.house, 1);
  await play.step(leaders[0]!, 'revocation', matter, 'revoke', { opinion });
  await one.sql('DROP TABLE test_city');
  return one;
}
beforeAll(async () => {
  city = await cityOfAYear();
  before = await count();
  await multiplyCity(city.database.ownerUrl, 2, 7, () => {});
});
afterAll(() => city.close());

describe('a city made large', () => {
  it('has every studio with its whole history again, and once what a city has once', async () => {
    const { allocation, round, account, stored_file, ...many } = before;
    const files = { allocation, round, account, stored_file };
    expect(many['studio']).toBeGreaterThan(20);
    const shared = 6; // the matters of the targets, the round, the plan, the draw, the commendation and the meeting, which a city has once
    const expected = Object.fromEntries(Object.entries(many).map(([table, rows]) => [table, table === 'matter' ? 3 * (rows - shared) + shared : 3 * rows]));
    const { matter_event, ...after } = await count();
    expect(after).toEqual({ ...expected, ...files, matter_event: undefined });
    expect(matter_event).toBeGreaterThan(2.9 * (before['matter_event'] ?? 0));
  });

  it('gives every copy receipts, plaques and documents of its own, and turns the books to where they end', async () => {
    const numbers = ['receipt_no AS n FROM delivery', 'verify_code FROM old_plaque', 'document_number FROM revocation WHERE document_number IS NOT NULL'];
    for (const of of numbers) {
      const drawn = (await city.sql(`SELECT ${of}`)).map((row) => Object.values(row)[0]);
      expect(drawn.length, of).toBeGreaterThanOrEqual(3);
      expect(new Set(drawn).size, of).toBe(drawn.length);
    }
    const [{ last } = {}] = await city.sql("SELECT last FROM number_book WHERE book = 'receipt'");
    expect(last).toBe((await city.sql('SELECT FROM delivery')).length);
  });

  it('keeps every invariant: no gap in the numbers, no seal broken, nobody’s desk forgotten', async () => {
    const broken = await checkInvariants(city.house.db, city.house.files, city.house.standards);
    // The clone of the test city has no bytes of its own.
    expect(broken.filter(({ code }) => code !== 'bytes-of-files')).toEqual([]);
  });

  it('knows its studios by other names, and their people too', async () => {
    const names = await city.sql('SELECT name FROM studio');
    expect(new Set(names.map(({ name }) => name)).size).toBeGreaterThan(0.9 * names.length);
    const stray = await city.sql(
      'SELECT studio.name FROM studio JOIN person ON person.id = lead_id WHERE strpos(studio.search, person.name) = 0 OR strpos(studio.search, studio.initials) = 0',
    );
    expect(stray).toEqual([]);
  });

  it('is the same city for the same seed', async () => {
    const other = await cityOfAYear();
    try {
      await multiplyCity(other.database.ownerUrl, 1, 7, () => {});
      const [again] = await other.sql('SELECT count(*)::int AS studios FROM studio');
      const known = new Set((await city.sql('SELECT id || name AS key FROM studio')).map(({ key }) => key));
      const strangers = (await other.sql('SELECT id || name AS key FROM studio')).filter(({ key }) => !known.has(key));
      expect({ again, strangers }).toEqual({ again: { studios: 2 * (before['studio'] ?? 0) }, strangers: [] });
    } finally {
      await other.close();
    }
  });
});
