import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SiteChanges, SiteMerged } from '#contract/shapes.ts';
import { addDays, dayIn } from '#core/shared/days.ts';
import { advance } from '#server/actions/advance.ts';
import { checkInvariants } from '#server/invariants/check-invariants.ts';
import type { Chair } from '#server/demo/player.ts';
import { cloneChainCity, today, type ChainCity } from '../support/chain-city.ts';
import { inspectionStory } from '../support/inspection-story.ts';
import type { Person } from '../support/robot.ts';

/** Two people at the same moment, in inspection, draws, commendation and the library: one effect each, nothing lost without a word. */
let city: ChainCity;
let story: ReturnType<typeof inspectionStory>;
beforeAll(async () => {
  city = await cloneChainCity();
  story = inspectionStory(city);
});
afterAll(() => city?.close());

const people = new Map<string, Promise<Person>>();
const as = (chair: Chair): Promise<Person> => {
  if (!people.has(chair.officeId)) people.set(chair.officeId, city.as(chair));
  return people.get(chair.officeId)!;
};
const matter = (id: string) => city.house.db.selectFrom('matter').select(['version', 'state']).where('id', '=', id).executeTakeFirstOrThrow();
const stateOf = async (id: string) => (await matter(id)).state;
const idsOf = async (kind: string, parent: string) => (await story.childrenOf(parent, kind)).map(({ id }) => id);

type Press = Readonly<{ chair: Chair; path: string; id?: string; input?: unknown }>;
/** Everybody presses at once, each having seen the matter as it was. */
async function together(...presses: readonly Press[]) {
  const ready: { person: Person; path: string; body: object }[] = [];
  for (const { chair, path, id, input } of presses) {
    const seen = id === undefined ? {} : { version: (await matter(id)).version };
    ready.push({ person: await as(chair), path, body: { ...seen, ...(input === undefined ? {} : { input }) } });
  }
  return Promise.all(ready.map(({ person, path, body }) => person.send('POST', path, body)));
}
const statuses = (answers: readonly { status: number }[]) => answers.map(({ status }) => status).toSorted((a, b) => a - b);
const clerks = (): readonly [Chair, Chair] => [city.department[0]!, city.department[1]!];
/** The same by both clerks of the department. */
const both = (path: string, id: string | undefined, input?: unknown) =>
  together(...clerks().map((chair) => ({ chair, path, ...(id === undefined ? {} : { id }), ...(input === undefined ? {} : { input }) })));
const step = (chair: Chair, kind: Parameters<typeof story.step>[1], id: string, name: string, input?: unknown) => story.step(chair, kind, id, name, input);

const at = '2013-11-18T10:00:00+08:00';
const finding = (key: string, text: string, more: Partial<SiteChanges['findings'][number]> = {}) =>
  ({ key, item: '', level: 'minor', text, advice: '', photos: [], base: 0, at, removed: false, ...more }) satisfies SiteChanges['findings'][number];
const put = async (chair: Chair, id: string, findings: SiteChanges['findings']) =>
  (await as(chair)).send('PUT', `/api/inspections/${id}/sheet`, { checklist: 'x', answers: [], findings });
const mergedOf = ({ body }: { body: unknown }) => body as SiteMerged;

describe('two devices of one inspection', () => {
  let plan: string;
  let inspections: readonly string[];
  const [one, other] = [() => city.experts[0]!, () => city.experts[1]!];
  beforeAll(async () => {
    plan = await story.plan('regular', { extras: [{ title: '安全用电', asks: '看接线。' }] });
    await step(story.clerk, 'inspectionPlan', plan, 'settle');
    await step(story.clerk, 'inspectionPlan', plan, 'assign', { inspectors: [one().person, other().person], teamSize: 2 });
    inspections = await idsOf('inspection', plan);
  });

  it('ten times over: what each found is there once; what both wrote differently is there once and shown to the other', async () => {
    const [id = ''] = inspections;
    for (let n = 0; n < 10; n += 1) {
      const answers = await Promise.all(
        [one(), other()].map((chair, who) =>
          put(chair, id, [finding(`both-000${n}`, `第${who}人写的。`), finding(`mine-${who}-00${n}`, '各自的。'), finding(`same-000${n}`, '一样的。')]),
        ),
      );
      expect(statuses(answers)).toEqual([200, 200]);
      const taken = answers.flatMap((answer) => mergedOf(answer).taken);
      expect(taken.toSorted((a, b) => (a < b ? -1 : 1))).toEqual([`both-000${n}`, `mine-0-00${n}`, `mine-1-00${n}`, `same-000${n}`]);
      expect(answers.flatMap((answer) => mergedOf(answer).conflicts.map(({ key }) => key))).toEqual([`both-000${n}`]);
      expect(answers.flatMap((answer) => mergedOf(answer).already)).toEqual([`same-000${n}`]);
    }
    expect(await city.sql('select 1 from inspection_note where inspection_id = $1 and revision = 1', [id])).toHaveLength(40);
  });

  it('one answers at the desk while the list is being changed: the changed list stands, and the answer is asked for what is missing', async () => {
    const [id = ''] = inspections;
    const { checklist } = await story.sheet(await as(one()), id);
    const answers = Object.fromEntries(checklist.items.map(({ code }) => [code, 'ok']));
    const { version } = await matter(id);
    const { person, office, officeId } = story.clerk;
    const { answer } = await city.house.db.transaction().execute(async (tx) => {
      const work = { house: city.house, tx, actor: { id: person, office, officeId, kin: [] }, now: city.house.clock.now() };
      await advance(work, { kind: 'inspectionPlan', id: plan, transition: 'amend', input: { extras: [{ title: '消防通道', asks: '看是否畅通。' }] } });
      const filling = (await as(one())).send('POST', `/api/inspections/${id}/fill`, { version, input: { answers } });
      await wait(500);
      return { answer: filling };
    });
    expect((await answer).status).toBe(400);
    const now = await story.sheet(await as(one()), id);
    expect(now.checklist.items.filter(({ from }) => from === 'extra').map(({ title }) => title)).toEqual(['消防通道']);
  });

  it('one hands in while the other sends: the finding is in, or its device is told that it is not', async () => {
    for (const [n, id] of inspections.entries()) {
      const sheet = await story.sheet(await as(one()), id);
      await story.sync(await as(one()), id, {
        ...story.allFine(sheet),
        answers: story.allFine(sheet).answers.map((answer) => ({ ...answer, base: sheet.answers.find(({ item }) => item === answer.item)?.revision ?? 0 })),
        findings: [finding('finding-first', '制度没有上墙。')],
      });
      const input = {
        visitedOn: today,
        inspectorSigner: '检查组',
        inspectorSign: await city.play.scan(one(), '检查方签名'),
        studioSigner: '工作室',
        studioSign: await city.play.scan(one(), '被检查方签名'),
      };
      const submit = { chair: one(), path: `/api/inspections/${id}/submit`, id, input };
      // Now the one, now the other has a head start.
      const late = async () => put(other(), id, [finding('finding-late', '刚刚发现的。')]);
      const [[handedIn], sent] =
        n % 2 === 0 ? await Promise.all([together(submit), late()]) : await Promise.all([late(), together(submit)]).then(([a, b]) => [b, a] as const);
      expect(handedIn!.status).toBe(200);
      const stored = await city.sql("select 1 from inspection_note where inspection_id = $1 and key = 'finding-late'", [id]);
      expect([sent.status, stored.length]).toEqual(sent.status === 200 ? [200, 1] : [409, 0]);
      if (sent.status === 409) expect(JSON.stringify(sent.body)).toContain('还在您的设备上');
    }
  });

  it('the department confirms it once: each finding is sent out once', async () => {
    for (const id of inspections) {
      expect(statuses(await both(`/api/inspections/${id}/confirm`, id, { mendBy: addDays(today, 14) }))).toEqual([200, 409]);
      const live = await city.sql('select key from inspection_note where inspection_id = $1 and not removed', [id]);
      expect(await idsOf('finding', id)).toHaveLength(live.length);
    }
  });

  it('its last findings pass at the same moment: it is closed, once', async () => {
    for (const id of inspections.slice(1)) {
      const [found] = await story.childrenOf(id, 'finding');
      const { lead } = city.stories.find(({ studio }) => studio === found!.studio)!;
      const ids = await idsOf('finding', id);
      for (const one of ids) await step(lead, 'finding', one, 'mend', { measures: '已按要求整改完毕。' });
      const answers = await together(
        ...ids.map((one, n) => ({ chair: clerks()[n % 2]!, path: `/api/findings/${one}/pass`, id: one, input: { opinion: '同意销号。' } })),
      );
      expect(answers.map(({ status }) => status)).toEqual(ids.map(() => 200));
      expect(await city.sql("select from_state, to_state from matter_event where matter_id = $1 and transition = 'close'", [id])).toEqual([
        { from_state: 'mending', to_state: 'closed' },
      ]);
    }
  });
});

describe('two clerks', () => {
  const source = { source: '次日上证综合指数收盘点位', drawOn: addDays(today, 1) };

  it('draw once for one acceptance', async () => {
    const acceptance = await city.matterOf(city.story('arranging'), 'acceptance');
    for (let n = 0; n < 3; n += 1) {
      expect(statuses(await both('/api/draws/experts', undefined, { acceptance, take: 3, ...source }))).toEqual([201, 409]);
      const open = await city.sql("select id from matter where kind = 'draw' and parent = $1 and state <> 'void'", [acceptance]);
      expect(open).toHaveLength(1);
      await step(story.clerk, 'draw', String(open[0]?.['id']), 'void', { reason: '来源写错了。' });
    }
  });

  it('begin one commendation a year', async () => {
    const input = { year: 2013, honour: '优秀工作室', basis: '示例批复〔2013〕1号', quota: 3 };
    expect(statuses(await both('/api/commendations', undefined, input))).toEqual([201, 409]);
  });

  it('pair the same studios: one pairing, one proof', async () => {
    const plan = await story.plan('mutual');
    await step(story.clerk, 'inspectionPlan', plan, 'settle');
    expect(statuses(await both(`/api/inspection-plans/${plan}/pair`, plan, { capacity: 1 }))).toEqual([200, 409]);
    const named = await city.sql("select 1 from studio where standing in ('qualified', 'in-force', 'rectifying')");
    expect(await city.sql('select 1 from pairing where plan_id = $1', [plan])).toHaveLength(named.length);
    const sealed = async () => city.sql("select content -> 'pairs' as pairs from dossier where matter_id = $1 order by id", [plan]);
    expect(await sealed()).toHaveLength(1);
    // What was taken back is gone from the table, and stays in what was sealed.
    const [made] = await sealed();
    await step(story.clerk, 'inspectionPlan', plan, 'unpair', { reason: '再核一遍。' });
    expect(await city.sql('select 1 from pairing where plan_id = $1', [plan])).toEqual([]);
    expect(await sealed()).toEqual([made]);
  });

  it('draw, or draw and void, the same lots: one of them is done', async () => {
    const draws: string[] = [];
    for (let n = 0; n < 4; n += 1) {
      const plan = await story.plan('sampling', { ratioPercent: 50 });
      await step(story.clerk, 'inspectionPlan', plan, 'announce', source);
      draws.push(...(await idsOf('draw', plan)));
    }
    await story.days(1);
    for (const [n, id] of draws.entries()) {
      const [a, b] = clerks();
      const drawing = (chair: Chair, value: string) => ({ chair, path: `/api/draws/${id}/draw`, id, input: { value, witness: '监督员' } });
      const second = n % 2 === 0 ? drawing(b, '2206.61') : { chair: b, path: `/api/draws/${id}/void`, id, input: { reason: '来源写错了。' } };
      expect(statuses(await together(drawing(a, '2193.13'), second))).toEqual([200, 409]);
      const [{ parent } = { parent: '' }] = await city.sql('select parent from matter where id = $1', [id]);
      expect([await stateOf(id), await stateOf(String(parent))]).toEqual((await stateOf(id)) === 'drawn' ? ['drawn', 'ready'] : ['void', 'draft']);
    }
  });
});

describe('a commendation', () => {
  it('is signed once, its certificates numbered without gaps', async () => {
    const [{ id } = { id: '' }] = await city.sql("select id from matter where kind = 'commendation' and state = 'draft'");
    const matterId = String(id);
    await city.sql("update commendation_item set state = 'listed', reason = '四条都符合，成绩突出。' where commendation_id = $1 and rank <= 3", [matterId]);
    await step(story.clerk, 'commendation', matterId, 'submit');
    await step(city.leaders[0]!, 'commendation', matterId, 'approve', { minutesNo: '主席办公会〔2013〕9号', metOn: dayIn(city.house.clock.now()) });
    for (let n = 0; n < 20 && (await stateOf(matterId)) === 'publicity'; n += 1) await story.days(1);
    const sign = (chair: Chair) => ({ chair, path: `/api/commendations/${matterId}/sign`, id: matterId });
    expect(statuses(await together(sign(city.leaders[0]!), sign(city.leaders[1]!)))).toEqual([200, 409]);
    const numbers = await city.sql('select certificate_no from commendation_item where certificate_no is not null order by rank');
    expect(numbers.map((row) => row['certificate_no'])).toEqual(['001', '002', '003'].map((number) => `厦劳创荣〔2013〕${number}号`));
    expect(await city.sql("select last from number_book where book = 'certificate'")).toEqual([{ last: 3 }]);
  });
});

describe('a problem that is posted', () => {
  const poster = () => city.story('paid').unit.grassroots;
  const bidders = () => city.stories.filter(({ unit }) => unit.id !== city.story('paid').unit.id);
  const post = async () =>
    (
      await city.play.begin(poster(), 'challenge.post', undefined, {
        title: '薄板焊接变形求解',
        area: '工艺改造',
        text: '薄板焊接后翘曲超过3毫米。',
        until: addDays(dayIn(city.house.clock.now()), 30),
      })
    ).matter ?? '';
  const input = { plan: '先做两组工艺试验再定办法。' };
  const bidOf = async (challenge: string, n: number) => {
    await step(bidders()[n]!.lead, 'challenge', challenge, 'answer', input);
    return (await idsOf('bid', challenge)).at(-1)!;
  };
  const statesOf = async (challenge: string) => {
    const bids = await city.sql("select state from matter where parent = $1 and kind = 'bid' order by id", [challenge]);
    return [await stateOf(challenge), ...bids.map(({ state }) => String(state))];
  };

  it('is answered while one is chosen: the answer is refused, or thanked for with the others', async () => {
    for (let n = 0; n < 6; n += 1) {
      const challenge = await post();
      const bid = await bidOf(challenge, 0);
      const presses = [
        { chair: poster(), path: `/api/challenges/${challenge}/choose`, id: challenge, input: { bid } },
        { chair: bidders()[1]!.secretary, path: `/api/challenges/${challenge}/answer`, id: challenge, input },
      ];
      const answers = await together(...(n % 2 === 0 ? presses : presses.toReversed()));
      const [chosen, answered] = n % 2 === 0 ? answers : answers.toReversed();
      expect([chosen!.status, answered!.status === 200 || answered!.status === 409]).toEqual([200, true]);
      expect(await statesOf(challenge)).toEqual(['matched', 'chosen', ...(answered!.status === 200 ? ['declined'] : [])]);
    }
  });

  it('is answered by one studio once, whoever of it presses; by two studios both', async () => {
    const challenge = await post();
    const answer = (chair: Chair) => ({ chair, path: `/api/challenges/${challenge}/answer`, id: challenge, input });
    const [a, b] = bidders();
    expect(statuses(await together(answer(a!.lead), answer(a!.secretary), answer(b!.lead)))).toEqual([200, 200, 409]);
    expect(await statesOf(challenge)).toEqual(['open', 'offered', 'offered']);
  });

  it('loses its bidder at the moment it is chosen, solved or taken down: everybody is told one and the same', async () => {
    for (const name of ['choose', 'close', 'choose', 'choose', 'close', 'choose']) {
      const challenge = await post();
      const bid = await bidOf(challenge, 0);
      if (name === 'close') await step(poster(), 'challenge', challenge, 'choose', { bid });
      const answers = await together(
        { chair: bidders()[0]!.lead, path: `/api/bids/${bid}/withdraw`, id: bid, input: { reason: '人手不足。' } },
        { chair: poster(), path: `/api/challenges/${challenge}/${name}`, id: challenge, input: name === 'choose' ? { bid } : { reason: '已自行解决。' } },
      );
      expect(
        answers.every(({ status }) => status === 200 || status === 409 || status === 422),
        JSON.stringify(answers.map(({ body }) => body)),
      ).toBe(true);
      expect(answers.some(({ status }) => status === 200)).toBe(true);
      expect([
        ['matched', 'chosen'],
        ['open', 'withdrawn'],
        ['closed', 'declined'],
        ['closed', 'withdrawn'],
      ]).toContainEqual(await statesOf(challenge));
    }
  });
});

describe('a case', () => {
  const own = () => city.story('paid');
  async function written(): Promise<string> {
    const { secretary, lead, studio } = own();
    const [fact] = await city.sql("select id from fact where studio_id = $1 and kind = 'achievement' and voided_at is null limit 1", [studio]);
    const [person] = await city.sql('select name from person where id = $1', [lead.person]);
    const { matter: id = '' } = await city.play.begin(secretary, 'experience.write', studio, {
      title: '返修率降下来的做法',
      topic: '攻关创新',
      problem: '总装线返修率偏高。',
      practice: `${String(person?.['name'])}带队，先量后改，改进夹具并固化操作要点，新人先上道场。`,
      effect: '返修率降到1%以下。',
      evidence: [fact?.['id']],
    });
    await step(lead, 'experience', id, 'agree');
    await step(secretary, 'experience', id, 'submit');
    return id;
  }

  it('is published while somebody named takes the consent back: one is done, the other told', async () => {
    for (let n = 0; n < 4; n += 1) {
      const id = await written();
      const presses = [
        { chair: story.clerk, path: `/api/experiences/${id}/publish`, id },
        { chair: own().lead, path: `/api/experiences/${id}/retract`, id },
      ];
      expect(statuses(await together(...(n % 2 === 0 ? presses : presses.toReversed())))).toEqual([200, 409]);
      if ((await stateOf(id)) === 'published') await step(own().lead, 'experience', id, 'retract');
      const [{ named } = { named: null }] = await city.sql('select named from experience where id = $1', [id]);
      expect([await stateOf(id), named]).toEqual(['draft', []]);
      await step(own().secretary, 'experience', id, 'withdraw', { reason: '不再发布。' });
    }
  });

  it('is adopted by two units at once, by each once', async () => {
    const id = await written();
    await step(story.clerk, 'experience', id, 'publish');
    const [a, b] = city.stories.filter(({ unit }) => unit.id !== own().unit.id).map(({ unit }) => unit);
    const adopt = (chair: Chair) => ({
      chair,
      path: `/api/experiences/${id}/adopt`,
      id,
      input: { usedAt: '二车间', adoptedOn: dayIn(city.house.clock.now()) },
    });
    expect(statuses(await together(adopt(a!.grassroots), adopt(a!.management), adopt(b!.grassroots)))).toEqual([200, 200, 409]);
    const adopters = await city.sql('select union_id from adoption a join matter m on m.id = a.id where m.parent = $1', [id]);
    expect(new Set(adopters.map((row) => row['union_id']))).toEqual(new Set([a!.id, b!.id]));
  });
});

it('a record is taken back once', async () => {
  const { grassroots } = city.story('paid').unit;
  const { record } = await city.play.begin(grassroots, 'workingRule.record', undefined, { title: '联系制度', edition: '2013年版', date: today });
  const press = { chair: grassroots, path: '/api/support/void', input: { record: record?.id, reason: '登记错了。' } };
  const answers = statuses(await together(press, press, press));
  expect([answers[0], answers.slice(1).every((status) => status === 409 || status === 422)]).toEqual([201, true]);
});

it('leaves a city in which everything holds, every step with its actor', async () => {
  expect(await checkInvariants(city.house.db, city.house.files, city.house.standards)).toEqual([]);
  const silent =
    await city.sql(`select m.kind from matter m where not exists (select from matter_event e join person p on p.id = e.by_person where e.matter_id = m.id)
    union all select 'note' from inspection_note n where not exists (select from person where id = n.by_person)`);
  expect(silent).toEqual([]);
  const syncs = await city.sql("select outcome, count(*)::int as n from audit where what = 'inspection.sync' group by outcome");
  expect(syncs.find(({ outcome }) => outcome === 'done')?.['n']).toBeGreaterThanOrEqual(20);
});
