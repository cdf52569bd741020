import { theSystem } from '#core/people/actor.ts';
import { openMatter } from '#server/actions/open.ts';
import { openReport } from '#server/actions/open-report.ts';
import { openRevocation } from '#server/actions/effects/proposals.ts';
import type { Work } from '#server/kernel/house.ts';
import { perform } from '#server/kernel/perform.ts';
import type { ChainCity } from './chain-city.ts';
import { actorOf } from '#server/demo/player.ts';
import { reading } from '#server/kernel/house.ts';
import { listChoices } from '#server/views/choices.ts';
import { inspectionStory } from './inspection-story.ts';
import { yearStory } from './year-story.ts';

/** 命名以后的事项各一件，都在同一家工作室：年报及两份报送、考核、整改、撤销、注销、复核、变更、共建、难题。 */
export async function yearMatters(city: ChainCity): Promise<void> {
  const { play, house } = city;
  const one = city.story('checking');
  const { studio, lead, secretary, unit } = one;
  const asSystem = (what: string, run: (work: Work) => Promise<unknown>) =>
    perform(house, { actor: theSystem, address: '', request: 'test', body: null }, { what, which: studio }, async (work) => {
      await run(work);
      return { status: 200, body: null };
    });

  await asSystem('report.open', (work) => openReport(work, studio, 2013));
  await yearStory(city).writeReport(one);
  await play.begin(city.department[0]!, 'round.open', undefined, { year: 2013 });
  await play.begin(city.department[0]!, 'rectification.open', studio, { ground: 'red-finding', reason: '检查发现台账补记较多。' });
  await asSystem('revocation.open', (work) => openRevocation(work, { studio }, { ground: 'fraud', reason: '有人反映材料不实。' }));
  const until = { light: true, validUntil: '2018-10-18', summary: '', conclusion: '', judged: [] };
  await asSystem('review.open', (work) => openMatter(work, 'review', { title: '到期复核', state: 'checking', studio, own: until }));
  await play.begin(lead, 'change.name', studio, { newName: '更名示例劳模创新工作室', reason: '单位更名。' });
  await play.begin(secretary, 'partnership.invite', studio, {
    partner: city.story('account').unit.id,
    role: '提供检测设备',
    sharePercent: 30,
    ip: 'waiver',
    waiver: '仅交流技术。',
  });
  await play.begin(unit.management, 'problem.post', studio, { kind: '难题', area: '工艺改造', title: '夜班返修率偏高', text: '近三个月返修率在4%左右。' });
  await play.begin(lead, 'difficulty.raise', studio, {
    kind: '物资',
    title: '缺一台检测仪',
    text: '攻关试验需要高频检测仪，本单位没有。',
    wanted: '请协调借用三个月。',
  });
  await play.begin(unit.grassroots, 'dissolution.ask', studio, {
    ground: '单位自愿注销',
    reason: '不再继续。',
    file: await play.scan(unit.grassroots, '申请'),
  });
  await spreadMatters(city);
}

/** 检查、抽签、表彰、经验和揭榜各一件，都牵涉同一家工作室；检查组是它验收时的组长。 */
async function spreadMatters(city: ChainCity): Promise<void> {
  const { play, department } = city;
  const { studio, lead, unit } = city.story('checking');
  const story = inspectionStory(city);
  const clerk = department[0]!;
  const acceptance = await city.matterOf(city.story('checking'), 'acceptance');
  const { leaderId } = await city.house.db.selectFrom('acceptance').select('leaderId').where('id', '=', acceptance).executeTakeFirstOrThrow();
  const inspector = city.experts.find(({ person }) => person === leaderId)!;
  const plan = await story.running('regular', [inspector]);
  const [inspection] = (await story.childrenOf(plan, 'inspection')).filter((one) => one.studio === studio);
  await city.house.db
    .insertInto('inspectionNote')
    .values({
      inspectionId: inspection!.id,
      key: 'finding-0001',
      item: '',
      level: 'minor',
      text: '制度没有上墙。',
      revision: 1,
      at: city.house.clock.now(),
      byPerson: inspector.person,
    })
    .execute();
  const finding = {
    inspectionId: inspection!.id,
    studioId: studio,
    key: 'finding-0001',
    year: 2013,
    item: '',
    itemTitle: '其他',
    level: 'minor',
    text: '制度没有上墙。',
  };
  await perform(city.house, { actor: theSystem, address: '', request: 'test', body: null }, { what: 'finding.open', which: studio }, async (work) => {
    const own = { ...finding, advice: '', photos: [], mendBy: '2013-12-20', measures: '', conclusion: '', sentBack: 0 };
    await openMatter(work, 'finding', { title: '一般问题：制度没有上墙', state: 'open', studio, parent: inspection!.id, own });
    return { status: 200, body: null };
  });
  await play.begin(clerk, 'reporters.draw', undefined, { occasion: '季度例会', take: 1, source: '次日上证综合指数收盘点位', drawOn: '2013-11-19' });
  await play.begin(clerk, 'commendation.open', undefined, { year: 2013, honour: '优秀劳模创新工作室', basis: '示例批复〔2013〕1号', quota: 1 });
  const { value } = (await listChoices(reading(city.house, actorOf(lead)), 'own-evidence', { studio }, { limit: 1 }))[0]!;
  await play.begin(clerk, 'meeting.convene', undefined, { body: 'leadership', heldOn: '2013-11-18', place: '三楼会议室' });
  const { name } = await city.house.db.selectFrom('person').select('name').where('id', '=', lead.person).executeTakeFirstOrThrow();
  const told = {
    title: '返修率降下来的做法',
    topic: '攻关创新',
    problem: '返修率偏高。',
    practice: `${name}带队，先量后改，改进夹具并固化操作要点，新人先上道场。`,
    effect: '返修率降到1%以下。',
  };
  const { matter: experience = '' } = await play.begin(lead, 'experience.write', studio, { ...told, evidence: [value] });
  const adopter = unit.grassroots.union;
  const { matter: challenge = '' } = await play.begin(unit.grassroots, 'challenge.post', undefined, {
    title: '薄板焊接变形求解',
    area: '工艺改造',
    text: '薄板焊接后翘曲超过3毫米。',
    until: '2013-12-18',
  });
  await play.step(lead, 'challenge', challenge, 'answer', { plan: '先做两组工艺试验再定办法。' });
  await perform(city.house, { actor: theSystem, address: '', request: 'test', body: null }, { what: 'adoption.open', which: studio }, async (work) => {
    const own = { unionId: adopter, usedAt: '二车间', adoptedOn: '2013-11-18', effect: '', benefitFen: 0 };
    await openMatter(work, 'adoption', { title: '返修率降下来的做法（采用）', state: 'adopted', studio, parent: experience, own });
    return { status: 200, body: null };
  });
}
