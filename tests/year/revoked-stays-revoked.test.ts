import { afterAll, beforeAll, expect, it } from 'vitest';
import { addDays } from '#core/shared/days.ts';
import type { Story } from '#server/demo/studio-story.ts';
import { checkInvariants } from '#server/invariants/check-invariants.ts';
import { cloneChainCity, today, type ChainCity } from '../support/chain-city.ts';
import { yearStory } from '../support/year-story.ts';

/** What is decided about a title holds, whatever else is still under way; only taking the decision back takes it back. */
let city: ChainCity;
let story: ReturnType<typeof yearStory>;
beforeAll(async () => {
  city = await cloneChainCity();
  story = yearStory(city);
});
afterAll(() => city?.close());

const department = () => city.department[0]!;
const opinion = '情况属实，同意。';
async function standing({ studio }: Story) {
  const row = await city.house.db.selectFrom('studio').select('standing').where('id', '=', studio).executeTakeFirstOrThrow();
  return [row.standing, (await story.matterOf(studio, 'title'))?.state];
}
async function orderMending({ studio }: Story): Promise<string> {
  const { matter = '' } = await city.play.begin(department(), 'rectification.open', studio, { ground: 'red-finding', reason: '检查发现台账补记较多。' });
  await city.play.step(department(), 'rectification', matter, 'order', { demands: '请补齐台账，说明原因。', mendBy: addDays(today, 90) });
  return matter;
}
async function mend({ lead }: Story, rectification: string): Promise<void> {
  await city.play.step(lead, 'rectification', rectification, 'report', { measures: '台账已补齐，指定专人记。' });
  await city.play.step(department(), 'rectification', rectification, 'pass', { opinion });
}
async function revoke({ studio }: Story): Promise<string> {
  const { matter = '' } = await city.play.begin(department(), 'revocation.open', studio, { ground: 'misuse', reason: '补助挪作他用，已查实。' });
  await city.play.step(department(), 'revocation', matter, 'notify', { reason: '补助挪作他用，已查实。' });
  while ((await story.matterOf(studio, 'revocation'))?.state === 'statement') await story.until(addDays(city.play.today(), 1));
  await city.play.step(city.leaders[0]!, 'revocation', matter, 'revoke', { opinion });
  return matter;
}
async function overturn({ unit }: Story, revocation: string): Promise<void> {
  await city.play.step(unit.grassroots, 'revocation', revocation, 'appeal', { grounds: '支出凭证齐全，请复核。' });
  await city.play.step(city.leaders[0]!, 'revocation', revocation, 'overturn', { opinion });
}

it('a rectification that is passed after the title was revoked does not bring the title back', async () => {
  const one = city.story('paid');
  const rectification = await orderMending(one);
  const revocation = await revoke(one);
  await mend(one, rectification);
  expect(await standing(one)).toEqual(['revoked', 'revoked']);
  await overturn(one, revocation);
  expect(await standing(one)).toEqual(['in-force', 'in-force']);
});

it('a decision that is taken back leaves the studio where it was: still to mend what it was told to', async () => {
  const one = city.story('receipt');
  const rectification = await orderMending(one);
  await overturn(one, await revoke(one));
  expect(await standing(one)).toEqual(['rectifying', 'rectifying']);
  await mend(one, rectification);
  expect((await standing(one))[1]).not.toBe('rectifying');
});

it('every invariant holds', async () => {
  expect(await checkInvariants(city.house.db, city.house.files, city.house.standards)).toEqual([]);
});
