import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { theSystem, type Actor, type Office } from '#core/people/actor.ts';
import { sitsAt } from '#core/people/desks.ts';
import type { LetterPage } from '#contract/shapes.ts';
import type { Matter } from '#core/shared/life.ts';
import { figures } from '#core/year/figures.ts';
import { lifeOf } from '#server/actions/any-life.ts';
import { readingOf } from '#server/actions/moment.ts';
import { actorOf, type Chair } from '#server/demo/player.ts';
import { reading } from '#server/kernel/house.ts';
import { find } from '#server/store/matters.ts';
import { chairsOf, cloneChainCity, type ChainCity } from '../support/chain-city.ts';
import { everyId, everyRow } from '../support/crawl.ts';
import type { Person } from '../support/robot.ts';
import { yearMatters } from '../support/year-matters.ts';

/** What the rules of core say somebody sees is what lists show, what opens, what is searched, chosen from, told of and downloaded. */
let city: ChainCity;
let matters: readonly Matter[];
let member: Chair;

beforeAll(async () => {
  city = await cloneChainCity();
  await yearMatters(city);
  await city.play.step(partner(), 'partnership', await city.matterOf(city.story('checking'), 'partnership'), 'confirm', { opinion: '同意共建。' });
  member = await seatMember();
  const ids = await city.house.db.selectFrom('matter').select('id').orderBy('id').execute();
  const work = reading(city.house, theSystem);
  matters = await Promise.all(ids.map(({ id }) => find(readingOf(work), theSystem, id)));
});
afterAll(() => city?.close());

const partner = () => city.story('account').unit.grassroots;

/** A member of the studio that is being scored, with an account. */
async function seatMember(): Promise<Chair> {
  const { studio, unit } = city.story('scoring');
  const [row] = await city.sql('select m.person_id from fact f join fact_member m on m.id = f.id where f.studio_id = $1 order by f.id limit 1', [studio]);
  const person = String(row?.['person_id']);
  await city.sql("insert into office_held values ('member-office', $1, 'member', $2, $3, '2013-01-01', null)", [person, unit.id, studio]);
  await city.sql(
    "insert into account (id, person_id, name, password, last_office) select 'member-account', $1, 'member1', password, 'member-office' from account limit 1",
    [person],
  );
  return { person, office: 'member', officeId: 'member-office', union: unit.id, studio };
}

const sees = (actor: Actor, matter: Matter): boolean => {
  const { acts, sees: also } = lifeOf(matter.kind).parties(matter);
  return [...acts, ...also].some(sitsAt(actor));
};
const holds = (actor: Actor, matter: Matter): boolean =>
  lifeOf(matter.kind).states[matter.state]?.closed !== true && lifeOf(matter.kind).parties(matter).acts.some(sitsAt(actor));

/** One matter of each kind. */
const ofEachKind = (list: readonly Matter[]): readonly Matter[] => [...new Map(list.map((one) => [`${one.kind} ${one.state}`, one])).values()];

const everybody: readonly (readonly [string, () => Chair | undefined])[] = [
  ...(['lead', 'secretary', 'unit', 'grassroots', 'supervisor'] as const).map(
    (office) => [`${office} of the studio that is paid`, () => chairsOf(city, city.story('paid'))[office]] as const,
  ),
  ...(['lead', 'grassroots', 'supervisor'] as const).map(
    (office) => [`${office} of the studio that is being scored`, () => chairsOf(city, city.story('scoring'))[office]] as const,
  ),
  ...(['lead', 'secretary', 'unit', 'grassroots', 'supervisor'] as const).map(
    (office) => [`${office} of the studio that has lived through a year`, () => chairsOf(city, city.story('checking'))[office]] as const,
  ),
  ['grassroots union of its partner', partner],
  ['lead of a second studio of the unit', () => city.stories[1]!.lead],
  ['member', () => member],
  ...([0, 7] as const).map((n) => [`expert ${n}`, () => city.experts[n]] as const),
  ...(['department', 'leadership', 'finance', 'auditor', 'sysadmin', 'secadmin', 'auditadmin'] as const).map(
    (office) => [office, () => chairsOf(city, city.story('paid'))[office]] as const,
  ),
];

describe.each(everybody)('%s', (_, chairOf) => {
  let chair: Chair;
  let actor: Actor;
  let person: Person;
  let seen: readonly Matter[];
  const idsOf = (list: readonly { id: string }[]) => list.map(({ id }) => id).sort();

  beforeAll(async () => {
    chair = chairOf()!;
    actor = actorOf(chair);
    person = await city.as(chair);
    seen = matters.filter((matter) => sees(actor, matter));
  });

  it('is listed the matters that open, no more and no fewer', async () => {
    expect((await everyId(person, '/api/matters')).sort()).toEqual(idsOf(seen));
    expect((await everyId(person, '/api/matters?sort=dueOn', 11)).sort()).toEqual(idsOf(seen));
    for (const { id } of ofEachKind(seen)) expect((await person.send('GET', `/api/matters/${id}`)).status).toBe(200);
    for (const { id } of ofEachKind(matters.filter((matter) => !seen.includes(matter))))
      expect((await person.send('GET', `/api/matters/${id}`)).status).toBe(404);
  });

  it('has on the desk what core puts there', async () => {
    expect((await everyId(person, '/api/todos', 3)).sort()).toEqual(idsOf(matters.filter((matter) => holds(actor, matter))));
  });

  it('is listed the studios that open', async () => {
    const listed = await everyId(person, '/api/studios', 4);
    for (const { studio } of city.stories) {
      const { status } = await person.send('GET', `/api/studios/${studio}`);
      expect(status === 200, studio).toBe(listed.includes(studio));
      expect([200, 404]).toContain(status);
    }
    expect(listed.length).toBe(new Set(listed).size);
  });

  it('finds by searching and by filters only what is listed', async () => {
    const [ids, studios, people] = [idsOf(seen), await everyId(person, '/api/studios', 100), await everyId(person, '/api/people', 100)];
    for (const q of ['工作室', '示', '2013', 'ldmcxgzs', '厦劳创']) {
      const { items } = await person.get<{ items: { id: string; kind: string; href: string }[] }>(`/api/search?q=${encodeURIComponent(q)}`);
      const opens = ({ id, kind, href }: (typeof items)[number]): boolean =>
        kind === 'person'
          ? people.includes(id)
          : kind === 'result'
            ? studios.some((studio) => href === `/studios/${studio}`)
            : (kind === 'studio' ? studios : ids).includes(id);
      expect(items.filter((item) => item.kind !== 'letter' && !opens(item))).toEqual([]);
      for (const { id } of items.filter(({ kind }) => kind === 'letter')) expect((await person.send('GET', `/api/letters/${id}`)).status).toBe(200);
    }
    for (const { unit, studio } of [city.story('checking'), city.story('union-review')]) {
      expect((await everyId(person, `/api/matters?studio=${studio}`, 100)).filter((id) => !ids.includes(id))).toEqual([]);
      expect((await everyId(person, `/api/studios?union=${unit.union.id}`, 100)).filter((id) => !studios.includes(id))).toEqual([]);
    }
  });

  it('is shown the entries behind every figure of the studios that open, and each of them opens', async () => {
    const [ids, studios] = [idsOf(seen), await everyId(person, '/api/studios', 100)];
    const behind = new Map<string, { href: string; studio: { id: string } }>();
    for (const { code } of figures)
      for (const row of await everyRow<{ id: string; href: string; studio: { id: string } }>(person, `/api/entries?figure=${code}&year=2013`, 100))
        behind.set(row.id, row);
    const places = new Set([...ids.map((id) => `/matters/${id}`), ...studios.map((id) => `/studios/${id}`)]);
    expect([...behind.values()].filter(({ href, studio }) => !places.has(href) || !studios.includes(studio.id))).toEqual([]);
    expect((await everyId(person, '/api/year/studios?year=2013', 4)).filter((id) => !studios.includes(id))).toEqual([]);
  });

  it('is told only of matters that open, and counts no more', async () => {
    const told = await everyRow<{ id: string; href: string; read: boolean }>(person, '/api/notifications', 9);
    const ids = new Set(seen.map(({ id }) => `/matters/${id}`));
    // A letter opens too, and is about a matter that does.
    const about = async (href: string): Promise<string> =>
      href.startsWith('/letters/') ? `/matters/${(await person.get<LetterPage>(`/api${href}`)).matter.id}` : href;
    for (const { href } of told) expect(ids.has(await about(href)), href).toBe(true);
    const { unread } = await person.get<{ unread: number }>('/api/session');
    expect(unread).toBe(told.filter(({ read }) => !read).length);
  });

  it('downloads the files of what opens, and no others', async () => {
    const uses = await city.house.db.selectFrom('fileUse').select(['fileId', 'matterId', 'studioId']).execute();
    const studios = new Set(await everyId(person, '/api/studios', 100));
    const mine = new Set(seen.map(({ id }) => id));
    const readable = new Set(uses.filter(({ matterId, studioId }) => mine.has(matterId ?? '') || studios.has(studioId ?? '')).map(({ fileId }) => fileId));
    const files = [...new Set(uses.map(({ fileId }) => fileId))];
    const [may, mayNot] = [files.filter((id) => readable.has(id)), files.filter((id) => !readable.has(id))];
    for (const id of [...may.slice(0, 4), ...may.slice(-4)]) expect(await statusOfFile(person, id)).toBe(200);
    for (const id of [...mayNot.slice(0, 6), ...mayNot.slice(-6)]) expect(await statusOfFile(person, id)).toBe(404);
  });
});

const statusOfFile = async (person: Person, id: string): Promise<number> => (await person.download(`/api/files/${id}`)).status;

/** Choices are lists too: whom this office may choose for this matter, nobody else. */
describe('what may be chosen', () => {
  const asking = async (office: Office, of: string, place: string) => {
    const person = await city.as(chairsOf(city, city.story('scoring'))[office]!);
    return person.send('GET', `/api/choices/${of}?${place}`);
  };

  it('shows experts, and why they are in conflict, to the department alone', async () => {
    const acceptance = await city.matterOf(city.story('scoring'), 'acceptance');
    expect((await asking('department', 'experts', `matter=${acceptance}`)).status).toBe(200);
    for (const office of ['lead', 'secretary', 'unit', 'grassroots', 'supervisor', 'leadership', 'auditor', 'expert'] as const) {
      for (const of of ['experts', 'conflicted-experts']) expect((await asking(office, of, `matter=${acceptance}`)).status, `${office} ${of}`).toBe(404);
    }
  });

  it('is nothing for a matter of another kind', async () => {
    const declaration = await city.matterOf(city.story('scoring'), 'declaration');
    for (const of of ['experts', 'conflicted-experts', 'listed-studios'])
      expect((await asking('department', of, `matter=${declaration}`)).status, of).toBe(404);
    expect((await asking('department', 'experts', 'matter=none')).status).toBe(404);
    expect((await asking('department', 'no-such-list', '')).status).toBe(404);
  });

  it('is nothing of another studio', async () => {
    expect((await asking('lead', 'team', `studio=${city.story('paid').studio}`)).status).toBe(404);
    expect((await asking('lead', 'team', `studio=${city.story('scoring').studio}`)).body['items']).toHaveLength(4);
  });
});
