import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { object } from '#server/actions/object.ts';
import type { Story } from '#server/demo/studio-story.ts';
import { moveDays } from '#server/jobs/run-day.ts';
import { cloneChainCity, type ChainCity } from '../support/chain-city.ts';
import { refused } from '../support/refused.ts';

/** Two studios are posted until the day after tomorrow; about one of them somebody has objected already. */
let city: ChainCity;
let batch: string;
let notice: string;
let calm: Story;
let doubted: Story;
beforeEach(async () => {
  city = await cloneChainCity();
  [calm, doubted] = [city.story('posted'), city.story('objected')];
  ({ id: batch } = await city.house.db
    .selectFrom('matter')
    .select('id')
    .where('kind', '=', 'designation')
    .where('state', '=', 'publicity')
    .executeTakeFirstOrThrow());
  ({ id: notice } = await city.house.db
    .selectFrom('matter')
    .select('id')
    .where('kind', '=', 'publicity')
    .where('parent', '=', batch)
    .executeTakeFirstOrThrow());
});
afterEach(() => city?.close());

const grounds = '该工作室所列成果与他人成果相同，请核查。';
const said = (studio: string) => ({ studio, byKind: 'person', name: '庚示例', address: '厦门市示例路一号', phone: '0592-1234567', grounds, website: '' });
/** Submits the form of the public page, as a browser does. */
async function submit(fields: Record<string, string>, seal?: Blob): Promise<Response> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  if (seal !== undefined) form.append('seal', seal, '异议书.txt');
  return fetch(`${city.url}/public/notices/${notice}`, { method: 'POST', body: form, redirect: 'manual' });
}
async function objectTo({ studio }: Story): Promise<string> {
  const response = await submit(said(studio));
  expect(response.status).toBe(303);
  const receipt = new URL(response.headers.get('location') ?? '', city.url).searchParams.get('receipt') ?? '';
  return (await city.house.db.selectFrom('objection').select('id').where('receipt', '=', receipt).executeTakeFirstOrThrow()).id;
}

const itemOf = async ({ studio }: Story, of = batch): Promise<string | undefined> =>
  (await city.house.db.selectFrom('designationItem').select('state').where('designationId', '=', of).where('studioId', '=', studio).executeTakeFirst())?.state;
const matter = (id: string) => city.house.db.selectFrom('matter').select(['state', 'version']).where('id', '=', id).executeTakeFirstOrThrow();
const clerk = () => city.department[0]!;
const findings = { uphold: { finding: '经查，反映的问题属实。' }, reject: { finding: '经查，反映的问题与事实不符。' } };
async function decide(id: string, verdict: keyof typeof findings): Promise<void> {
  if ((await matter(id)).state === 'received') await city.play.step(clerk(), 'objection', id, 'admit');
  await city.play.step(clerk(), 'objection', id, verdict, findings[verdict]);
}
const doubts = () => city.matterOf(doubted, 'objection');
/** The period runs out; the leaders sign. */
async function signed(): Promise<void> {
  await moveDays(city.house, 2);
  expect((await matter(batch)).state).toBe('signing');
  await city.play.step(city.leaders[0]!, 'designation', batch, 'sign');
}
const came = async ({ studio }: Story) =>
  (await city.house.db.selectFrom('matter').select('kind').where('studio', '=', studio).where('kind', 'in', ['title', 'grant']).orderBy('kind').execute()).map(
    ({ kind }) => kind,
  );
const draftWith = async ({ studio }: Story) =>
  (
    await city.house.db
      .selectFrom('designationItem')
      .innerJoin('matter', 'matter.id', 'designationId')
      .select('designationItem.state')
      .where('studioId', '=', studio)
      .where('matter.state', '=', 'draft')
      .execute()
  ).map(({ state }) => state);

describe('an objection', () => {
  it('by a person suspends the one studio it is about; the batch goes on without it', async () => {
    await decide(await doubts(), 'reject');
    const before = await matter(batch);
    const id = await objectTo(calm);
    expect([await itemOf(calm), await itemOf(doubted)]).toEqual(['suspended', 'listed']);
    expect(await matter(batch)).toEqual(before);
    const todos = await (await city.as(clerk())).get<{ items: { id: string }[] }>('/api/todos?kind=objection');
    expect(todos.items.map((one) => one.id)).toContain(id);

    await signed();
    expect([await itemOf(calm), await itemOf(doubted)]).toEqual(['suspended', 'named']);
    expect([await came(calm), await came(doubted)]).toEqual([[], ['grant', 'title']]);
  });

  it('by a unit needs its sealed letter, which the department reads and the union does not', async () => {
    const unit = { ...said(calm.studio), byKind: 'unit', name: '示例重工机械厂' };
    expect((await submit(unit)).status).toBe(422);
    expect(await itemOf(calm)).toBe('listed');
    expect((await submit(unit, new Blob(['盖章的异议书\n'], { type: 'text/plain' }))).status).toBe(303);
    expect(await itemOf(calm)).toBe('suspended');
    const { seal } = await city.house.db.selectFrom('objection').select('seal').where('byKind', '=', 'unit').executeTakeFirstOrThrow();
    expect((await (await city.as(clerk())).download(`/api/files/${seal}`)).status).toBe(200);
    for (const chair of [calm.unit.union.supervisor, calm.lead, city.leaders[0]!])
      expect((await (await city.as(chair)).download(`/api/files/${seal}`)).status).toBe(chair.office === 'leadership' ? 200 : 404);
  });

  it('upheld strikes the studio: no title, no grant, no plaque, and the lead is told nothing of who objected', async () => {
    await decide(await doubts(), 'uphold');
    expect(await itemOf(doubted)).toBe('struck');
    await signed();
    expect([await came(calm), await came(doubted)]).toEqual([['grant', 'title'], []]);
    const { standing, plaqueNo, qualifiedOn } = await city.house.db
      .selectFrom('studio')
      .select(['standing', 'plaqueNo', 'qualifiedOn'])
      .where('id', '=', doubted.studio)
      .executeTakeFirstOrThrow();
    expect({ standing, plaqueNo, qualifiedOn }).toEqual({ standing: 'created', plaqueNo: null, qualifiedOn: null });
    expect(await city.house.db.selectFrom('milestone').select('kind').where('studioId', '=', doubted.studio).execute()).toEqual([{ kind: 'created' }]);
  });

  it('rejected, or not admitted, puts the studio back on the list', async () => {
    await decide(await doubts(), 'reject');
    expect(await itemOf(doubted)).toBe('listed');
    const id = await objectTo(calm);
    await city.play.step(clerk(), 'objection', id, 'dismiss', { finding: '未写明事实和依据，不予受理。' });
    expect(await itemOf(calm)).toBe('listed');
    await signed();
    expect([await came(calm), await came(doubted)]).toEqual([
      ['grant', 'title'],
      ['grant', 'title'],
    ]);
  });

  it('of two about one studio: the last rejection puts it back, one upheld strikes it for good', async () => {
    const [first, second] = [await objectTo(calm), await objectTo(calm)];
    await decide(first, 'reject');
    expect(await itemOf(calm)).toBe('suspended');
    await decide(second, 'reject');
    expect(await itemOf(calm)).toBe('listed');

    const third = await objectTo(doubted);
    await decide(
      await city.house.db
        .selectFrom('objection')
        .innerJoin('matter', 'matter.id', 'objection.id')
        .select('objection.id')
        .where('matter.studio', '=', doubted.studio)
        .orderBy('objection.id')
        .executeTakeFirstOrThrow()
        .then(({ id }) => id),
      'uphold',
    );
    await decide(third, 'reject');
    expect(await itemOf(doubted)).toBe('struck');
  });

  it('rejected after the decision is issued takes the studio into the next batch', async () => {
    await signed();
    expect([await itemOf(calm), await itemOf(doubted)]).toEqual(['named', 'suspended']);
    await decide(await doubts(), 'reject');
    expect(await itemOf(doubted)).toBe('struck');
    expect(await draftWith(doubted)).toEqual(['listed']);
    expect(await draftWith(calm)).toEqual([]);
  });

  it('rejected after the whole batch was cancelled for want of studios takes the studio into the next batch too', async () => {
    const other = await objectTo(calm);
    await moveDays(city.house, 2);
    expect((await refused(city.play.step(city.leaders[0]!, 'designation', batch, 'sign'))).reasons).toMatchObject([{ code: 'nothing-listed' }]);
    await city.play.step(clerk(), 'designation', batch, 'cancel', { opinion: '均在核查，本批取消。' });
    await decide(other, 'reject');
    await decide(await doubts(), 'uphold');
    expect(await draftWith(calm)).toEqual(['listed']);
    expect(await draftWith(doubted)).toEqual([]);
  });

  it('is answered to whoever objected, and its receipt tells how far it is, and nothing else', async () => {
    const id = await objectTo(calm);
    const { receipt } = await city.house.db.selectFrom('objection').select('receipt').where('id', '=', id).executeTakeFirstOrThrow();
    const page = async () => (await fetch(`${city.url}/public/objections?receipt=${receipt}`)).text();
    expect(await page()).toContain('已经收到');
    await decide(id, 'reject');
    await city.play.step(clerk(), 'objection', id, 'answer', { reply: '您反映的问题已核查，与事实不符。' });
    const text = await page();
    expect(text).toContain('已按您留下的地址答复');
    for (const secret of ['庚示例', '0592-1234567', '厦门市示例路一号', grounds, '与事实不符']) expect(text).not.toContain(secret);
    expect((await matter(id)).state).toBe('answered');
  });

  it('after the period is not taken any more', async () => {
    await moveDays(city.house, 2);
    const late = await submit(said(calm.studio));
    expect(late.status).toBeGreaterThanOrEqual(400);
    expect(await late.text()).toContain('已结束');
    const { website: _, byKind: __, ...rest } = said(calm.studio);
    const refusal = await refused(object(city.house, { ...rest, byKind: 'person', notice, from: { address: '', request: '' } }));
    expect(refusal).toMatchObject({ status: 409, reasons: [{ code: 'period-over' }] });
    expect(await itemOf(calm)).toBe('listed');
  });

  it('about a studio that is not on the list, or a notice that is none, is refused', async () => {
    const { website: _, byKind: __, ...rest } = said(city.story('ledger').studio);
    const asked = { ...rest, byKind: 'person' as const, from: { address: '', request: '' } };
    expect(await refused(object(city.house, { ...asked, notice }))).toMatchObject({ status: 422, reasons: [{ field: 'studio' }] });
    expect(await refused(object(city.house, { ...asked, notice: batch }))).toMatchObject({ status: 404 });
    expect((await submit(said(city.story('ledger').studio))).status).toBe(422);
  });
});
