import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isKind, kinds, type Kind } from '#core/lives.ts';
import { officeZh, theSystem, type Actor, type Office } from '#core/people/actor.ts';
import type { Matter } from '#core/shared/life.ts';
import { mayDo, policyTable } from '#core/policy-table.ts';
import { advance } from '#server/actions/advance.ts';
import { lifeOf } from '#server/actions/any-life.ts';
import { momentOf, readingOf } from '#server/actions/moment.ts';
import { actorOf } from '#server/demo/player.ts';
import type { Story } from '#server/demo/studio-story.ts';
import type { Work } from '#server/kernel/house.ts';
import { Refusal } from '#server/kernel/refusal.ts';
import { find, writeParties } from '#server/store/matters.ts';
import { showMatter } from '#server/views/matter/show-matter.ts';
import { chairsOf, cloneChainCity, type ChainCity } from '../support/chain-city.ts';
import { yearMatters } from '../support/year-matters.ts';

/** Every row of the permission matrix, tried for real: a matter is put into the state, somebody of the office tries, everything is undone. */
let city: ChainCity;
beforeAll(async () => {
  city = await cloneChainCity();
  await yearMatters(city);
  await nameThree();
  // The partner is tried from the same chair: whoever else's it is, is tried in the partnership's own test.
  await city.sql('update partnership set partner_union = (select host_union from matter where id = partnership.id)');
});
afterAll(() => city?.close());

/** The experience names its lead, who has agreed, its secretary and a member, who have not. */
async function nameThree(): Promise<void> {
  const { studio, unit, lead, secretary } = city.story('checking');
  await city.sql("insert into person (id, name) values ('some-member', '成示例')");
  await city.sql("insert into office_held values ('some-member-office', 'some-member', 'member', $1, $2, '2013-01-01', null)", [unit.id, studio]);
  await city.sql(
    `update experience set named = $1, practice = practice || '，成示例和' || (select name from person where id = $2) || '一起做的'
     where id in (select id from matter where studio = $3 and kind = 'experience')`,
    [JSON.stringify([{ person: lead.person, on: '2013-11-18' }]), secretary.person, studio],
  );
}

const offices = Object.keys(officeZh) as Office[];

/** Which studio of the city stands for a kind, and the matter. */
async function example(kind: Kind): Promise<{ story: Story; id: string }> {
  const goals = {
    declaration: 'formal-check',
    acceptance: 'scoring',
    sheet: 'scoring',
    grant: 'checking',
    title: 'checking',
    honour: 'checking',
    project: 'checking',
    objection: 'objected',
    assessment: 'checking',
    change: 'checking',
    delivery: 'checking',
    difficulty: 'checking',
    dissolution: 'checking',
    partnership: 'checking',
    problem: 'checking',
    rectification: 'checking',
    report: 'checking',
    review: 'checking',
    revocation: 'checking',
    adoption: 'checking',
    bid: 'checking',
    experience: 'checking',
    finding: 'checking',
    inspection: 'checking',
  } as const;
  if (kind in goals) {
    const story = city.story(goals[kind as keyof typeof goals]);
    return { story, id: kind === 'sheet' ? await leadersSheet(story) : kind === 'delivery' ? await unionsCopy(story) : await city.matterOf(story, kind) };
  }
  if (kind === 'challenge')
    return { story: city.story('checking'), id: (await city.house.db.selectFrom('matter').select('id').where('kind', '=', kind).executeTakeFirstOrThrow()).id };
  const { id } = await city.house.db.selectFrom('matter').select('id').where('kind', '=', kind).orderBy('id', 'desc').executeTakeFirstOrThrow();
  return { story: city.story('objected'), id };
}
const unionsCopy = async ({ studio }: Story): Promise<string> =>
  (
    await city.house.db
      .selectFrom('delivery')
      .innerJoin('matter', 'matter.id', 'delivery.id')
      .select('delivery.id')
      .where('matter.studio', '=', studio)
      .where('recipient', '=', 'supervisor')
      .executeTakeFirstOrThrow()
  ).id;
async function leadersSheet(story: Story): Promise<string> {
  const acceptance = await city.matterOf(story, 'acceptance');
  const { id } = await city.house.db
    .selectFrom('sheet')
    .innerJoin('matter', 'matter.id', 'sheet.id')
    .innerJoin('acceptance', (join) => join.onRef('acceptance.id', '=', 'matter.parent').onRef('acceptance.leaderId', '=', 'sheet.expertId'))
    .select('sheet.id')
    .where('acceptance.id', '=', acceptance)
    .executeTakeFirstOrThrow();
  return id;
}

/** Somebody of every office, sitting where it concerns this studio: the expert leads its group. */
async function inPlace(story: Story): Promise<ReadonlyMap<Office, Actor>> {
  const chairs = Object.entries(chairsOf(city, story)).map(([office, chair]) => [office as Office, actorOf(chair)] as const);
  const leader = await city.house.db
    .selectFrom('acceptance')
    .innerJoin('matter', 'matter.id', 'acceptance.id')
    .select('leaderId')
    .where('matter.studio', '=', story.studio)
    .executeTakeFirst();
  const expert = city.experts.find(({ person }) => person === leader?.leaderId) ?? city.experts[0]!;
  const member: Actor = { id: 'some-member', office: 'member', studio: story.studio, union: story.unit.id, kin: [], officeId: 'member' };
  return new Map<Office, Actor>([...chairs, ['member', member], ['expert', actorOf(expert)], ['clock', theSystem]]);
}

class Undone extends Error {}
/** Puts the matter into a state, rewrites who holds it, does the work, and undoes everything. */
async function inState<T>(id: string, state: string, run: (work: Work) => Promise<T>): Promise<T> {
  let result: T | undefined;
  const now = city.house.clock.now();
  await city.house.db
    .transaction()
    .execute(async (tx) => {
      const work: Work = { house: city.house, tx, actor: theSystem, now };
      await tx.updateTable('matter').set({ state, closedAt: null }).where('id', '=', id).execute();
      await writeParties(tx, await find(readingOf(work), theSystem, id));
      result = await run(work);
      throw new Undone();
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undone)) throw error;
    });
  return result as T;
}

/** What comes of trying: 'done', or the codes of the refusal. What was done is undone. */
async function attempt(work: Work, kind: Kind, id: string, transition: string): Promise<readonly string[]> {
  await sql`savepoint attempt`.execute(work.tx);
  try {
    await advance(work, { kind, id, transition });
    return ['done'];
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return error.reasons.map(({ code }) => code);
  } finally {
    await sql`rollback to savepoint attempt`.execute(work.tx);
  }
}

/** The same question without the trying, for the wrong states (the clock, which sees everything, tries those for real). */
const seen = new WeakMap<Work, Promise<Matter>>();
async function obstacles(work: Work, kind: Kind, id: string, transition: string): Promise<readonly string[]> {
  if (!seen.has(work)) seen.set(work, find(readingOf(work), work.actor, id));
  try {
    const matter = await seen.get(work)!;
    return lifeOf(kind)
      .obstacles(matter, transition, momentOf(work, matter))
      .map(({ code }) => code);
  } catch (error) {
    if (error instanceof Refusal) return error.reasons.map(({ code }) => code);
    throw error;
  }
}

const notForThem = ['not-found', 'not-on-your-desk', 'wrong-state'];
/** Guards that hide an option: it conflicts with how things stand, or with who it is. */
const standsAgainst = [
  'recorded',
  'second-look-used',
  'enough-judges',
  'correction-used',
  'still-listed',
  'no-open-milestone',
  'concluded',
  'same-person',
  'has-a-stake',
  'money-settled',
  'plaque-returned',
  'no-old-plaque',
  'appeal-over',
  'stated',
  'extended-already',
  'not-light',
  'no-lot',
  'needs-lot',
  'not-mutual',
  'not-by-group',
  'not-census',
  'none-excluded',
  'nobody-left',
  'all-agreed',
  'own-experience',
  'adopted-already',
  'deadline-over',
  'bid-already',
  'shared-already',
  'value-is-out',
  'not-handed-in',
  'value-not-out',
  'nothing-held',
  'nothing-open',
];
/** What is open to an office wherever it sits. */
const forEverybody = ['challenge.answer', 'experience.adopt'];
type Tried = Readonly<{ office: Office; transition: string; state: string; codes: readonly string[] }>;
const line = ({ office, transition, state, codes }: Tried) => `${office} ${transition} in ${state}: ${codes.join(', ')}`;

async function optionsFor(work: Work, id: string) {
  try {
    return (await showMatter(work, id)).options;
  } catch (error) {
    if (error instanceof Refusal && error.status === 404) return [];
    throw error;
  }
}

describe.each(kinds)('%s', (kind) => {
  const { states, transitions } = lifeOf(kind);

  it('is moved by whom the tables say, in the states they say, and by nobody else; what is offered can be taken', async () => {
    const { story, id } = await example(kind);
    const people = await inPlace(story);
    const wrong: string[] = [];
    for (const state of Object.keys(states)) {
      await inState(id, state, async (work) => {
        for (const [office, actor] of people) {
          const mine = { ...work, actor };
          const offered = await optionsFor(mine, id);
          for (const [transition, { from }] of Object.entries(transitions)) {
            const codes = from.includes(state) || office === 'clock' ? await attempt(mine, kind, id, transition) : await obstacles(mine, kind, id, transition);
            const tried = { office, transition, state, codes };
            const option = offered.find(({ name }) => name === `${kind}.${transition}`);
            const refusedAsNotTheirs = codes.some((code) => notForThem.includes(code));
            if (mayDo(kind, transition, state, office) === refusedAsNotTheirs) wrong.push(`against the tables: ${line(tried)}`);
            if (!from.includes(state) && !codes.every((code) => code === 'wrong-state' || code === 'not-found')) wrong.push(`another state: ${line(tried)}`);
            if (office === 'clock') continue;
            if (option !== undefined && refusedAsNotTheirs) wrong.push(`offered, but not theirs: ${line(tried)}`);
            if (option !== undefined && option.lacks === undefined && option.input === null && codes[0] !== 'done')
              wrong.push(`offered, but refused: ${line(tried)}`);
            if (option === undefined && !refusedAsNotTheirs && !codes.some((code) => standsAgainst.includes(code)))
              wrong.push(`theirs, but not offered: ${line(tried)}`);
          }
        }
      });
    }
    expect(wrong).toEqual([]);
  });

  it('is not there for the same office in another place', async () => {
    const { story, id } = await example(kind);
    const inEveryState = ['publicity', 'allocation', 'draw', 'challenge', 'inspectionPlan'].includes(kind);
    const wrong: string[] = [];
    for (const state of Object.keys(states)) {
      const seenEverywhere = inEveryState || (kind === 'experience' && state === 'published');
      await inState(id, state, async (work) => {
        for (const actor of await strangersTo(story)) {
          const mine = { ...work, actor };
          for (const transition of Object.keys(transitions).filter((name) => !forEverybody.includes(`${kind}.${name}`))) {
            const codes = await attempt(mine, kind, id, transition);
            if (!codes.some((code) => (seenEverywhere ? notForThem : ['not-found']).includes(code)))
              wrong.push(line({ office: actor.office, transition, state, codes }));
          }
          const offered = (await optionsFor(mine, id)).filter(({ name }) => !forEverybody.includes(name));
          expect(offered, `${actor.office} elsewhere, ${state}`).toEqual([]);
          if (!seenEverywhere) await expect(showMatter(mine, id)).rejects.toMatchObject({ status: 404 });
        }
      });
    }
    expect(wrong).toEqual([]);
  });
});

/** The same offices elsewhere: another unit's and another union's people, the neighbours in the same unit, an expert of another group. */
async function strangersTo({ studio, unit }: Story): Promise<readonly Actor[]> {
  const elsewhere = city.stories.filter((one) => one.studio !== studio && one.unit.union.id !== unit.union.id)[0]!;
  const { lead, secretary, unit: management, grassroots, supervisor } = chairsOf(city, elsewhere);
  const group = await city.house.db
    .selectFrom('sheet')
    .innerJoin('matter', 'matter.id', 'sheet.id')
    .select('expertId')
    .where('matter.studio', '=', studio)
    .execute();
  const expert = city.experts.find(({ person }) => !group.some(({ expertId }) => expertId === person))!;
  const neighbours = (['lead', 'secretary', 'member'] as const).map((office): Actor => ({
    id: `neighbour-${office}`,
    office,
    union: unit.id,
    studio: elsewhere.studio,
    kin: [],
    officeId: office,
  }));
  const member: Actor = { id: 'another-member', office: 'member', studio: elsewhere.studio, union: elsewhere.unit.id, kin: [], officeId: 'member' };
  return [...[lead, secretary, management, grassroots, supervisor, expert].map((chair) => actorOf(chair!)), ...neighbours, member];
}

/** State by state, who may do what: reviewed line by line when it changes. */
function deskMatrix(kind: Kind): string {
  const { states } = lifeOf(kind);
  const allowed = policyTable().filter((one) => one.kind === kind && one.allowed);
  const columns = offices.filter((office) => allowed.some((one) => one.office === office));
  const cells = Object.keys(states).map((state) => [
    states[state]!.zh,
    ...columns.map(
      (office) =>
        allowed
          .filter((one) => one.state === state && one.office === office)
          .map(({ zh }) => zh)
          .join('、') || '—',
    ),
  ]);
  return [['', ...columns.map((office) => officeZh[office])], ...cells].map((row) => row.join(' │ ')).join('\n');
}

describe('the permission matrix', () => {
  it('has a line for every operation, office and state', () => {
    const lines = policyTable();
    expect(new Set(lines.map(({ operation, state, office }) => `${operation} ${state} ${office}`)).size).toBe(lines.length);
    expect(lines.every(({ kind }) => isKind(kind))).toBe(true);
    expect(lines.length).toBe(
      kinds.reduce((sum, kind) => sum + Object.keys(lifeOf(kind).states).length * Object.keys(lifeOf(kind).transitions).length * offices.length, 0),
    );
  });

  it('lets only the desk that holds a declaration move it', () => {
    expect(deskMatrix('declaration')).toMatchInlineSnapshot(`
      " │ 领衔人 │ 工作室秘书 │ 单位行政 │ 基层工会 │ 归口工会 │ 市总经济部
      草稿 │ 提交申报、填写申报表、撤回申报 │ 填写申报表 │ — │ — │ — │ —
      单位行政审核 │ 撤回申报 │ — │ 同意申报、退回修改 │ — │ — │ —
      基层工会审核 │ 撤回申报 │ — │ — │ 单位公示、退回修改 │ — │ —
      单位公示 │ 撤回申报 │ — │ — │ 上报 │ — │ —
      归口工会审核 │ 撤回申报 │ — │ — │ — │ 推荐、退回修改 │ —
      形式审查 │ 撤回申报 │ — │ — │ — │ — │ 受理、要求补正、不予受理
      限期补正 │ 补正完毕、填写申报表、撤回申报 │ 填写申报表 │ — │ — │ — │ —
      退回修改 │ 提交申报、填写申报表、撤回申报 │ 填写申报表 │ — │ — │ — │ —
      已受理 │ — │ — │ — │ — │ — │ —
      不予受理 │ — │ — │ — │ — │ — │ —
      已撤回 │ — │ — │ — │ — │ — │ —"
    `);
  });
});
