import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkInvariants } from '#server/invariants/check-invariants.ts';
import { multiplyCity } from '#server/seed/multiply-city.ts';
import { cloneChainCity, type ChainCity } from '../support/chain-city.ts';

let city: ChainCity;
let before: Record<string, number>;
const count = async (): Promise<Record<string, number>> => {
  const tables = ['studio', 'matter', 'matter_event', 'fact', 'dossier', 'milestone', 'sheet', 'objection', 'allocation', 'account', 'stored_file'];
  const [row] = await city.sql(`SELECT ${tables.map((table) => `(SELECT count(*) FROM ${table})::int AS ${table}`).join(', ')}`);
  return row as Record<string, number>;
};
beforeAll(async () => {
  city = await cloneChainCity();
  await city.sql('DROP TABLE test_city');
  before = await count();
  await multiplyCity(city.database.ownerUrl, 2, 7, () => {});
});
afterAll(() => city.close());

describe('a city made large', () => {
  it('has every studio with its whole history again, and once what a city has once', async () => {
    const { allocation, account, stored_file, ...many } = before;
    const files = { allocation, account, stored_file };
    expect(many['studio']).toBeGreaterThan(20);
    const shared = 1; // the one event of the targets' own matter counts once
    const expected = Object.fromEntries(Object.entries(many).map(([table, rows]) => [table, table === 'matter' ? 3 * (rows - shared) + shared : 3 * rows]));
    const { matter_event, ...after } = await count();
    expect(after).toEqual({ ...expected, ...files, matter_event: undefined });
    expect(matter_event).toBeGreaterThan(2.9 * (before['matter_event'] ?? 0));
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
    const other = await cloneChainCity();
    try {
      await other.sql('DROP TABLE test_city');
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
