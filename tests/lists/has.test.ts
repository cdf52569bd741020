import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { has } from '#server/views/paging.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';

/** 找一个字、两个字和找一句话一样：索引里每个字写三遍，找到的不多也不少。 */
let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database?.close());

// Few signs, so that runs and overlaps come up; among them what LIKE and regular expressions take for something else.
const signs = fc.constantFrom('焊', '工', 'a', 'A', '%', '_', '\\', '.', '1', '\n', '𠅤', ' ');
const texts = fc.array(signs, { maxLength: 12 }).map((some) => some.join(''));
const words = fc.array(signs, { minLength: 1, maxLength: 4 }).map((some) => some.join(''));

it('a word is found where it stands, and nowhere else, whatever is in it', async () => {
  const pairs = fc.array(fc.record({ text: texts, word: words }), { minLength: 40, maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(pairs, async (asked) => {
      const answers = asked.map(({ text, word }) => sql`${has(sql`${text}::text`, word)}`);
      const { rows } = await sql<{ found: boolean[] }>`select array[${sql.join(answers)}] as found`.execute(database.db);
      expect(rows[0]?.found).toEqual(asked.map(({ text, word }) => text.toLowerCase().includes(word.toLowerCase())));
    }),
    { numRuns: 60 },
  );
});

it('one sign and two are found by the index', async () => {
  for (const word of ['焊', '焊工', '焊工班']) {
    const asked = sql`select id from union_org where ${has(sql`name || ' ' || coalesce(unit_name, '')`, word)}`.compile(database.db);
    const plan = await database.db.transaction().execute(async (tx) => {
      // Small as it is, the table would be read whole: without that, only an index that takes the word is left.
      await sql`set local enable_seqscan = off`.execute(tx);
      const { rows } = await sql<{ 'QUERY PLAN': string }>`explain ${sql.raw(asked.sql.replaceAll('$1', `'${String(asked.parameters[0])}'`))}`.execute(tx);
      return rows.map((row) => row['QUERY PLAN']).join('\n');
    });
    expect(plan, word).toContain('Bitmap Index Scan on union_search');
  }
});
