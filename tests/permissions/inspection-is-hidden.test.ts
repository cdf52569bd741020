import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Matter, SiteChanges } from '#contract/shapes.ts';
import type { Chair } from '#server/demo/player.ts';
import { cloneChainCity, type ChainCity } from '../support/chain-city.ts';
import { inspectionStory } from '../support/inspection-story.ts';

/** What an inspection, a bid, a commendation and a case keep to themselves, each with a secret planted in it. */
let city: ChainCity;
let story: ReturnType<typeof inspectionStory>;
let inspection: string;
beforeAll(async () => {
  city = await cloneChainCity();
  story = inspectionStory(city);
  await story.running('regular', [city.experts[0]!]);
  inspection = await city.matterOf(city.story('paid'), 'inspection');
});
afterAll(() => city?.close());

const secret = '藏而不露的一句';
/** Everything somebody can read of a matter: the matter, its sheet, lists, search, notices. */
async function everythingOf(chair: Chair, matter: string): Promise<string> {
  const person = await city.as(chair);
  const read = async (path: string) => JSON.stringify((await person.send('GET', path)).body);
  const paths = [
    `/api/matters/${matter}`,
    `/api/inspections/${matter}/sheet`,
    '/api/matters?limit=100',
    `/api/search?q=${encodeURIComponent(secret.slice(0, 4))}`,
    '/api/notifications?limit=100',
    '/api/challenges',
    '/api/experiences',
  ];
  return (await Promise.all(paths.map(read))).join('\n');
}
const at = '2013-11-18T10:00:00+08:00';
const note = (): SiteChanges['findings'][number] => ({
  key: 'finding-0001',
  item: '',
  level: 'minor',
  text: secret,
  advice: secret,
  photos: [],
  base: 0,
  at,
  removed: false,
});

it('keeps the notes of an inspection with those who make it until they are handed in', async () => {
  const expert = await city.as(city.experts[0]!);
  const sheet = await story.sheet(expert, inspection);
  await story.sync(expert, inspection, { ...story.allFine(sheet), findings: [note()] });
  const { lead, secretary, unit } = city.story('paid');
  for (const chair of [lead, secretary, unit.management, unit.grassroots, unit.union.supervisor, city.experts[1]!, city.story('named').lead])
    expect(await everythingOf(chair, inspection), chair.office).not.toContain(secret);
  expect(await everythingOf(city.experts[0]!, inspection)).toContain(secret);
});

it('tells the studio who came only as a group, and shows it what was found once it is handed in', async () => {
  await story.handIn(city.experts[0]!, inspection);
  const name = String((await city.sql('select name from person where id = $1', [city.experts[0]!.person]))[0]?.['name']);
  const seen = await everythingOf(city.story('paid').lead, inspection);
  expect(seen).toContain(secret);
  expect(seen).not.toContain(name);
  expect(await everythingOf(story.clerk, inspection)).toContain(name);
  expect(await everythingOf(city.story('named').lead, inspection)).not.toContain(secret);
});

it('says nothing of an irregular inspection to the one it is about before it is made', async () => {
  const plan = await story.running('irregular', [city.experts[1]!], { note: secret });
  const [one] = await city.sql("select id, title from matter where parent = $1 and kind = 'inspection' and studio = $2", [plan, city.story('paid').studio]);
  const { lead, secretary, unit } = city.story('paid');
  for (const chair of [lead, secretary, unit.management, unit.grassroots]) {
    const seen = await everythingOf(chair, String(one?.['id']));
    expect(seen, chair.office).not.toContain(String(one?.['title']));
    expect(seen, chair.office).not.toContain(String(one?.['id']));
  }
});

it('keeps a bid between the studio, the poster and the city', async () => {
  const { unit } = city.story('paid');
  const { matter: challenge = '' } = await city.play.begin(unit.grassroots, 'challenge.post', undefined, {
    title: '薄板焊接变形求解',
    area: '工艺改造',
    text: '薄板焊接后翘曲超过3毫米。',
    until: '2013-12-18',
  });
  const bidder = city.story('named');
  await city.play.step(bidder.secretary, 'challenge', challenge, 'answer', { plan: `${secret}，先做两组试验。` });
  const bid = await city.matterOf(bidder, 'bid');
  const rival = city.stories.find(({ unit: { id } }) => ![unit.id, bidder.unit.id].includes(id))!;
  for (const matter of [bid, challenge])
    for (const chair of [rival.lead, rival.unit.grassroots, city.story('paid').lead, city.experts[0]!])
      expect(await everythingOf(chair, matter), chair.office).not.toContain(secret);
  for (const chair of [unit.grassroots, bidder.lead, story.clerk]) expect(await everythingOf(chair, bid), chair.office).toContain(secret);
});

it('keeps a case that is not published, and a commendation that is not decided, at home', async () => {
  const { secretary, studio } = city.story('paid');
  const [fact] = await city.sql("select id from fact where studio_id = $1 and kind = 'achievement' limit 1", [studio]);
  const { matter: draft = '' } = await city.play.begin(secretary, 'experience.write', studio, {
    title: '返修率降下来的做法',
    topic: '攻关创新',
    problem: '返修率偏高。',
    practice: `${secret}：先量后改，改进夹具并固化操作要点，新人先上道场。`,
    effect: '返修率降到1%。',
    evidence: [fact?.['id']],
  });
  const { matter: commendation = '' } = await city.play.begin(story.clerk, 'commendation.open', undefined, {
    year: 2013,
    honour: secret,
    basis: '示例批复〔2013〕1号',
    quota: 1,
  });
  const other = city.stories.find(({ unit }) => unit.union.id !== city.story('paid').unit.union.id)!;
  for (const chair of [other.lead, other.unit.grassroots, other.unit.union.supervisor]) {
    expect(await everythingOf(chair, draft), chair.office).not.toContain(secret);
    expect(await everythingOf(chair, commendation), chair.office).not.toContain(secret);
  }
  const seen = await (await city.as(story.clerk)).get<Matter>(`/api/matters/${commendation}`);
  expect(JSON.stringify(seen)).toContain(secret);
  for (const page of ['/public', '/public/notices', '/public/draws', '/public/commendations'])
    expect(await (await fetch(`${city.url}${page}`)).text()).not.toContain(secret);
});
