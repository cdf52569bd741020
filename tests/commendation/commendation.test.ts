import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Matter } from '#contract/shapes.ts';
import { allFour, byMerit, judgeFour, type Merit, type Record4 } from '#core/commendation/criteria.ts';
import { cloneChainCity, type ChainCity } from '../support/chain-city.ts';
import { refused } from '../support/refused.ts';
import { of2013 } from '../support/standards.ts';
import { yearStory } from '../support/year-story.ts';

/** 四.4：组织健全、活动正常、制度完善、创新成果显著的，给予表彰奖励；四条的依据都从系统里来。 */
let city: ChainCity;
let matter: string;
beforeAll(async () => {
  city = await cloneChainCity();
});
afterAll(() => city?.close());

const clerk = () => city.department[0]!;
const step = (chair: Parameters<typeof city.play.step>[0], name: string, input?: unknown) => city.play.step(chair, 'commendation', matter, name, input);
const seen = async () => (await city.as(clerk())).get<Matter>(`/api/matters/${matter}`);
const open = (more: Record<string, unknown> = {}) =>
  city.play.begin(clerk(), 'commendation.open', undefined, { year: 2013, honour: '优秀劳模创新工作室', basis: '示例批复〔2013〕1号', quota: 2, ...more });

const sound: Record4 = {
  judged: [],
  inCharge: true,
  leadVacant: false,
  activities: 12,
  attendance: 80,
  reportTimely: true,
  openFindings: 0,
  rules: 6,
  recognised: 2,
  benefitProvenFen: 0,
  patents: 1,
  band: 'excellent',
};
it.each<[string, Partial<Record4>, number]>([
  ['a vacant lead', { leadVacant: true }, 0],
  ['a union without a person in charge', { inCharge: false }, 0],
  ['too few activities', { activities: 3 }, 1],
  ['a late report', { reportTimely: false }, 1],
  ['a finding that is not mended', { openFindings: 1 }, 2],
  ['rules that do not suffice', { judged: [{ key: 'regulations', verdict: 'unproven' }] }, 2],
  ['one recognised result', { recognised: 1 }, 3],
  ['a year to be put right', { band: 'rectify' }, 3],
])('%s fails one of the four, and says so', (_, change, which) => {
  const judged = judgeFour({ ...sound, ...change }, of2013);
  expect(judged.map(({ met }) => met)).toEqual([0, 1, 2, 3].map((index) => index !== which));
  expect(allFour(judgeFour(sound, of2013))).toBe(true);
});

it('ranks by the four, then by points, then by recognised results, then by proven benefit', () => {
  const one: Merit = { studioId: 'z', met: true, score: 88, recognised: 2, benefitProvenFen: 0 };
  const all: readonly Merit[] = [
    { ...one, studioId: 'a', met: false, score: 99 },
    { ...one, studioId: 'b', recognised: 1 },
    { ...one, studioId: 'c' },
    { ...one, studioId: 'd', benefitProvenFen: 1_000_000 },
    { ...one, studioId: 'e', recognised: 3 },
    { ...one, studioId: 'f', score: 90, recognised: 0 },
  ];
  expect(all.toSorted(byMerit).map(({ studioId }) => studioId)).toEqual(['f', 'e', 'd', 'c', 'b', 'a']);
});

it('puts every named studio forward with the evidence beside the four criteria, and lists the best up to the quota', async () => {
  // 六家已命名；给其中四家的工会明确专人，其余的组织不健全。
  for (const goal of ['paid', 'named', 'account', 'checking'] as const)
    await city.sql(
      "insert into in_charge (id, union_id, name, post, phone, stand_in, from_on) values ($1, $2, '示例', '干事', '0592-0000000', '', '2013-01-01')",
      [`ic-${goal}`, city.story(goal).unit.id],
    );
  matter = (await open()).matter ?? '';
  const { candidates = [] } = await seen();
  expect(candidates.map(({ rank }) => rank)).toEqual(candidates.map((_, index) => index + 1));
  expect(candidates[0]?.criteria.map(({ zh }) => zh)).toEqual(['组织健全', '活动正常', '制度完善', '创新成果显著']);
  const listed = candidates.filter(({ state }) => state.code === 'listed');
  expect(listed.length).toBeLessThanOrEqual(2);
  expect(listed.length).toBeGreaterThan(0);
  expect(listed.every(({ criteria, reason }) => criteria.every(({ met }) => met) && reason.includes('组织健全'))).toBe(true);
  const weak = candidates.find(({ criteria }) => !criteria[0]!.met)!;
  expect(weak.criteria[0]?.because).toContain('没有明确专人负责');
  const { href = '' } = weak.criteria[3]!.evidence[0]!;
  expect((await (await city.as(clerk())).send('GET', `/api${href}`)).status).toBe(200);
  expect((await refused(step(clerk(), 'list', { studio: weak.studio.id, reason: '组织健全，活动正常，制度完善。' }))).reasons[0]?.message).toBe(
    '没有其他四条都符合的候选',
  );
  await step(clerk(), 'strike', { studio: listed[0]!.studio.id, reason: '先核对一项成果。' });
  await expect(step(clerk(), 'list', { studio: weak.studio.id, reason: '组织健全，活动正常，制度完善。' })).rejects.toThrow(/已不可选/);
  expect((await refused(open())).reasons[0]?.message).toContain('已经发起');
});

it('is not seen by the studios before it is decided', async () => {
  for (const chair of [city.story('paid').lead, city.story('paid').unit.grassroots, city.story('paid').unit.union.supervisor, city.experts[0]!])
    expect((await (await city.as(chair)).send('GET', `/api/matters/${matter}`)).status).toBe(404);
});

let first: { id: string; name: string };
it('goes to the meeting within the quota, is posted, survives an objection to one, and is announced with numbers without gaps', async () => {
  const { candidates = [] } = await seen();
  const able = candidates.filter(({ criteria }) => criteria.every(({ met }) => met));
  for (const { studio, state } of able)
    if (state.code !== 'listed') await step(clerk(), 'list', { studio: studio.id, reason: '四条都符合，成绩突出，建议列入。' });
  if (able.length > 2) {
    expect((await refused(step(clerk(), 'submit'))).reasons[0]?.message).toContain('名额2家');
    for (const { studio } of able.slice(2)) await step(clerk(), 'strike', { studio: studio.id, reason: '名额所限。' });
  }
  await step(clerk(), 'submit');
  await step(city.leaders[0]!, 'sendBack', { opinion: '请核对第二家的成果。' });
  await step(clerk(), 'submit');
  await step(city.leaders[0]!, 'approve', { minutesNo: '主席办公会〔2013〕9号', metOn: '2013-11-18' });
  const [notice] = await city.sql('select m.id, p.snapshot from matter m join publicity p on p.id = m.id where m.parent = $1', [matter]);
  const page = await (await fetch(`${city.url}/public/notices/${String(notice?.['id'])}`)).text();
  expect(page).toContain('拟表彰');
  first = able[0]!.studio;
  const second = able[1]!.studio;
  const answer = await fetch(`${city.url}/public/notices/${String(notice?.['id'])}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      studio: second.id,
      byKind: 'person',
      name: '异议示例',
      address: '示例路一号示例室',
      phone: '0592-1234567',
      grounds: '成果不是该工作室完成的，请予核查。',
    }),
    redirect: 'manual',
  });
  expect(answer.status).toBeLessThan(400);
  const stateOf = async (studio: string) => (await seen()).candidates?.find((one) => one.studio.id === studio)?.state.code;
  expect([await stateOf(first.id), await stateOf(second.id)]).toEqual(['listed', 'suspended']);
  await yearStory(city).until('2013-11-27');
  expect((await seen()).state.code).toBe('signing');
  await step(city.leaders[0]!, 'sign');
  const done = await seen();
  expect(done.state.code).toBe('announced');
  expect(done.candidates?.filter(({ certificateNo }) => certificateNo !== undefined).map(({ studio, certificateNo }) => [studio.id, certificateNo])).toEqual([
    [first.id, '厦劳创荣〔2013〕001号'],
  ]);
  const publicly = await (await fetch(`${city.url}/public/commendations`)).text();
  expect(publicly).toContain(first.name);
  expect(publicly).not.toContain(second.name);
});

it('is told to the commended, and stands on the studio’s page', async () => {
  const story = city.stories.find(({ studio }) => studio === first.id)!;
  const [told] = await city.sql("select text from notification where studio_id = $1 and office = 'lead' order by id desc limit 1", [first.id]);
  expect(told?.['text']).toContain('厦劳创荣〔2013〕001号');
  const page = await (await city.as(story.lead)).get<{ profile: { label: string; text: string }[] }>(`/api/studios/${first.id}`);
  expect(page.profile.find(({ label }) => label === '表彰')?.text).toContain('优秀劳模创新工作室');
});
