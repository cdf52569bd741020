import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SiteChanges, SiteMerged, SiteSheet } from '#contract/shapes.ts';
import { addDays } from '#core/shared/days.ts';
import type { Chair } from '#server/demo/player.ts';
import { cloneChainCity, today, type ChainCity } from '../support/chain-city.ts';
import { inspectionStory } from '../support/inspection-story.ts';
import { knock, reasonsOf, type Answer } from '../support/raw.ts';

/** What may come in that is wrong, of inspection, draws, commendation, library and union records: each refused with a sentence, nothing half written. */
let city: ChainCity;
let story: ReturnType<typeof inspectionStory>;
let plan: string;
let inspection: string;
beforeAll(async () => {
  city = await cloneChainCity();
  story = inspectionStory(city);
  plan = await story.running('regular', [city.experts[0]!], { extras: [{ title: '安全用电', asks: '看接线是否规范。' }] });
  inspection = await city.matterOf(city.story('paid'), 'inspection');
});
afterAll(() => city?.close());

const sessions = new Map<string, Promise<string>>();
const sessionOf = (chair: Chair): Promise<string> => {
  if (!sessions.has(chair.officeId))
    sessions.set(
      chair.officeId,
      city.as(chair).then(({ session }) => session),
    );
  return sessions.get(chair.officeId)!;
};
const send = async (chair: Chair, method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> =>
  knock(city.url, method, path, {
    session: await sessionOf(chair),
    ...(body === undefined ? {} : { headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) }),
  });
const read = <T>({ text }: Answer): T => JSON.parse(text) as T;
const says = (answer: Answer): string =>
  reasonsOf(answer)
    .map(({ message }) => message)
    .join('；');
const versionOf = async (id: string) => (await city.house.db.selectFrom('matter').select('version').where('id', '=', id).executeTakeFirstOrThrow()).version;
const step = async (chair: Chair, path: string, input?: unknown): Promise<Answer> =>
  send(chair, 'POST', path, { version: await versionOf(path.split('/')[3]!), ...(input === undefined ? {} : { input }) });
async function upload(chair: Chair, bytes: BlobPart = '一页纸\n', name = '照片.txt'): Promise<Answer> {
  const form = new FormData();
  form.append('file', new Blob([bytes], { type: 'text/plain' }), name);
  return knock(city.url, 'POST', '/api/files', { session: await sessionOf(chair), body: form });
}
const fileOf = async (chair: Chair): Promise<string> => read<{ id: string }>(await upload(chair)).id;

const counted = [
  'matter',
  'matter_event',
  'draw',
  'inspection_answer',
  'inspection_note',
  'finding',
  'commendation_item',
  'union_record',
  'fact',
  'file_use',
  'notification',
];
/** How much there is of everything an operation here could write. */
const everything = async () =>
  (await sql.raw(`select ${counted.map((table) => `(select count(*)::int from ${table}) as ${table}`).join(', ')}`).execute(city.house.db)).rows;
/** Refused as said, with nothing written but the audit line. */
async function refuses(attempt: () => Promise<Answer>, status: number, sentence: RegExp): Promise<void> {
  const before = await everything();
  const answer = await attempt();
  expect([answer.status, says(answer)]).toEqual([status, expect.stringMatching(sentence)]);
  expect(await everything()).toEqual(before);
}

const clerk = () => city.department[0]!;
const own = () => city.story('paid');
const elsewhere = () => city.stories.find(({ unit }) => unit.union.id !== own().unit.union.id)!;
const expert = () => city.experts[0]!;
const long = (length: number) => '长'.repeat(length);

type Start = Readonly<{ by: () => Chair; path: string; input: () => Record<string, unknown> | Promise<Record<string, unknown>> }>;
const anyEvidence = async () => [
  (await city.sql("select id from fact where studio_id = $1 and kind = 'achievement' and voided_at is null order by id limit 1", [own().studio]))[0]?.['id'],
];
const starts: Readonly<Record<string, Start>> = {
  plan: {
    by: clerk,
    path: '/api/inspection-plans',
    input: () => ({ kind: 'sampling', year: 2013, ratioPercent: 50, startOn: today, endOn: addDays(today, 30) }),
  },
  reporters: { by: clerk, path: '/api/draws/reporters', input: () => ({ occasion: '例会', take: 2, source: '次日上证综合指数', drawOn: addDays(today, 1) }) },
  experts: {
    by: clerk,
    path: '/api/draws/experts',
    input: async () => ({
      acceptance: await city.matterOf(city.story('arranging'), 'acceptance'),
      take: 3,
      source: '次日上证综合指数',
      drawOn: addDays(today, 1),
    }),
  },
  commendation: { by: clerk, path: '/api/commendations', input: () => ({ year: 2013, honour: '优秀工作室', basis: '示例批复〔2013〕1号', quota: 2 }) },
  experience: {
    by: () => own().secretary,
    path: '/api/experiences',
    input: async () => ({
      title: '返修率降下来的做法',
      topic: '攻关创新',
      problem: '总装线返修率偏高。',
      practice: '先量后改：连续两周记录返修部位，找出夹具定位偏差，改进夹具。',
      effect: '返修率降到1%以下。',
      evidence: await anyEvidence(),
    }),
  },
  challenge: {
    by: () => own().unit.grassroots,
    path: '/api/challenges',
    input: () => ({ title: '薄板焊接变形求解', area: '工艺改造', text: '薄板焊接后翘曲超过3毫米。', until: addDays(today, 30) }),
  },
  agenda: {
    by: () => own().unit.grassroots,
    path: '/api/support/agenda',
    input: () => ({ body: '工会主席办公会', date: today, title: '研究年度工作', decided: '同意安排专项经费三万元。' }),
  },
  rule: { by: () => own().unit.grassroots, path: '/api/support/rules', input: () => ({ title: '工作室联系制度', edition: '2013年版', date: today }) },
  support: {
    by: () => own().unit.grassroots,
    path: '',
    input: () => ({ head: '人员', content: '安排一名专职联络员。', since: today }),
  },
};
const pathOf = (name: string) => (name === 'support' ? `/api/studios/${own().studio}/supports` : starts[name]!.path);
const begin = async (name: string, change: Record<string, unknown> = {}, by = starts[name]!.by()) =>
  send(by, 'POST', pathOf(name), { input: { ...(await starts[name]!.input()), ...change } });

describe('what is begun', () => {
  it.each<[string, string, Record<string, unknown>, number, RegExp]>([
    ['plan', 'of a kind nobody knows', { kind: 'party' }, 422, /请选择检查方式/],
    ['plan', 'of nobody', { ratioPercent: 0 }, 422, /不少于1/],
    ['plan', 'of more than all', { ratioPercent: 101 }, 422, /不超过100/],
    ['plan', 'of half a per cent', { ratioPercent: 0.5 }, 400, /应为整数/],
    ['plan', 'of the year after next', { year: 2015 }, 422, /不超过2014/],
    ['plan', 'that ends before it begins', { startOn: addDays(today, 9), endOn: addDays(today, 8) }, 422, /截止日期不早于开始日期/],
    ['plan', 'that is over', { endOn: addDays(today, -1) }, 422, /截止日期不早于2013年11月18日/],
    ['plan', 'on a day that does not exist', { startOn: '2013-02-30' }, 422, /日期/],
    ['plan', 'of a union that is none', { unions: ['nobody'] }, 422, /已不可选/],
    ['plan', 'with an item as long as a page', { extras: [{ title: '安全用电', asks: long(1000) }] }, 422, /不超过200个字/],
    ['plan', 'with too many items', { extras: Array.from({ length: 21 }, () => ({ title: '安全用电', asks: '看接线。' })) }, 422, /不超过20项/],
    ['plan', 'with an item that is a word', { extras: ['安全用电'] }, 400, /应为一组填写项/],
    ['plan', 'with a field nobody asked for', { sample: ['x'] }, 400, /没有这一项：sample/],
    ['plan', 'with a character that is none', { note: '见附件\u0000' }, 422, /控制字符/],
    ['plan', 'with half a character', { note: '见附件\ud800' }, 422, /控制字符/],
    ['reporters', 'nobody of them', { take: 0 }, 422, /不少于1/],
    ['reporters', 'more than there are', { take: 100 }, 422, /范围内只有\d+家已命名的工作室，抽不出100家/],
    ['reporters', 'drawn today', { drawOn: today }, 422, /不早于2013年11月19日/],
    ['reporters', 'drawn in half a year', { drawOn: addDays(today, 180) }, 422, /不晚于/],
    ['reporters', 'from a number nobody can look up', { source: '数' }, 422, /至少4个字/],
    ['reporters', 'with half a character', { occasion: '例会\udfff' }, 422, /控制字符/],
    ['experts', 'of an acceptance that arranges nothing', { acceptance: 'nobody' }, 422, /已不可选/],
    ['experts', 'too few', { take: 2 }, 422, /不少于3/],
    ['experts', 'too many', { take: 10 }, 422, /不超过9/],
    ['commendation', 'of a year to come', { year: 2014 }, 422, /不超过2013/],
    ['commendation', 'of nobody', { quota: 0 }, 422, /不少于1/],
    ['commendation', 'without a basis', { basis: '有' }, 422, /批准依据至少4个字/],
    ['commendation', 'on a paper that is not there', { basisFile: '../../etc/passwd' }, 422, /没有这个文件/],
    ['experience', 'of a topic nobody knows', { topic: '杂谈' }, 422, /请选择方面/],
    ['experience', 'without evidence', { evidence: [] }, 422, /至少选一项依据/],
    ['experience', 'with evidence that is none', { evidence: ['nobody'] }, 422, /已不可选/],
    ['experience', 'too short to be of use', { practice: '照做。' }, 422, /至少20个字/],
    ['experience', 'too long to be read', { practice: long(4001) }, 422, /不超过4000个字/],
    ['challenge', 'until yesterday', { until: addDays(today, -1) }, 422, /不早于2013年11月19日/],
    ['challenge', 'until today', { until: today }, 422, /不早于2013年11月19日/],
    ['challenge', 'for years', { until: addDays(today, 366) }, 422, /不晚于/],
    ['challenge', 'with a number as its title', { title: 7 }, 400, /题目/],
    ['agenda', 'of a meeting to come', { date: addDays(today, 1) }, 422, /不晚于2013年11月18日/],
    ['agenda', 'of a meeting long ago', { date: '2009-01-01' }, 422, /不早于/],
    ['agenda', 'that decided a whole book', { decided: long(1001) }, 422, /不超过1000个字/],
    ['agenda', 'of blanks', { title: '   ' }, 422, /议题/],
    ['rule', 'in force next year', { date: addDays(today, 61) }, 422, /不晚于/],
    ['support', 'of nothing', { head: '资金' }, 422, /资金支持须填金额/],
    ['support', 'that ends before it begins', { until: addDays(today, -1) }, 422, /止日不早于起日/],
    ['support', 'to come', { since: addDays(today, 1) }, 422, /不晚于2013年11月18日/],
    ['support', 'of less than nothing', { amountFen: -1 }, 422, /不少于/],
  ])('%s %s', (name, _, change, status, sentence) => refuses(() => begin(name, change), status, sentence));

  it('the same chosen twice is said once', async () => {
    const [evidence] = await anyEvidence();
    await refuses(() => begin('experience', { evidence: [evidence, evidence] }), 422, /有重复的，请各选一次/);
    await refuses(() => begin('plan', { unions: [own().unit.union.id, own().unit.union.id] }), 422, /有重复的，请各选一次/);
  });

  it.each<[string, () => Chair, number]>([
    ['plan', () => own().lead, 403],
    ['reporters', () => city.leaders[0]!, 403],
    ['commendation', () => own().unit.union.supervisor, 403],
    ['experience', () => own().unit.grassroots, 403],
    ['challenge', () => own().lead, 403],
    ['agenda', () => own().unit.management, 403],
    ['support', () => own().lead, 403],
    ['support', () => elsewhere().unit.grassroots, 404],
  ])('%s is not for everybody', (name, by, status) => refuses(() => begin(name, {}, by()), status, /由您|没有找到/));

  it('rare characters, emoji and marks of direction are kept as they were written', async () => {
    const title = '𠅤㐂😀‏工装‮改进';
    const { text } = await begin('challenge', { title });
    expect(read<{ title: string }>({ text } as Answer).title).toBe(title);
    const agenda = await begin('agenda', { title });
    expect(agenda.status).toBe(201);
    expect((await city.sql('select title from union_record where id = $1', [read<{ id: string }>(agenda).id]))[0]?.['title']).toBe(`工会主席办公会：${title}`);
  });

  it('one click is one beginning, however often it arrives; another thing under its key is refused', async () => {
    const input = await starts['agenda']!.input();
    const key = { 'idempotency-key': 'one-click' };
    const twice = [1, 2].map(() => send(own().unit.grassroots, 'POST', '/api/support/agenda', { input }, key));
    const ids = (await Promise.all(twice)).filter(({ status }) => status === 201).map((answer) => read<{ id: string }>(answer).id);
    const third = await send(own().unit.grassroots, 'POST', '/api/support/agenda', { input }, key);
    expect(new Set([...ids, read<{ id: string }>(third).id]).size).toBe(1);
    await refuses(() => send(own().unit.grassroots, 'POST', '/api/support/agenda', { input: { ...input, title: '换了一个议题' } }, key), 422, /不同的内容/);
  });

  it('a year is commended once', async () => {
    expect((await begin('commendation')).status).toBe(201);
    await refuses(() => begin('commendation'), 409, /已经发起/);
  });

  it('a record is voided once, by its own union', async () => {
    const { id } = read<{ id: string }>(await begin('rule'));
    const voiding = (by: Chair) => send(by, 'POST', '/api/support/void', { input: { record: id, reason: '登记错了' } });
    for (const by of [elsewhere().unit.grassroots, own().unit.union.supervisor, clerk()]) await refuses(() => voiding(by), 422, /已不可选/);
    expect((await voiding(own().unit.grassroots)).status).toBe(201);
    await refuses(() => voiding(own().unit.grassroots), 422, /已不可选/);
    // What was written stays, with who took it back, when and why.
    expect(await city.sql('select title, edition, voided_by, void_reason, voided_at is not null as voided from union_record where id = $1', [id])).toEqual([
      { title: '工作室联系制度', edition: '2013年版', voided_by: own().unit.grassroots.person, void_reason: '登记错了', voided: true },
    ]);
  });
});

describe('a plan', () => {
  let draft: string;
  beforeAll(async () => {
    draft = await story.plan('sampling', { ratioPercent: 50, unions: [own().unit.union.id] });
  });
  const at = (name: string, input?: unknown, by = clerk(), id = draft) => step(by, `/api/inspection-plans/${id}/${name}`, input);
  const source = { source: '次日上证综合指数收盘点位', drawOn: addDays(today, 1) };

  it('is not settled by hand where there is to be a draw, nor drawn where all are inspected', async () => {
    await refuses(() => at('settle'), 409, /公开抽签/);
    const whole = await story.plan('regular');
    await refuses(() => at('announce', source, clerk(), whole), 409, /不用抽签/);
    await refuses(() => at('pair', { capacity: 1 }, clerk(), plan), 409, /不能“互查配对”/);
  });
  it('is not for those who may not', async () => {
    await refuses(() => at('announce', source, city.leaders[0]!), 403, /不在您的办理范围/);
    await refuses(() => at('announce', source, own().lead), 404, /没有找到/);
    await refuses(() => send(clerk(), 'POST', `/api/inspection-plans/${draft}/announce`, { input: source }), 400, /版本/);
    await refuses(() => send(clerk(), 'POST', `/api/inspection-plans/${draft}/announce`, { version: 99, input: source }), 409, /第99版/);
    await refuses(() => send(clerk(), 'POST', `/api/inspections/${draft}/submit`, { version: 1, input: {} }), 404, /没有找到/);
  });
  it('has a draw of a day to come, from a source that can be looked up', async () => {
    for (const drawOn of [today, addDays(today, -1), addDays(today, 61)]) await refuses(() => at('announce', { ...source, drawOn }), 422, /不早于|不晚于/);
  });
  it('cannot exclude who is not in it, nobody a second time, nor everybody and go on', async () => {
    await refuses(() => at('exclude', { studio: 'nobody', reason: '刚查过。' }), 422, /已不可选/);
    await refuses(() => at('include', { studio: own().studio }), 409, /没有不列入的/);
    const scope = await scopeOf(draft);
    for (const studio of scope) expect((await at('exclude', { studio, reason: '本月刚接受过检查。' })).status).toBe(200);
    await refuses(() => at('exclude', { studio: scope[0], reason: '刚查过。' }), 422, /已不可选/);
    await refuses(() => at('announce', source), 422, /范围内没有已命名的工作室/);
  });
  it('of a union that has no named studio inspects nobody', async () => {
    const [empty] = await city.sql(
      "select id from union_org u where kind = 'district' and not exists (select from studio where supervising_union = u.id and standing in ('qualified', 'in-force', 'rectifying')) limit 1",
    );
    const none = await story.plan('regular', { unions: [empty!['id']] });
    await refuses(() => at('settle', undefined, clerk(), none), 422, /范围内没有已命名的工作室/);
    await refuses(() => begin('reporters', { unions: [empty!['id']], take: 1 }), 422, /范围内只有0家/);
  });
  it('of two who would have to inspect each other is not paired, and says why', async () => {
    const mutual = await story.plan('mutual');
    for (const studio of (await scopeOf(mutual)).slice(2)) await at('exclude', { studio, reason: '本轮不参加。' }, clerk(), mutual);
    await story.step(clerk(), 'inspectionPlan', mutual, 'settle');
    await refuses(() => at('pair', { capacity: 1 }, clerk(), mutual), 422, /不能互相检查|配对/);
    await refuses(() => at('pair', { capacity: 0 }, clerk(), mutual), 422, /不少于1/);
  });
  it('of a census is answered by the union itself, which nobody can stand in for', async () => {
    const census = await story.plan('census', { unions: [own().unit.union.id] });
    await story.step(clerk(), 'inspectionPlan', census, 'settle');
    await story.step(clerk(), 'inspectionPlan', census, 'dispatch');
    const [one] = await story.childrenOf(census, 'inspection');
    const { grassroots } = city.stories.find(({ studio }) => studio === one!.studio)!.unit;
    await refuses(() => step(grassroots, `/api/inspections/${one!.id}/recuse`, { reason: '与该单位有业务往来。' }), 409, /不用申请回避/);
  });
  it('sends experts, each once, at least one, none who is no expert', async () => {
    const ready = await story.plan('regular');
    await story.step(clerk(), 'inspectionPlan', ready, 'settle');
    const assign = (inspectors: readonly string[], teamSize = 1) => at('assign', { inspectors, teamSize }, clerk(), ready);
    await refuses(() => assign([]), 422, /至少选一人/);
    await refuses(() => assign([own().lead.person]), 422, /已不可选/);
    await refuses(() => assign([expert().person, expert().person], 2), 422, /有重复的，请各选一次/);
    await refuses(() => assign([expert().person], 0), 422, /不少于1/);
    await refuses(() => assign([expert().person], 6), 422, /不超过5/);
    await refuses(() => at('dispatch', undefined, clerk(), ready), 409, /不是摸底/);
    await refuses(() => at('pair', { capacity: 1 }, clerk(), ready), 409, /不是互查/);
    await refuses(() => at('close', { note: '检查已完成。' }, clerk(), plan), 422, /家没有检查完/);
  });
  const scopeOf = async (id: string) =>
    read<{ items: { value: string }[] }>(await send(clerk(), 'GET', `/api/choices/plan-scope?matter=${id}`)).items.map(({ value }) => value);
});

const when = '2013-11-18T10:00:00+08:00';
const finding = (key: string, more: Partial<SiteChanges['findings'][number]> = {}): SiteChanges['findings'][number] => ({
  key,
  item: '',
  level: 'minor',
  text: '场所负责人没有公示。',
  advice: '',
  photos: [],
  base: 0,
  at: when,
  removed: false,
  ...more,
});
const put = (body: unknown, by = expert(), id = inspection) => send(by, 'PUT', `/api/inspections/${id}/sheet`, body);
const changes = (more: Partial<SiteChanges> = {}): SiteChanges => ({ checklist: 'x', answers: [], findings: [], ...more });
const sheetOf = async (by = expert(), id = inspection): Promise<SiteSheet> => read(await send(by, 'GET', `/api/inspections/${id}/sheet`));

describe('what a device brings', () => {
  it.each<[string, unknown, number, RegExp]>([
    ['nothing', {}, 422, /请填写/],
    ['a list that is none', changes({ answers: 'x' as never }), 400, /应为列表/],
    ['a field nobody asked for', { ...changes(), by: 'x' }, 400, /没有这一项：by/],
    ['a result nobody knows', changes({ answers: [{ item: 'C1', result: 'fine' as never, note: '', base: 0, at: when }] }), 422, /请从给出的选项中选择/],
    ['a note as long as a page', changes({ answers: [{ item: 'C1', result: 'ok', note: long(501), base: 0, at: when }] }), 422, /不超过500个字/],
    ['a finding of one letter', changes({ findings: [finding('finding-0001', { text: '漏' })] }), 422, /请写明问题/],
    ['a finding of two pages', changes({ findings: [finding('finding-0001', { text: long(1001) })] }), 422, /不超过1000个字/],
    ['a character that is none', changes({ findings: [finding('finding-0001', { text: '漏电\u0000' })] }), 422, /控制字符/],
    ['half a character', changes({ findings: [finding('finding-0001', { advice: '请修\ud83d' })] }), 422, /控制字符/],
    ['half a character in a place', changes({ findings: [finding('finding-0001', { photos: [{ file: 'x', place: '楼\ud83d' }] })] }), 422, /控制字符/],
    ['a key that is an address', changes({ findings: [finding('../../etc/passwd')] }), 422, /格式不对/],
    ['a revision before the first', changes({ findings: [finding('finding-0001', { base: -1 })] }), 422, /不少于0/],
    ['a time that is none', changes({ findings: [finding('finding-0001', { at: '2013-11-18' })] }), 422, /格式不对/],
    [
      'ten photos of one thing',
      changes({ findings: [finding('finding-0001', { photos: Array.from({ length: 10 }, () => ({ file: 'x' })) })] }),
      422,
      /不超过9项/,
    ],
    ['a photo that is not there', changes({ findings: [finding('finding-0001', { photos: [{ file: 'x' }] })] }), 422, /没有这张照片/],
    ['too many findings', changes({ findings: Array.from({ length: 201 }, (_, n) => finding(`finding-${1000 + n}`)) }), 422, /不超过200项/],
  ])('%s', (_, body, status, sentence) => refuses(() => put(body), status, sentence));

  it('a photo that somebody else has uploaded', async () => {
    const foreign = await fileOf(city.experts[1]!);
    await refuses(() => put(changes({ findings: [finding('finding-0001', { photos: [{ file: foreign }] })] })), 422, /没有这张照片/);
  });
  it('a photo of forty megabytes is refused with what to do', async () => {
    await refuses(() => upload(expert(), new Uint8Array(40_000_000)), 413, /30 MB.*压缩/);
  });
  it('from whoever does not inspect, or only looks', async () => {
    const body = changes({ findings: [finding('finding-0001')] });
    for (const by of [city.experts[1]!, own().lead, own().unit.grassroots, elsewhere().lead]) await refuses(() => put(body, by), 404, /没有找到/);
    for (const by of [clerk(), city.leaders[0]!]) await refuses(() => put(body, by), 403, /可以看，不能改/);
    await refuses(() => put(body, expert(), plan), 404, /没有找到/);
    expect((await put(changes(), clerk())).status).toBe(200);
  });
  it('answers for what is not asked are let go, and that is said; the finding is kept', async () => {
    const answer = await put(
      changes({ answers: [{ item: 'GONE', result: 'ok', note: '', base: 0, at: when }], findings: [finding('finding-gone', { item: 'GONE' })] }),
    );
    const { notices, taken, sheet } = read<SiteMerged>(answer);
    expect([notices.join(), taken]).toEqual([expect.stringContaining('1项已不在清单里'), ['finding-gone']]);
    expect(sheet.answers).toEqual([]);
    expect((await put(changes({ findings: [finding('finding-gone', { base: 1, removed: true })] }))).status).toBe(200);
  });
  it('two hundred findings at once, each once; the same key of another inspection is another finding', async () => {
    const many = Array.from({ length: 200 }, (_, n) => finding(`finding-${1000 + n}`, { text: `第${n}个问题：${long(60)}` }));
    expect(read<SiteMerged>(await put(changes({ findings: many }))).taken).toHaveLength(200);
    const other = await city.matterOf(city.story('named'), 'inspection');
    const same = read<SiteMerged>(await put(changes({ findings: [finding('finding-1000', { text: '别家的问题。' })] }), expert(), other));
    expect([same.taken, same.conflicts]).toEqual([['finding-1000'], []]);
    expect((await sheetOf()).findings.find(({ key }) => key === 'finding-1000')?.text).toContain('第0个问题');
    const away = many.map((one) => ({ ...one, base: 1, removed: true }));
    expect(read<SiteMerged>(await put(changes({ findings: away }))).sheet.findings).toEqual([]);
  });
  it.each(['1900-01-01T00:00:00Z', '0001-01-01T00:00:00Z', '0000-01-01T00:00:00Z', '9999-12-31T23:59:59-23:00'])(
    'from a clock that says %s: the finding is taken, at the time it arrived, and the sheet still opens',
    async (at) => {
      const key = `finding-${at.slice(0, 4)}`;
      const answer = await put(
        changes({ answers: [{ item: 'X1', result: 'problem', note: at, base: await baseOf('X1'), at }], findings: [finding(key, { at })] }),
      );
      expect([answer.status, read<SiteMerged>(answer).taken]).toEqual([200, ['X1', key]]);
      expect((await sheetOf()).findings.find((one) => one.key === key)?.at.slice(0, 10)).toBe(today);
      expect((await put(changes({ findings: [finding(key, { base: 1, removed: true })] }))).status).toBe(200);
    },
  );
  const baseOf = async (item: string) => (await sheetOf()).answers.find((one) => one.item === item)?.revision ?? 0;

  it('twice in one sending: the first is taken, the other shown as a difference', async () => {
    const merged = read<SiteMerged>(await put(changes({ findings: [finding('finding-twice'), finding('finding-twice', { text: '又写了一遍。' })] })));
    expect([merged.taken, merged.conflicts.map(({ key }) => key), merged.sheet.findings.map(({ text }) => text)]).toEqual([
      ['finding-twice'],
      ['finding-twice'],
      ['场所负责人没有公示。'],
    ]);
    await put(changes({ findings: [finding('finding-twice', { base: 1, removed: true })] }));
  });

  it('on an old list is not counted for another item that has taken its place', async () => {
    const before = await sheetOf();
    const answered = before.answers.find(({ item }) => item === 'X1');
    expect(answered?.result).toBe('problem');
    await story.step(clerk(), 'inspectionPlan', plan, 'amend', { extras: [{ title: '消防通道', asks: '看是否畅通。' }] });
    const late = read<SiteMerged>(
      await put(changes({ checklist: before.checklist.hash, answers: [{ item: 'X1', result: 'ok', note: '', base: answered!.revision, at: when }] })),
    );
    const item = late.sheet.checklist.items.find(({ title }) => title === '消防通道');
    expect(late.sheet.answers.some((one) => one.item === item?.code)).toBe(false);
    expect(late.notices.join()).toMatch(/调整过.*1项已不在清单里/);
  });
  it('stays with its note when the same is answered again at a desk', async () => {
    const { checklist } = await sheetOf();
    const [first, second] = checklist.items;
    const note = (item: string) => ({ item, result: 'problem' as const, note: '配电箱无盖板', base: 0, at: when });
    await put(changes({ answers: [note(first!.code), note(second!.code)] }));
    const answers = Object.fromEntries(checklist.items.map(({ code }) => [code, code === first!.code ? 'problem' : 'ok']));
    expect((await step(expert(), `/api/inspections/${inspection}/fill`, { answers })).status).toBe(200);
    const after = await sheetOf();
    expect([first, second].map((one) => after.answers.find(({ item }) => item === one!.code)?.note)).toEqual(['配电箱无盖板', '']);
  });
});

describe('an inspection', () => {
  const signs = async (by = expert()) => ({ inspectorSigner: '检查组', inspectorSign: await fileOf(by), studioSigner: '工作室', studioSign: await fileOf(by) });
  const handIn = async (more: Record<string, unknown> = {}) =>
    step(expert(), `/api/inspections/${inspection}/submit`, { visitedOn: today, ...(await signs()), ...more });

  it('is not handed in with a problem that is not described', async () => {
    await refuses(handIn, 422, /请写明是什么问题/);
    const item = (await sheetOf()).checklist.items[0]!.code;
    await put(
      changes({
        // Of an odd and of an even length: one of them is cut in the middle of a pair.
        findings: [100, 101].map((length) => finding(`finding-${length}`, { item, text: `${long(length)}${'😀'.repeat(12)}`, level: 'red' })),
      }),
    );
  });
  it('is not handed in without its signatures, on another day, or signed on a paper of somebody else', async () => {
    await refuses(() => handIn({ inspectorSign: undefined }), 422, /请上传检查方签名/);
    await refuses(() => handIn({ studioSign: undefined, studioSigner: undefined }), 422, /被检查方签名/);
    await refuses(() => handIn({ visitedOn: addDays(today, 1) }), 422, /不晚于/);
    await refuses(() => handIn({ visitedOn: addDays(today, -2) }), 422, /不早于/);
    const foreign = await fileOf(city.experts[1]!);
    await refuses(() => handIn({ studioSign: foreign }), 422, /没有这个文件/);
    await refuses(() => handIn({ openFindings: 0 }), 400, /没有这一项/);
  });
  it('takes nothing any more once it is handed in, and says where it still is; the same again is only confirmed', async () => {
    expect((await handIn()).status).toBe(200);
    await refuses(handIn, 409, /现为“待市总审核”/);
    await refuses(() => put(changes({ findings: [finding('finding-late')] })), 409, /已经提交.*还在您的设备上/);
    const { findings } = await sheetOf();
    const again = findings.map(({ by: _, revision: base, ...one }) => ({ ...one, base, removed: false }));
    expect(read<SiteMerged>(await put(changes({ findings: again }))).already).toHaveLength(findings.length);
  });
  it('is confirmed with a day that can be kept, and what is found may be of any characters', async () => {
    const confirm = (mendBy: unknown) => step(clerk(), `/api/inspections/${inspection}/confirm`, { mendBy });
    for (const mendBy of [today, addDays(today, 181), 'soon', undefined]) await refuses(() => confirm(mendBy), 422, /整改期限/);
    expect((await confirm(addDays(today, 14))).status).toBe(200);
  });
  it('asks again next time, though the words were cut where a character stands', async () => {
    const next = await story.plan('irregular');
    await story.step(clerk(), 'inspectionPlan', next, 'settle');
    expect((await step(clerk(), `/api/inspection-plans/${next}/assign`, { inspectors: [city.experts[1]!.person], teamSize: 1 })).status).toBe(200);
  });
  it('is taken from whoever must keep away, and from whoever has been replaced', async () => {
    const id = await city.matterOf(city.story('account'), 'inspection');
    const [{ parent } = { parent: '' }] = await city.sql('select parent from matter where id = $1', [id]);
    const by = city.experts.find(({ person }) => person === city.experts[1]!.person)!;
    expect(String(parent)).not.toBe('');
    const body = changes({ findings: [finding('finding-mine')] });
    expect((await put(body, by, id)).status).toBe(200);
    const { lead } = city.story('account');
    await city.sql('insert into kinship (person_id, kin_id, said_by) values ($1, $2, $1)', [by.person, lead.person]);
    await refuses(() => put(changes({ findings: [finding('finding-kin')] }), by, id), 403, /回避/);
    expect((await sheetOf(by, id)).open).toBe(false);
    await city.sql('delete from kinship where person_id = $1', [by.person]);
    expect((await step(by, `/api/inspections/${id}/recuse`, { reason: '与该单位有业务往来。' })).status).toBe(200);
    await refuses(() => put(changes({ findings: [finding('finding-gone')] }), by, id), 409, /等市总改派.*还在您的设备上/);
    await refuses(() => step(clerk(), `/api/inspections/${id}/reassign`, { inspectors: [by.person] }), 422, /已不可选/);
    expect((await step(clerk(), `/api/inspections/${id}/reassign`, { inspectors: [city.experts[2]!.person] })).status).toBe(200);
    await refuses(() => put(changes({ findings: [finding('finding-gone')] }), by, id), 404, /没有找到/);
    // What the first one wrote is still there for the second.
    expect((await sheetOf(city.experts[2]!, id)).findings.map(({ key }) => key)).toEqual(['finding-mine']);
  });
});

describe('a finding', () => {
  it('is mended by the studio, checked by the department', async () => {
    const [one] = await story.childrenOf(inspection, 'finding');
    const at = (by: Chair, name: string, input: unknown) => step(by, `/api/findings/${one!.id}/${name}`, input);
    await refuses(() => at(own().lead, 'mend', { measures: '改了' }), 422, /至少5个字/);
    await refuses(() => at(elsewhere().lead, 'mend', { measures: '已按要求整改。' }), 404, /没有找到/);
    await refuses(() => at(own().lead, 'pass', { opinion: '同意。' }), 409, /不能“复查合格/);
    expect((await at(own().lead, 'mend', { measures: `${long(390)}😀😀😀` })).status).toBe(200);
    await refuses(() => at(own().lead, 'pass', { opinion: '同意。' }), 403, /不在您的办理范围/);
    await refuses(() => at(clerk(), 'again', { mendBy: today, reason: '看不清。' }), 422, /不早于/);
    await refuses(() => at(clerk(), 'escalate', { reason: ' ' }), 422, /理由/);
  });
});

describe('the library', () => {
  let challenge: string;
  const plan20 = { plan: '先做两组工艺试验再定办法，比较焊接顺序。' };
  beforeAll(async () => {
    challenge = read<{ id: string }>(await begin('challenge')).id;
  });
  it('takes no bid of a studio that is no more, none twice, none after the day', async () => {
    const { secretary, studio } = city.story('named');
    const bid = (by: Chair, input: unknown = plan20) => step(by, `/api/challenges/${challenge}/answer`, input);
    const [before] = await city.sql('select standing from studio where id = $1', [studio]);
    await city.sql("update studio set standing = 'revoked' where id = $1", [studio]);
    await refuses(() => bid(secretary), 409, /已撤销或注销/);
    await city.sql('update studio set standing = $2 where id = $1', [studio, before?.['standing']]);
    await refuses(() => bid(secretary, { plan: '试试' }), 422, /至少10个字/);
    await refuses(() => bid(own().unit.grassroots), 403, /不在您的办理范围/);
    expect((await bid(secretary)).status).toBe(200);
    await refuses(() => bid(secretary), 409, /已揭榜/);
    await city.sql("update challenge set until = '2013-11-17' where id = $1", [challenge]);
    await refuses(() => bid(elsewhere().lead), 409, /已截止/);
  });
  it('lets only the poster choose, and only of what was offered', async () => {
    const choose = (by: Chair, bid: string) => step(by, `/api/challenges/${challenge}/choose`, { bid });
    await refuses(() => choose(own().unit.grassroots, 'nobody'), 422, /已不可选/);
    await refuses(() => choose(elsewhere().unit.grassroots, 'nobody'), 403, /不在您的办理范围/);
    for (const until of ['2013-11-17', '2014-11-18'])
      await refuses(() => step(own().unit.grassroots, `/api/challenges/${challenge}/extend`, { until }), 422, /不早于|不晚于/);
  });
  it('is taken down with a reason of any characters and any length', async () => {
    const reason = `${long(485)}😀😀😀😀😀😀😀`;
    const closed = await step(own().unit.grassroots, `/api/challenges/${challenge}/close`, { reason });
    expect([closed.status, await city.sql("select state from matter where parent = $1 and kind = 'bid'", [challenge])]).toEqual([200, [{ state: 'declined' }]]);
  });
  it('takes an adoption of days that were, by other units, once', async () => {
    const experience = read<{ id: string }>(await begin('experience')).id;
    await story.step(own().secretary, 'experience', experience, 'submit');
    await story.step(clerk(), 'experience', experience, 'publish');
    const adopt = (by: Chair, more: Record<string, unknown> = {}) =>
      step(by, `/api/experiences/${experience}/adopt`, { usedAt: '二车间', adoptedOn: today, ...more });
    const other = elsewhere().unit.grassroots;
    for (const adoptedOn of [addDays(today, 1), '2009-01-01', '2013-02-30']) await refuses(() => adopt(other, { adoptedOn }), 422, /不早于|不晚于|日期|请填写/);
    await refuses(() => adopt(other, { benefitFen: -1 }), 422, /不少于/);
    await refuses(() => adopt(other, { benefitFen: 0.5 }), 400, /金额/);
    await refuses(() => adopt(own().unit.grassroots), 409, /不用登记采用/);
    await refuses(() => adopt(elsewhere().lead), 403, /不在您的办理范围/);
    expect((await adopt(other)).status).toBe(200);
    await refuses(() => adopt(other), 409, /已登记采用/);
  });
});

describe('a list', () => {
  it.each<[string, number]>([
    ['/api/experiences?kind=tale', 422],
    ['/api/experiences?limit=0', 422],
    ['/api/experiences?limit=101', 422],
    ['/api/experiences?nobody=1', 400],
    ['/api/experiences?cursor=xx', 400],
    ['/api/challenges?open=yes', 422],
    [`/api/challenges?cursor=${Buffer.from('["soon","x"]').toString('base64url')}`, 400],
    ['/api/support?year=1800', 422],
    ['/api/support/records?kind=tale', 422],
    [`/api/support/records?cursor=${Buffer.from('["2013-13-45","x"]').toString('base64url')}`, 400],
    ['/api/draws?limit=x', 400],
    [`/api/draws?cursor=${Buffer.from('["","x"]').toString('base64url')}`, 400],
    ['/api/draws/nobody', 404],
    ['/api/inspections/nobody/sheet', 404],
    [`/api/inspections/${'x'.repeat(199)}/sheet`, 404],
    ['/api/choices/plan-scope', 404],
    ['/api/choices/bids-of-challenge?matter=nobody', 404],
  ])('%s is refused with %i', async (path, status) => {
    expect((await send(clerk(), 'GET', path)).status).toBe(status);
  });
  it('of support is not for a studio', async () => {
    for (const path of ['/api/support', '/api/support/records']) expect((await send(own().lead, 'GET', path)).status).toBe(404);
  });
});

it('leaves a line of every sending and of everything refused', async () => {
  const lines = await city.sql(
    "select outcome, count(*)::int as n from audit where what = 'inspection.sync' and which = $1 group by outcome order by outcome",
    [inspection],
  );
  expect(lines.map(({ outcome }) => outcome)).toEqual(['done', 'refused']);
  const [last] = await city.sql("select detail, person_id from audit where what = 'inspection.sync' and outcome = 'refused' order by id desc limit 1");
  expect(last?.['detail']).toMatchObject({ status: 404 });
  expect((await city.sql("select 1 from audit where what = 'inspectionPlan.open' and outcome = 'refused'")).length).toBeGreaterThan(10);
});
