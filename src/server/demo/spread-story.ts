import { liveNotes } from '#core/inspection/site.ts';
import type { Inspection } from '#core/inspection/life.ts';
import { theSystem } from '#core/people/actor.ts';
import { readingOf } from '#server/actions/moment.ts';
import { reading } from '#server/kernel/house.ts';
import { newId } from '#server/kernel/ids.ts';
import { find } from '#server/store/matters.ts';
import type { declare } from './chain-story.ts';
import { personName } from './names.ts';
import type { Story } from './studio-story.ts';

type City = Parameters<typeof declare>[0];
const clerkOf = ({ cast }: City) => cast.department[0]!;

const gifts = [
  { head: '人员', content: '安排一名专职联络员，每月到室一次。', quantity: '1名' },
  { head: '场地', content: '增加试验间一间。', quantity: '20平方米' },
  { head: '物资', content: '配备示教仪一套。', quantity: '1套', amountFen: 860_000 },
] as const;
/** 基层工会的专人负责（四.1）：多数单位定了人，有的还没有。 */
async function takeCharge({ house }: City, stories: readonly Story[]): Promise<void> {
  const units = [...new Map(stories.map(({ unit }) => [unit.id, unit])).values()];
  const rows = units
    .filter((_, n) => n % 6 !== 5)
    .map(({ id }, n) => ({
      id: newId(),
      unionId: id,
      name: personName(700 + n),
      post: '工会副主席',
      phone: '0592-0000000',
      standIn: personName(800 + n),
      fromOn: '2013-09-01',
      toOn: null,
    }));
  await house.db.insertInto('inCharge').values(rows).execute();
}

/** 工会给的支持，和它们自己的议事、制度（四.1）；有一家什么也没登记，市总看得出来。 */
async function support({ play, cast }: City, stories: readonly Story[]): Promise<void> {
  for (const [n, { studio, unit }] of stories.entries()) {
    if (n % 5 === 4) continue;
    await play.fact(unit.grassroots, studio, 'support', { ...gifts[n % gifts.length], since: play.today() });
    if (n % 2 === 0)
      await play.fact(unit.union.supervisor, studio, 'support', {
        head: '资金',
        content: '拨付活动经费。',
        since: play.today(),
        amountFen: 300_000 + n * 50_000,
        file: await play.scan(unit.union.supervisor, '拨款通知'),
      });
    if (n % 4 === 0)
      await play.begin(unit.grassroots, 'agenda.record', undefined, {
        body: '工会委员会',
        date: play.today(),
        title: '研究工作室季度工作',
        decided: '同意工作室每季度向工会汇报一次。',
      });
  }
  for (const { supervisor } of cast.unions.filter((_, n) => n % 3 !== 2)) {
    await play.begin(supervisor, 'agenda.record', undefined, {
      body: '主席办公会',
      date: play.today(),
      title: '研究劳模创新工作室创建任务',
      decided: '明确一名副主席负责，每月调度一次。',
    });
    await play.begin(supervisor, 'workingRule.record', undefined, { title: '劳模创新工作室联系制度', edition: '2013年版', date: play.today() });
  }
}

/** 抽查：公布、抽签、派人；有一家已查完，问题在整改。 */
function sampling(city: City): void {
  const { house, play, table, cast } = city;
  const clerk = clerkOf(city);
  const inspectors = cast.experts.slice(4, 8);
  let plan = '';
  const step = (name: string, input?: unknown) => play.step(clerk, 'inspectionPlan', plan, name, input);
  const children = (kind: string) =>
    house.db.selectFrom('matter').select(['id', 'studio']).where('parent', '=', plan).where('kind', '=', kind).orderBy('id').execute();
  table.on('2013-10-17', async () => {
    const opening = {
      kind: 'sampling',
      year: 2013,
      ratioPercent: 25,
      startOn: '2013-10-21',
      endOn: '2013-12-06',
      note: '看补助使用和台账。',
      extras: [{ title: '安全用电', asks: '看试验台、配电箱接线是否规范。' }],
    };
    plan = (await play.begin(clerk, 'inspectionPlan.open', undefined, opening)).matter ?? '';
    await step('announce', { source: '抽签当日上证综合指数收盘点位（上海证券交易所公布，保留两位小数）', drawOn: '2013-10-18' });
  });
  table.on('2013-10-18', async () => {
    const [draw] = await children('draw');
    await play.step(clerk, 'draw', draw!.id, 'draw', { value: '2193.78', witness: '经审会监督员' });
  });
  table.on('2013-10-21', () => step('assign', { inspectors: inspectors.map(({ person }) => person), teamSize: 1 }).then(() => undefined));
  table.on('2013-10-30', async () => {
    const [first] = await children('inspection');
    await visit(city, first!.id);
  });
}

/** 一次现场检查，从填表到下达。 */
async function visit({ house, play, cast }: City, id: string): Promise<void> {
  const inspection = (await find(readingOf(reading(house, theSystem)), theSystem, id)) as Inspection;
  const expert = cast.experts.find(({ person }) => inspection.inspectors.includes(person))!;
  const problems = ['C3.1', 'C5.1'];
  const answers = Object.fromEntries(inspection.checklist.map(({ code }) => [code, problems.includes(code) ? 'problem' : 'ok']));
  const findings = [
    { item: 'C3.1', level: 'minor', text: '场所负责人没有公示。', advice: '请在门口公示负责人和联系电话。' },
    { item: 'C5.1', level: 'minor', text: '奖励制度没有上墙。', advice: '请装框上墙。' },
  ];
  await play.step(expert, 'inspection', id, 'fill', { answers, findings });
  await play.step(expert, 'inspection', id, 'submit', {
    visitedOn: play.today(),
    advice: '台账记得及时，值得其他工作室学习。',
    inspectorSigner: '检查组',
    inspectorSign: await play.scan(expert, '检查方签名'),
    studioSigner: '工作室秘书',
    studioSign: await play.scan(expert, '被检查方签名'),
  });
  await play.step(cast.department[0]!, 'inspection', id, 'confirm', { mendBy: '2013-11-29' });
  const done = (await find(readingOf(reading(house, theSystem)), theSystem, id)) as Inspection;
  if (liveNotes(done).length !== findings.length) throw new Error('the findings of the demo are not the ones that were noted');
}

/** 例会由谁汇报，抽签定。 */
function reporters(city: City): void {
  const { play, table } = city;
  const clerk = clerkOf(city);
  let draw = '';
  table.on('2013-11-07', async () => {
    const opening = { occasion: '第四季度工作例会', take: 2, source: '抽签当日上证综合指数收盘点位（上海证券交易所公布，保留两位小数）', drawOn: '2013-11-08' };
    draw = (await play.begin(clerk, 'reporters.draw', undefined, opening)).matter ?? '';
  });
  table.on('2013-11-08', () => play.step(clerk, 'draw', draw, 'draw', { value: '2106.13', witness: '经审会监督员' }).then(() => undefined));
}

/** 一条经验发布了、有人采用；一道题张了榜、两家揭了；一件困难解决了、整理成指引。 */
function library(city: City, named: () => readonly Story[]): void {
  const { house, play, table } = city;
  const clerk = clerkOf(city);
  table.on('2013-10-24', async () => {
    const [author, , adopter] = named();
    const proof = await house.db
      .selectFrom('fact')
      .select('id')
      .where('studioId', '=', author!.studio)
      .where('kind', '=', 'achievement')
      .orderBy('id')
      .executeTakeFirstOrThrow();
    const { matter = '' } = await play.begin(author!.secretary, 'experience.write', author!.studio, {
      title: '先量后改，把返修率降下来',
      topic: '攻关创新',
      problem: '总装线夜班返修率在4%左右，影响交付，换人、加班都不见效。',
      practice: '连续两周记录返修部位和时段，找出夹具定位偏差是主因；改进夹具，固化操作要点，新人先上练习台再上线；每周公布一次数字。',
      effect: '三个月后返修率降到1%以下，年节约工时约六百小时。',
      evidence: [proof.id],
    });
    await play.step(author!.secretary, 'experience', matter, 'submit');
    await play.step(clerk, 'experience', matter, 'publish');
    await play.step(adopter!.unit.grassroots, 'experience', matter, 'adopt', {
      usedAt: '二车间装配线',
      adoptedOn: play.today(),
      effect: '照着做了一个月，返修率由3%降到1.8%。',
      benefitFen: 1_200_000,
    });
  });
  table.on('2013-11-04', async () => {
    const [poster, one, two] = named().toReversed();
    const opening = {
      title: '铝合金薄板焊接变形大，求解决办法',
      area: '工艺改造',
      text: '2毫米铝合金薄板焊接后翘曲超过3毫米，希望控制在1毫米以内，可提供试件和场地。',
      reward: '解决后按合理化建议奖励办法兑现。',
      until: '2013-12-20',
    };
    const { matter = '' } = await play.begin(poster!.unit.grassroots, 'challenge.post', undefined, opening);
    for (const { secretary } of [one!, two!])
      await play.step(secretary, 'challenge', matter, 'answer', { plan: '先做两组工艺试验，比较焊接顺序和反变形量，一个月内给出方案。' });
  });
  table.on('2013-10-28', async () => {
    const [, asker] = named();
    const raise = async (title: string, text: string) =>
      (await play.begin(asker!.secretary, 'difficulty.raise', asker!.studio, { kind: '物资', title, text, wanted: '请协调兄弟单位借用三个月。' })).matter ?? '';
    const matter = await raise('缺一台高频检测仪', '攻关试验需要高频检测仪，本单位没有，外借手续难办。');
    const step = (chair: typeof clerk, name: string, input?: unknown) => play.step(chair, 'difficulty', matter, name, input);
    await step(clerk, 'assign', { to: 'department', answerBy: '2013-11-11' });
    await step(clerk, 'answer', { answer: '已协调示例单位借用三个月，请持介绍信办理。' });
    await step(asker!.lead, 'confirm');
    await step(clerk, 'share', {
      title: '缺检测设备怎么办',
      topic: '困难解决',
      practice: '先在本归口工会内问一遍；借不到的，写明型号和时段报市总经济部，由市总协调兄弟单位借用，双方签借用单。',
    });
    const guidance = await house.db.selectFrom('experience').select('id').where('difficulty', '=', matter).executeTakeFirstOrThrow();
    await play.step(clerk, 'experience', guidance.id, 'publish');
    await raise('外单位成员来室有困难', '两名外单位成员白天请不出假，希望协调每月半天。');
  });
}

/** 检查、抽签、保障、经验和揭榜：演示城市里也有人在做。`stories` 是建起来的各家。 */
export function spread(city: City, stories: readonly Story[]): void {
  const { table } = city;
  // By September these are named; the demonstration studio is left to whoever tries the demo.
  const named = () => stories.filter(({ goal, seed }) => goal === 'paid' && seed > 0 && seed < 17);
  table.on('2013-09-12', () => takeCharge(city, stories));
  table.on('2013-09-12', () => support(city, named()));
  sampling(city);
  reporters(city);
  library(city, named);
}
