import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Matter } from '#contract/shapes.ts';
import { cloneChainCity, type ChainCity } from '../support/chain-city.ts';
import { yearStory } from '../support/year-story.ts';

/** 四.2：困难由市总协调处理——交给谁、什么时候答复、解决没有，反映的人说了算。 */
let city: ChainCity;
beforeAll(async () => {
  city = await cloneChainCity();
});
afterAll(() => city?.close());

const raise = (goal: 'paid' | 'ledger') =>
  city.play.begin(city.story(goal).secretary, 'difficulty.raise', city.story(goal).studio, {
    kind: '物资',
    title: '缺一台高频检测仪',
    text: '攻关试验需要高频检测仪，本单位没有。',
    wanted: '请协调借用三个月。',
  });
const seen = async (id: string) => (await city.as(city.department[0]!)).get<Matter>(`/api/matters/${id}`);

it('is raised, assigned to the union, handed on, answered by the city, reopened, and closed by the one who asked', async () => {
  const { matter = '' } = await raise('paid');
  const { unit, secretary, lead } = city.story('paid');
  const step = (chair: Parameters<typeof city.play.step>[0], name: string, input?: unknown) => city.play.step(chair, 'difficulty', matter, name, input);
  await step(city.department[0]!, 'assign', { to: 'supervisor', answerBy: '2013-12-02' });
  await expect(step(city.department[0]!, 'answer', { answer: '这不是经济部的桌子。' })).rejects.toThrow(/不在您的办理范围/);
  await step(unit.union.supervisor, 'handOn', { reason: '超出归口工会职权。' });
  await step(city.department[0]!, 'assign', { to: 'department', answerBy: '2013-12-02' });
  await step(city.department[0]!, 'answer', { answer: '已协调示例单位借用。' });
  await step(secretary, 'reopen', { reason: '借用手续仍未办成。' });
  expect((await seen(matter)).sections[0]?.fields.find(({ label }) => label === '重新打开')?.text).toBe('1次');
  await step(city.department[0]!, 'assign', { to: 'department', answerBy: '2013-12-02' });
  await step(city.department[0]!, 'answer', { answer: '手续已办妥，明日送到。' });
  await step(lead, 'confirm');
  expect((await seen(matter)).state.code).toBe('closed');
});

it('that is overdue stands before the leaders', async () => {
  const { matter = '' } = await raise('ledger');
  await city.play.step(city.department[0]!, 'difficulty', matter, 'assign', { to: 'supervisor', answerBy: '2013-11-20' });
  await yearStory(city).until('2013-11-25');
  const leader = await city.as(city.leaders[0]!);
  const { risks } = await leader.get<{ risks: { href: string; detail: string }[] }>('/api/city');
  expect(risks.find(({ href }) => href === `/matters/${matter}`)?.detail).toContain('已超期');
});
