import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LetterPage, LetterPreview, LetterRow, LetterTemplate, Matter, Notification } from '#contract/shapes.ts';
import { advance } from '#server/actions/advance.ts';
import { actorOf, type Chair } from '#server/demo/player.ts';
import { sendDueLetters } from '#server/mail/send-letters.ts';
import { cloneChainCity, type ChainCity } from '../support/chain-city.ts';
import type { Person } from '../support/robot.ts';

/** 一步和它的函件：办之前看，发出之前改、撤，发出时再看一遍谁还能看。 */
let city: ChainCity;
let clerk: Person;
beforeAll(async () => {
  city = await cloneChainCity();
  clerk = await city.as(city.department[0]!);
});
afterAll(() => city?.close());

const remarks = { remarks: [{ field: '攻关项目', says: '请补充立项文件扫描件。' }] };
const matterOf = (goal: 'formal-check' | 'union-review' | 'union-check', kind = 'declaration') => city.matterOf(city.story(goal), kind);
const read = (person: Person, id: string) => person.get<Matter>(`/api/matters/${id}`);
const take = async (person: Person, id: string, step: string, input: unknown, more: object = {}) =>
  person.send('POST', `/api/declarations/${id}/${step}`, { version: (await read(person, id)).version, input, ...more });
const outbox = async (person: Person, matter: string): Promise<LetterRow[]> =>
  (await person.get<{ items: LetterRow[] }>(`/api/letters?matter=${matter}&limit=100`)).items;
const open = (person: Person, id: string) => person.get<LetterPage>(`/api/letters/${id}`);
const toldOf = async (person: Person, letter: string): Promise<Notification[]> =>
  (await person.get<{ items: Notification[] }>('/api/notifications?limit=100')).items.filter(({ href }) => href === `/letters/${letter}`);
const undone = async (id: string): Promise<void> => {
  const { status, body } = await clerk.send('POST', `/api/matters/${id}/undo`, { version: (await read(clerk, id)).version });
  expect(status, JSON.stringify(body)).toBe(200);
};

describe('before a step', () => {
  it('is shown whom it tells, on which way, in which words; nothing is kept', async () => {
    const id = await matterOf('formal-check');
    const before = await city.sql('select count(*)::int as n from letter');
    const { status, body } = await clerk.send('POST', '/api/letters/preview', { matter: id, step: 'declaration.correct', input: remarks });
    expect(status, JSON.stringify(body)).toBe(200);
    const { letter } = body as unknown as LetterPreview;
    expect(letter?.text).toContain('办理意见：1．攻关项目：请补充立项文件扫描件。');
    expect(letter?.text).toMatch(/请于2013年\d+月\d+日前办理。/);
    expect(letter?.told.map(({ as, officeZh, people, byMail }) => [as, officeZh, people.length > 0, byMail]).toSorted()).toEqual([
      ['copy', '基层工会', true, 0],
      ['copy', '归口工会', true, 0],
      ['to', '工作室秘书', true, 0],
      ['to', '领衔人', true, 0],
    ]);
    expect(letter?.leavesIn).toBe(10);
    expect(await city.sql('select count(*)::int as n from letter')).toEqual(before);
    expect((await read(clerk, id)).state.code).toBe('formal-check');
  });

  it('asks the same as the step itself: the form, the desk, the matter', async () => {
    const id = await matterOf('formal-check');
    const preview = (person: Person, body: object) => person.send('POST', '/api/letters/preview', body);
    expect((await preview(clerk, { matter: id, step: 'declaration.correct', input: {} })).status).toBe(422);
    expect((await preview(clerk, { matter: id, step: 'declaration.correct', input: { remarks: 7 } })).status).toBe(400);
    expect((await preview(clerk, { matter: id, step: 'declaration.endorse', input: {} })).status).toBe(409);
    expect((await preview(clerk, { matter: id, step: 'grant.pay' })).status).toBe(404);
    expect((await preview(clerk, { matter: id, step: '__proto__' })).status).toBe(422);
    expect((await preview(clerk, { matter: 'none', step: 'declaration.correct' })).status).toBe(404);
    const stranger = await city.as(city.story('paid').lead);
    expect((await preview(stranger, { matter: id, step: 'declaration.correct', input: remarks })).status).toBe(404);
    const lead = await city.as(city.story('formal-check').lead);
    expect((await preview(lead, { matter: id, step: 'declaration.correct', input: remarks })).status).toBe(403);
    expect(
      (await read(lead, id)).options.some(({ tells }) => tells === true),
      'the studio hands in and writes no letter',
    ).toBe(false);
    expect((await read(clerk, id)).options.filter(({ tells }) => tells === true).map(({ name }) => name)).toEqual(
      expect.arrayContaining(['declaration.correct', 'declaration.reject']),
    );
  });
});

describe('a letter', () => {
  it('is written with its step or not at all', async () => {
    const id = await matterOf('formal-check');
    const work = city.house.db.transaction().execute(async (tx) => {
      await advance(
        { house: city.house, tx, actor: actorOf(city.department[0]!), now: city.house.clock.now() },
        { kind: 'declaration', id, transition: 'correct', input: remarks },
      );
      expect(await tx.selectFrom('letter').select('id').where('matterId', '=', id).where('step', '=', 'correct').execute()).toHaveLength(1);
      throw new Error('undone');
    });
    await expect(work).rejects.toThrow('undone');
    expect((await outbox(clerk, id)).filter(({ matter }) => matter.stepZh === '要求补正')).toEqual([]);
  });

  it('waits, is changed with its old words kept, and tells nobody once withdrawn', async () => {
    const id = await matterOf('formal-check');
    const lead = await city.as(city.story('formal-check').lead);
    expect((await take(clerk, id, 'correct', remarks)).status).toBe(200);
    const [row] = await outbox(clerk, id);
    expect(row).toMatchObject({ state: { code: 'waiting' }, matter: { id, stepZh: '要求补正' }, told: 0 });
    const letter = await open(clerk, row!.id);
    expect(letter.office).toMatchObject({ editable: true, template: '退回补正', recipients: [], past: [] });
    expect((await lead.send('GET', `/api/letters/${row!.id}`)).status, 'not yet theirs').toBe(404);
    expect(await toldOf(lead, row!.id)).toEqual([]);

    const words = { subject: '关于请补正申报材料的通知（𠮷）', text: '请补正。\n第二行。' };
    const changed = await clerk.send('PUT', `/api/letters/${row!.id}`, { version: letter.version, ...words });
    expect(changed, JSON.stringify(changed.body)).toMatchObject({ status: 200, body: { ...words, version: letter.version + 1 } });
    expect((changed.body as unknown as LetterPage).office?.past).toMatchObject([{ subject: letter.subject, text: letter.text }]);
    expect((await clerk.send('PUT', `/api/letters/${row!.id}`, { version: letter.version, ...words })).status, 'an old tab').toBe(409);
    for (const [wrong, status] of [
      [{ subject: '', text: '正文' }, 422],
      [{ subject: '标题', text: '' }, 422],
      [{ subject: '标题\r\nBcc: a@example.org', text: '正文' }, 422],
      [{ subject: '长'.repeat(121), text: '正文' }, 422],
      [{ subject: '标题', text: '长'.repeat(4001) }, 422],
      [{ subject: 7, text: '正文' }, 400],
      [{ subject: '标题', text: '正\u0000文' }, 422],
    ] as const)
      expect((await clerk.send('PUT', `/api/letters/${row!.id}`, { version: letter.version + 1, ...wrong })).status, JSON.stringify(wrong).slice(0, 60)).toBe(
        status,
      );

    const held = await clerk.send('POST', `/api/letters/${row!.id}/hold`, { version: letter.version + 1 });
    expect(held).toMatchObject({ status: 200, body: { state: { code: 'held' } } });
    await sendDueLetters(city.house, { all: true });
    expect((await open(clerk, row!.id)).state.code, 'held until somebody sends it').toBe('held');
    const withdrawn = await clerk.send('POST', `/api/letters/${row!.id}/withdraw`, { version: letter.version + 2, why: '改为电话告知' });
    expect(withdrawn).toMatchObject({ status: 200, body: { state: { code: 'withdrawn' }, office: { why: '改为电话告知', editable: false } } });
    await sendDueLetters(city.house, { all: true });
    expect(await toldOf(lead, row!.id)).toEqual([]);
    expect((await clerk.send('POST', `/api/letters/${row!.id}/send`, { version: letter.version + 3 })).status).toBe(409);
  });

  it('leaves at once when sent by hand, once for two clicks; whoever reads it is seen to have read it', async () => {
    const story = city.story('union-review');
    const id = await matterOf('union-review');
    const supervisor = await city.as(story.unit.union.supervisor);
    const own = { subject: '这一次的标题', text: '这一次的正文' };
    expect((await take(supervisor, id, 'sendBack', remarks, { letter: { words: own, hold: true } })).status).toBe(200);
    const [row] = await outbox(supervisor, id);
    expect(row).toMatchObject({ subject: own.subject, state: { code: 'held' } });
    const clicks = await Promise.all([1, 2].map(() => supervisor.send('POST', `/api/letters/${row!.id}/send`, { version: 1 })));
    expect(clicks.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    const lead = await city.as(story.lead);
    const [notice] = await toldOf(lead, row!.id);
    expect(notice).toMatchObject({ text: own.subject, read: false });
    const all = (await lead.get<{ items: Notification[] }>('/api/notifications?limit=100')).items;
    expect(
      all.filter(({ text, href }) => href === `/matters/${id}` && text.includes('退回修改')),
      'the letter takes the place of the plain notice',
    ).toEqual([]);
    const got = await open(lead, row!.id);
    expect(got).toMatchObject({ ...own, office: null, notice: { id: notice!.id, read: false }, matter: { id } });
    await lead.send('POST', '/api/notifications/read', { ids: [notice!.id] });
    const recipients = (await open(supervisor, row!.id)).office!.recipients;
    expect(recipients.filter(({ read }) => read).map(({ label, readAt }) => [label.includes('领衔人'), readAt === null])).toEqual([[true, false]]);
    expect(recipients.every(({ mail }) => mail === 'none')).toBe(true);
    // Another district's union has nothing to do with it, nor has a lead of another studio, nor an expert.
    const others = [
      city.stories.find((one) => one.unit.union.id !== story.unit.union.id)!.unit.union.supervisor,
      city.story('paid').lead,
      city.experts[0]!,
      city.finance[0]!,
    ];
    for (const chair of others as Chair[]) {
      const person = await city.as(chair);
      expect((await person.send('GET', `/api/letters/${row!.id}`)).status, chair.office).toBe(404);
      for (const verb of ['send', 'hold', 'withdraw']) expect((await person.send('POST', `/api/letters/${row!.id}/${verb}`, { version: 2 })).status).toBe(404);
      expect(JSON.stringify((await person.send('GET', '/api/letters?limit=100')).body)).not.toContain(own.subject);
    }
    expect((await clerk.send('GET', `/api/letters/${row!.id}`)).status, 'the department sees the matter, not the union’s letters').toBe(404);
  });

  it('goes back with the step that is taken back; one that has left is followed by another', async () => {
    const id = await matterOf('formal-check');
    // It lies with the studio for correction: the last step is taken back first.
    await undone(id);
    expect((await take(clerk, id, 'correct', remarks)).status).toBe(200);
    await undone(id);
    const [first] = await outbox(clerk, id);
    expect(first).toMatchObject({ state: { code: 'withdrawn' }, matter: { stepZh: '要求补正' } });
    expect((await open(clerk, first!.id)).office?.why).toBe('所办的一步已撤销');

    expect((await take(clerk, id, 'correct', remarks)).status).toBe(200);
    await sendDueLetters(city.house, { all: true });
    const preview = await clerk.send('POST', '/api/letters/preview', { matter: id, step: 'matter.undo' });
    expect(preview.body).toMatchObject({ letter: null, note: expect.stringContaining('另发一函') });
    await undone(id);
    const [last, left] = await outbox(clerk, id);
    expect([last, left]).toMatchObject([{ state: { code: 'waiting' }, matter: { stepZh: '撤销刚才这一步' } }, { state: { code: 'sent' } }]);
    expect(last!.to).toEqual(left!.to);
  });
});

describe('whoever may not open it any more', () => {
  it('is not told: not who left the office, not who must stand aside', async () => {
    const story = city.story('union-check');
    const id = await matterOf('union-check');
    const grassroots = await city.as(story.unit.grassroots);
    expect((await take(grassroots, id, 'sendBack', remarks)).status).toBe(200);
    const [row] = await outbox(grassroots, id);
    // Between the decision and the sending: the secretary leaves; the supervisor's clerk turns out to be a relative of the lead.
    await city.sql("update office_held set to_on = '2013-11-17' where id = $1", [story.secretary.officeId]);
    await city.sql('insert into kinship (person_id, kin_id, said_by) values ($1, $2, $1)', [story.unit.union.supervisor.person, story.lead.person]);
    await sendDueLetters(city.house, { all: true });
    const told = await city.sql("select person_id from notification where letter_id = $1 and kind = 'letter'", [row!.id]);
    const people = told.map(({ person_id: person }) => person);
    expect(people).toEqual([story.lead.person]);
    expect(people).not.toContain(story.secretary.person);
    expect(people).not.toContain(story.unit.union.supervisor.person);
    expect(people, 'nor whoever wrote it').not.toContain(story.unit.grassroots.person);

    // Nobody may open it at all: it is said that it reached nobody, and nobody was told.
    await city.sql('delete from kinship');
    const second = await matterOf('formal-check');
    expect((await take(clerk, second, 'correct', remarks)).status).toBe(200);
    const [lost] = await outbox(clerk, second);
    await city.sql("delete from matter_party where matter_id = $1 and office <> 'department'", [second]);
    await sendDueLetters(city.house, { all: true });
    expect(await city.sql('select id from notification where letter_id = $1 and kind = $2', [lost!.id, 'letter'])).toEqual([]);
    expect(await open(clerk, lost!.id)).toMatchObject({ state: { code: 'failed', zh: '没有送到' }, office: { why: '眼下没有可以告知的人' } });
  });

  it('who must stand aside does not send or change the letters of the office either', async () => {
    const id = await matterOf('formal-check');
    const story = city.story('formal-check');
    await city.sql("update letter set state = 'waiting', version = 1 where matter_id = $1", [id]);
    const [row] = await outbox(clerk, id);
    if (row === undefined) throw new Error('no letter waits');
    await city.sql('insert into kinship (person_id, kin_id, said_by) values ($1, $2, $1)', [city.department[0]!.person, story.lead.person]);
    const relative = await city.as(city.department[0]!);
    expect((await open(relative, row.id)).office?.editable).toBe(false);
    for (const verb of ['send', 'hold', 'withdraw']) expect((await relative.send('POST', `/api/letters/${row.id}/${verb}`, { version: 1 })).status).toBe(403);
    await city.sql('delete from kinship');
  });
});

describe('templates', () => {
  it('are the department’s to change, checked by slot, kept by version', async () => {
    const put = (person: Person, key: string, body: object) => person.send('PUT', `/api/letter-templates/${key}`, body);
    const words = { subject: '关于{事项}的补正通知', text: '{受文单位}：\n请补正。\n{意见}\n{日期}' };
    const unknown = await put(clerk, 'back', { version: 0, subject: '{姓名}', text: words.text });
    expect(unknown).toMatchObject({ status: 422, body: { reasons: [{ code: 'unknown-slot', message: expect.stringContaining('{姓名}') }] } });
    expect((await clerk.send('POST', '/api/letter-templates/preview', { subject: '{姓名}', text: '正文' })).status).toBe(422);
    expect((await clerk.send('POST', '/api/letter-templates/preview', words)).body).toMatchObject({ subject: '关于申报《海沧示范工作室》的补正通知' });
    expect((await put(clerk, 'nothing', { version: 0, ...words })).status).toBe(404);
    expect((await put(clerk, 'declaration.nothing', { version: 0, ...words })).status).toBe(404);
    const supervisor = await city.as(city.story('paid').unit.union.supervisor);
    expect((await put(supervisor, 'back', { version: 0, ...words })).status).toBe(403);
    expect((await (await city.as(city.story('paid').lead)).send('GET', '/api/letter-templates')).status).toBe(403);

    const both = await Promise.all([1, 2].map(() => put(clerk, 'declaration.correct', { version: 0, ...words })));
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    const { items } = await clerk.get<{ items: LetterTemplate[] }>('/api/letter-templates');
    expect(items.find(({ key }) => key === 'declaration.correct')).toMatchObject({ version: 1, ...words });
    const id = await city.matterOf(city.story('formal-check'), 'declaration');
    const versions = await clerk.get<{ items: { version: number }[] }>('/api/letter-templates/back/versions');
    expect(versions.items.map(({ version }) => version)).toEqual([0]);
    const [last] = await outbox(clerk, id);
    expect(last, 'letters that are written stay as they are').not.toMatchObject({ subject: expect.stringContaining('的补正通知') });
  });
});

it('the outbox is paged, and asks as often for three letters as for one', async () => {
  const first = await clerk.get<{ items: LetterRow[]; next: string | null; counts: Record<string, number> }>('/api/letters?limit=1');
  const second = await clerk.get<{ items: LetterRow[] }>(`/api/letters?limit=1&cursor=${encodeURIComponent(first.next ?? '')}`);
  expect(second.items[0]!.id < first.items[0]!.id).toBe(true);
  expect(first.counts['sent']).toBeGreaterThan(3);
  for (const wrong of ['state=gone', 'limit=0', 'limit=x', 'colour=red'])
    expect((await clerk.send('GET', `/api/letters?${wrong}`)).status, wrong).toBeGreaterThanOrEqual(400);
});

it('a decision about many tells each of its own: whoever is named hears of it from whoever signed', async () => {
  const named = city.story('named');
  const title = await city.matterOf(named, 'title');
  const leader = await city.as(city.leaders[0]!);
  const [row] = (await outbox(leader, title)).filter(({ matter }) => matter.stepZh === '签发命名决定');
  expect(row).toMatchObject({ subject: expect.stringMatching(/^关于称号《.*》的通知$/), state: { code: 'sent' } });
  const lead = await city.as(named.lead);
  expect((await open(lead, row!.id)).text).toContain('签发命名决定');
});
