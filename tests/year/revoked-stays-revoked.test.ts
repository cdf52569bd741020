import { afterAll, beforeAll, expect, it } from 'vitest';
import { addDays } from '#core/shared/days.ts';
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

const one = () => city.story('paid');
const department = () => city.department[0]!;
const standing = async () => {
  const studio = await city.house.db.selectFrom('studio').select('standing').where('id', '=', one().studio).executeTakeFirstOrThrow();
  return [studio.standing, (await story.matterOf(one().studio, 'title'))?.state];
};
async function order(ground: 'red-finding' | 'low-score', demands: string): Promise<string> {
  const { matter = '' } = await city.play.begin(department(), 'rectification.open', one().studio, { ground, reason: '检查发现台账补记较多。' });
  await city.play.step(department(), 'rectification', matter, 'order', { demands, mendBy: addDays(today, 90) });
  return matter;
}

it('a rectification that is passed after the title was revoked does not bring it back; an appeal that is upheld does', async () => {
  const [first, second] = [await order('red-finding', '请补齐台账，说明原因。'), await order('low-score', '请指定专人记台账。')];
  expect(await standing()).toEqual(['rectifying', 'rectifying']);
  const { matter = '' } = await city.play.begin(department(), 'revocation.open', one().studio, { ground: 'misuse', reason: '补助挪作他用，已查实。' });
  await city.play.step(department(), 'revocation', matter, 'notify', { reason: '补助挪作他用，已查实。' });
  while ((await story.matterOf(one().studio, 'revocation'))?.state === 'statement') await story.until(addDays(city.play.today(), 1));
  await city.play.step(city.leaders[0]!, 'revocation', matter, 'revoke', { opinion: '同意撤销。' });
  expect(await standing()).toEqual(['revoked', 'revoked']);

  await city.play.step(one().lead, 'rectification', first, 'report', { measures: '台账已补齐，指定专人记。' });
  await city.play.step(department(), 'rectification', first, 'pass', { opinion: '整改到位。' });
  expect(await standing()).toEqual(['revoked', 'revoked']);

  await city.play.step(one().unit.grassroots, 'revocation', matter, 'appeal', { grounds: '支出凭证齐全，请复核。' });
  await city.play.step(city.leaders[0]!, 'revocation', matter, 'overturn', { opinion: '申诉成立。' });
  // The other rectification goes on.
  expect(await standing()).toEqual(['rectifying', 'rectifying']);
  await city.play.step(one().lead, 'rectification', second, 'report', { measures: '已指定专人每周记台账。' });
  await city.play.step(department(), 'rectification', second, 'pass', { opinion: '整改到位。' });
  expect(await standing()).toEqual(['in-force', 'in-force']);
  expect(await checkInvariants(city.house.db, city.house.files)).toEqual([]);
});
