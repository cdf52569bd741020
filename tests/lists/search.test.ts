import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Chair } from '#server/demo/player.ts';
import { buildApp } from '#server/http/app.ts';
import { soundsOf, spelt } from '#server/kernel/pinyin.ts';
import { connect } from '#server/store/connection.ts';
import { cloneChainCity, type ChainCity } from '../support/chain-city.ts';

type Found = { kind: string; group: string; id: string; title: string; detail: string; href: string };
let city: ChainCity;
beforeAll(async () => {
  city = await cloneChainCity();
});
afterAll(() => city?.close());
const found = async (chair: Chair, q: string): Promise<Found[]> =>
  (await (await city.as(chair)).get<{ items: Found[] }>(`/api/search?q=${encodeURIComponent(q)}`)).items;
const ids = async (chair: Chair, q: string) => (await found(chair, q)).map(({ id }) => id);
const titleOf = async (achievement: string) => String((await city.sql('select title from fact_achievement where id = $1', [achievement]))[0]!['title']);
const resultOf = async (studio: string) =>
  (
    await city.sql('select a.id, a.title, a.number from fact_achievement a join fact f on f.id = a.id where f.studio_id = $1 order by a.id limit 1', [studio])
  )[0] as {
    id: string;
    title: string;
    number: string;
  };

describe('what is found', () => {
  it('is a studio by any three signs of its name, by initials, and by pinyin written in one or with blanks', async () => {
    const { studio, name } = city.story('paid');
    const lead = name.replace(/劳模.*$/u, '');
    for (const q of [
      name.slice(0, 3),
      name,
      soundsOf(lead).split(' ')[0]!,
      spelt(lead),
      spelt(lead).toUpperCase(),
      [...lead].map(spelt).join(' '),
      [...lead].map(spelt).join("'"),
    ])
      expect(await ids(city.department[0]!, q), q).toContain(studio);
    expect(await ids(city.department[0]!, '没有这样的工作室')).toEqual([]);
  });

  it('is a matter by the sounds of its title too', async () => {
    const story = city.story('scoring');
    const acceptance = await city.matterOf(story, 'acceptance');
    const [{ title } = { title: '' }] = await city.sql('select title from matter where id = $1', [acceptance]);
    expect(await ids(city.department[0]!, String(title))).toContain(acceptance);
    expect(await ids(city.department[0]!, spelt(String(title)))).toContain(acceptance);
  });

  it('is a person for whoever may look for people, and nobody for the rest', async () => {
    const { person } = city.story('paid').lead;
    const [{ name } = { name: '' }] = await city.sql('select name from person where id = $1', [person]);
    const sure = String(name);
    for (const chair of [city.department[0]!, city.admins[0]!, city.story('paid').unit.union.supervisor, city.story('paid').unit.grassroots]) {
      for (const q of [sure, spelt(sure)]) expect(await ids(chair, q), `${chair.office} ${q}`).toContain(person);
    }
    const other = city.unions.find(({ id }) => id !== city.story('paid').unit.union.id)!;
    for (const chair of [other.supervisor, city.story('paid').secretary, city.experts[0]!, city.finance[0]!])
      expect(
        (await found(chair, sure)).filter(({ kind }) => kind === 'person'),
        chair.office,
      ).toEqual([]);
  });

  it('is a result by its title and its number, inside the studios one may see; experts find none', async () => {
    const [own, neighbour] = [city.story('paid'), city.story('posted')];
    const result = await resultOf(own.studio);
    expect(await titleOf(result.id)).toBe(result.title);
    await city.sql('update fact_achievement set number = $2 where id = $1', [result.id, 'ZL 2013 2 0099999.X']);
    for (const chair of [city.department[0]!, own.lead, own.unit.union.supervisor]) {
      const [hit] = (await found(chair, 'zl 2013 2 0099999.x')).filter(({ kind }) => kind === 'result');
      expect(hit, chair.office).toMatchObject({ id: result.id, group: '成果', href: `/studios/${own.studio}` });
    }
    const other = city.unions.find(({ id }) => id !== own.unit.union.id && id !== neighbour.unit.union.id)!;
    for (const chair of [neighbour.lead, other.supervisor, city.experts[0]!, city.admins[0]!])
      expect(
        (await found(chair, '0099999')).map(({ id }) => id),
        chair.office,
      ).not.toContain(result.id);
    await city.sql('update fact set voided_at = now() where id = $1', [result.id]);
    expect(await ids(city.department[0]!, '0099999')).toEqual([]);
  });

  it('is a letter by its subject, for the office that wrote it and whoever it has reached, and nobody else', async () => {
    const [letter] = await city.sql(
      "select l.id, l.subject, n.person_id from letter l join notification n on n.letter_id = l.id and n.kind = 'letter' where l.state = 'sent' and l.office = 'department' order by l.id limit 1",
    );
    const [id, person] = [String(letter!['id']), String(letter!['person_id'])];
    await city.sql("update letter set subject = '关于独一份示例函件的通知' where id = $1", [id]);
    expect(await ids(city.department[0]!, '独一份示例函件')).toEqual([id]);
    const story = city.stories.find(({ lead, secretary, unit }) =>
      [lead, secretary, unit.grassroots, unit.management, unit.union.supervisor].some((chair) => chair.person === person),
    )!;
    const told = [story.lead, story.secretary, story.unit.grassroots, story.unit.management, story.unit.union.supervisor].find(
      (chair) => chair.person === person,
    )!;
    expect(await ids(told, '独一份示例函件')).toEqual([id]);
    const elsewhere = city.unions.find((union) => union.id !== story.unit.union.id)!;
    for (const chair of [elsewhere.supervisor, city.experts[0]!, ...city.admins]) expect(await ids(chair, '独一份示例函件'), chair.office).toEqual([]);
  });

  it('takes signs of patterns and of queries as they are', async () => {
    for (const q of ['%', '_', '\\', '状态:公示', '"', '“”', "'", '<script>', '𠮷', ' a '.repeat(15)]) await found(city.department[0]!, q);
    expect(await found(city.department[0]!, '%')).toEqual([]);
    expect(await found(city.department[0]!, '_')).toEqual([]);
    const clerk = await city.as(city.department[0]!);
    expect((await clerk.send('GET', `/api/search?q=${'长'.repeat(61)}`)).status).toBe(422);
    expect((await clerk.send('GET', '/api/search?q=')).status).toBe(422);
  });

  it('costs the same statements for one hit and for many', async () => {
    const statements: string[] = [];
    const db = connect(
      city.database.serverUrl,
      () => {},
      4,
      (statement) => statements.push(statement),
    );
    const app = await buildApp({ ...city.house, db }, { webDir: 'dist/none' });
    const cookie = (await city.as(city.department[0]!)).session;
    const cost = async (q: string) => {
      const counts: number[] = [];
      let hits = 0;
      for (let n = 0; n < 2; n += 1) {
        statements.length = 0;
        const answer = await app.inject({ url: `/api/search?q=${encodeURIComponent(q)}`, headers: { cookie } });
        hits = answer.json<{ items: unknown[] }>().items.length;
        counts.push(statements.length);
      }
      return { hits, statements: Math.min(...counts) };
    };
    try {
      const [one, many] = [await cost(city.story('paid').name), await cost('劳模创新')];
      expect(many.hits).toBeGreaterThan(one.hits);
      expect(many.statements).toBe(one.statements);
    } finally {
      await app.close();
      await db.destroy();
    }
  });
});
