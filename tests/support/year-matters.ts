import { theSystem } from '#core/people/actor.ts';
import { openMatter } from '#server/actions/open.ts';
import { openReport } from '#server/actions/open-report.ts';
import { openRevocation } from '#server/actions/effects/proposals.ts';
import type { Work } from '#server/kernel/house.ts';
import { perform } from '#server/kernel/perform.ts';
import type { ChainCity } from './chain-city.ts';
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
}
