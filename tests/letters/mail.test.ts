import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { LetterPage, LetterRow, MailLine, Matter, NoticeSettings, SentMail } from '#contract/shapes.ts';
import { moveDays } from '#server/jobs/run-day.ts';
import { hurryMail } from '#server/mail/courier.ts';
import { postMails, waitsMs } from '#server/mail/post.ts';
import { sendDueLetters } from '#server/mail/send-letters.ts';
import { cloneChainCity, type ChainCity } from '../support/chain-city.ts';
import { openMailServer, type MailServer } from '../support/mail-server.ts';
import type { Person } from '../support/robot.ts';

/** 邮件：登记邮箱，函件寄到，服务器停了不丢，早上一封摘要，看不到的不写。 */
let city: ChainCity;
let server: MailServer;
let clerk: Person;
let lead: Person;
let matter = '';
const address = 'lead@example.org';
beforeAll(async () => {
  server = await openMailServer();
  city = await cloneChainCity(undefined, { mail: { url: server.url(), from: 'lingxian@city.example.org' } });
  clerk = await city.as(city.department[0]!);
  lead = await city.as(city.story('formal-check').lead);
  matter = await city.matterOf(city.story('formal-check'), 'declaration');
  // What came before this test is not its subject.
  await city.sql('insert into notification_read (notification_id, person_id) select n.id, p.id from notification n, person p where p.id = any($1)', [
    [city.story('formal-check').lead.person, city.department[0]!.person],
  ]);
});
afterAll(async () => {
  await city?.close();
  await server?.stop();
});
afterEach(() => server.answers(250));

const settings = (person: Person) => person.get<NoticeSettings>('/api/notices/settings');
const later = (minutes: number) => () => new Date(Date.now() + minutes * 60_000);
const codeIn = (text: string): string => /\b\d{6}\b/.exec(text)![0];
/** Everything that is due at a moment, beside the server's own loop. */
const post = async (minutes = 0): Promise<void> => void (await postMails(city.house, later(minutes)));
const handedOver = (whom: string) => server.got.filter((mail) => mail.to === whom);
// The test's postman is minutes ahead and may overtake the server's own: one name is one mail, as it is for whoever gets it.
const to = (whom: string) => [...new Map(handedOver(whom).map((mail) => [mail.messageId, mail])).values()];
async function confirm(person: Person, mailbox: string): Promise<void> {
  const asked = await person.send('POST', '/api/notices/address', { address: mailbox });
  expect(asked, JSON.stringify(asked.body)).toMatchObject({ status: 200, body: { wanted: mailbox } });
  await expect.poll(async () => (await post(), to(mailbox).length)).toBeGreaterThan(0);
  const done = await person.send('POST', '/api/notices/address/confirm', { code: codeIn(to(mailbox).at(-1)!.text) });
  expect(done, JSON.stringify(done.body)).toMatchObject({ status: 200, body: { address: mailbox, wanted: null } });
  server.got.length = 0;
}
async function correct(words?: { subject: string; text: string }): Promise<string> {
  const seen = await clerk.get<Matter>(`/api/matters/${matter}`);
  const input = { remarks: [{ field: '攻关项目', says: '请补充立项文件。' }] };
  const taken = await clerk.send('POST', `/api/declarations/${matter}/correct`, { version: seen.version, input, ...(words ? { letter: { words } } : {}) });
  expect(taken.status, JSON.stringify(taken.body)).toBe(200);
  return (await clerk.get<{ items: LetterRow[] }>(`/api/letters?matter=${matter}&limit=1`)).items[0]!.id;
}
async function undo(): Promise<void> {
  const seen = await clerk.get<Matter>(`/api/matters/${matter}`);
  expect((await clerk.send('POST', `/api/matters/${matter}/undo`, { version: seen.version })).status).toBe(200);
  await city.sql("update letter set state = 'withdrawn' where matter_id = $1 and state = 'waiting'", [matter]);
}
const fate = async (letter: string) => {
  const { office } = await clerk.get<LetterPage>(`/api/letters/${letter}`);
  return office!.recipients.find(({ label }) => label.includes('领衔人'))!;
};

describe('an address', () => {
  it('is used once its code came back; wrong codes are counted, old ones are of no use', async () => {
    for (const wrong of ['', 'nobody', 'a b@example.org', 'a@b', '<a@example.org>', 'a@example.org\r\nBcc: b@example.org', `${'a'.repeat(250)}@example.org`])
      expect((await lead.send('POST', '/api/notices/address', { address: wrong })).status, wrong).toBe(422);
    expect((await lead.send('POST', '/api/notices/address/confirm', { code: '123456' })).body).toMatchObject({ reasons: [{ code: 'no-code' }] });
    await lead.send('POST', '/api/notices/address', { address: 'first@example.org' });
    await lead.send('POST', '/api/notices/address', { address });
    await expect.poll(async () => (await post(), to(address).length)).toBe(1);
    const code = codeIn(to(address)[0]!.text);
    const confirmWith = (given: string) => lead.send('POST', '/api/notices/address/confirm', { code: given });
    const another = code === '000000' ? '000001' : '000000';
    for (let n = 0; n < 5; n += 1) expect((await confirmWith(another)).body).toMatchObject({ reasons: [{ code: 'code-wrong' }] });
    expect((await confirmWith(code)).body, 'five tries, not six').toMatchObject({ reasons: [{ code: 'code-spent' }] });
    server.got.length = 0;
    await confirm(lead, address);
    expect((await settings(lead)).mails).toBe(true);
    // One's own alone: nobody else is told it, the system administrator is.
    expect((await settings(clerk)).address).toBe(null);
    const keeper = await city.as(city.admins[0]!);
    const log = await keeper.get<{ items: MailLine[] }>('/api/mails?limit=100');
    expect(log.items.some((line) => line.address === address)).toBe(true);
    expect(JSON.stringify(log)).not.toContain(code);
    for (const chair of [city.department[0]!, city.admins[1]!, city.auditor]) expect((await (await city.as(chair)).send('GET', '/api/mails')).status).toBe(403);
    expect(JSON.stringify(await city.sql('select * from audit'))).not.toContain(address);
    const mails = await lead.get<{ items: SentMail[] }>('/api/notices/mails?limit=100');
    expect(JSON.stringify(mails)).not.toContain(code);
  });

  it('cannot be had without end', async () => {
    const person = await city.as(city.finance[0]!);
    const asked: number[] = [];
    for (let n = 0; n < 6; n += 1) asked.push((await person.send('POST', '/api/notices/address', { address: `n${n}@example.org` })).status);
    expect(asked).toEqual([200, 200, 200, 200, 200, 429]);
    expect((await person.send('DELETE', '/api/notices/address')).status).toBe(204);
  });
});

describe('a letter by mail', () => {
  it('arrives once, with its own name, whatever stands in it', async () => {
    server.got.length = 0;
    const subject = `关于请补正申报材料的通知${'（很长的标题）'.repeat(14)}𠮷`.slice(0, 118);
    const id = await correct({ subject, text: '第一行：请补正。\n.\nBcc: a@example.org\n\n𠮷字和表情🙂都在。' });
    await sendDueLetters(city.house, { all: true });
    await hurryMail(city.house);
    await hurryMail(city.house);
    await post();
    await expect.poll(() => to(address).length).toBe(1);
    const [mail] = to(address);
    expect(mail).toMatchObject({ subject: expect.stringContaining('（很长的标题）'), text: expect.stringContaining('𠮷字和表情🙂都在。') });
    expect(mail!.headers).not.toMatch(/^bcc:/im);
    expect(mail!.headers.split('\r\n').every((line) => line.length <= 998)).toBe(true);
    expect(mail!.messageId).toMatch(/^<[\w-]+@city\.example\.org>$/);
    expect(await fate(id)).toMatchObject({ mail: 'accepted', read: false });
    // The service died between handing it over and noting it down: it goes again, under the same name.
    await city.sql("update mail set state = 'waiting', next_at = now() where kind = 'notice'");
    await post(1);
    expect(handedOver(address).length).toBeGreaterThan(1);
    expect(new Set(handedOver(address).map(({ messageId }) => messageId))).toEqual(new Set([mail!.messageId]));
    await undo();
  });

  it('waits while the server is down, and is lost to nobody', async () => {
    server.got.length = 0;
    await server.stop();
    const id = await correct();
    await sendDueLetters(city.house, { all: true });
    await hurryMail(city.house);
    expect(await postMails(city.house, later(0)), 'our own server does not answer').toBe(false);
    expect(await fate(id)).toMatchObject({ mail: 'retrying', mailZh: expect.stringContaining('发信服务器连不上') });
    for (let n = 0; n < 9; n += 1) await post(n * 20 + 20);
    expect(await fate(id), 'however long').toMatchObject({ mail: 'retrying' });
    await server.start();
    await post(10_000);
    expect(to(address)).toHaveLength(1);
    expect(await fate(id)).toMatchObject({ mail: 'accepted' });
    await undo();
    await sendDueLetters(city.house, { all: true });
  });

  it('that is refused says so, in the server’s words without the address; one that is put off is tried again', async () => {
    server.got.length = 0;
    server.answers(450);
    const id = await correct();
    await sendDueLetters(city.house, { all: true });
    await hurryMail(city.house);
    await post();
    expect(await fate(id)).toMatchObject({ mail: 'retrying' });
    server.answers(550);
    await post(waitsMs[0]! / 60_000 + 1);
    const refused = await fate(id);
    expect(refused).toMatchObject({ mail: 'refused', mailZh: expect.stringContaining('no such user here') });
    expect(JSON.stringify(await clerk.get(`/api/letters/${id}`))).not.toContain('lead@');
    expect((await clerk.get<{ items: LetterRow[] }>(`/api/letters?matter=${matter}&limit=1`)).items[0]).toMatchObject({
      id,
      state: { code: 'sent' },
      troubled: 1,
    });
    await undo();
  });

  it('is not sent of what may not be opened any more, though it was queued', async () => {
    server.got.length = 0;
    const id = await correct();
    await sendDueLetters(city.house, { all: true });
    const queued = await city.sql("select count(*)::int as n from mail where kind = 'notice'");
    await server.stop();
    await hurryMail(city.house);
    expect((await city.sql("select count(*)::int as n from mail where kind = 'notice'"))[0]!['n']).toBe(Number(queued[0]!['n']) + 1);
    const { officeId } = city.story('formal-check').lead;
    await city.sql("update office_held set to_on = '2013-11-17' where id = $1", [officeId]);
    await server.start();
    await post(30);
    expect(to(address)).toEqual([]);
    expect(await fate(id)).toMatchObject({ mail: 'dropped', mailZh: '已不能查看有关事项，未发' });
    await city.sql('update office_held set to_on = null where id = $1', [officeId]);
    await undo();
  });
});

describe('the morning letter', () => {
  const mornings = async () => (await city.sql("select on_day::text as day from mail where kind = 'digest' order by on_day")).map(({ day }) => day);

  it('comes on working days, once, with everything of the night and nothing twice; what hurries is chosen by kind', async () => {
    await post(60);
    server.got.length = 0;
    const box = 'clerk@example.org';
    await confirm(clerk, box);
    const told = (n: number, kind = 'arrived') =>
      city.sql("insert into notification (id, matter_id, text, at, office, kind) values ($1, $2, $3, $4, 'department', $5)", [
        `n${n}`,
        matter,
        `通知${n}`,
        city.house.clock.now(),
        kind,
      ]);
    await told(1);
    await told(2, 'told');
    expect((await clerk.send('PUT', '/api/notices/settings', { choices: [{ kind: 'urged', choice: 'none' }] })).status).toBe(422);
    expect((await clerk.send('PUT', '/api/notices/settings', { choices: [{ kind: 'told', choice: 'never' }] })).status).toBe(422);
    const chosen = await clerk.send('PUT', '/api/notices/settings', {
      choices: [
        { kind: 'told', choice: 'none' },
        { kind: 'copied', choice: 'atOnce' },
      ],
    });
    expect((chosen.body as unknown as NoticeSettings).kinds.filter(({ usual }) => !usual).map(({ kind }) => kind)).toEqual(['copied', 'told']);
    for (let n = 10; n < 18; n += 1) await told(n, 'copied');
    await hurryMail(city.house);
    await post(60);
    expect(to(box).length, 'five at once, the rest in the morning').toBe(5);
    // Tuesday, Wednesday: one letter; nothing new, no letter.
    await moveDays(city.house, 2);
    await post(60);
    expect(await mornings()).toEqual(expect.arrayContaining(['2013-11-19']));
    const digests = to(box)
      .slice(5)
      .filter(({ subject }) => subject.includes('摘要'));
    const lines = digests.map(({ text }) => text).join('\n');
    for (const said of ['通知1\n', '通知15', '通知16', '通知17']) expect(lines).toContain(said);
    expect(lines, 'kept to the pages').not.toContain('通知2');
    const all = to(box)
      .map(({ text }) => text)
      .join('\n');
    for (let n = 10; n < 18; n += 1) expect(all.split(`通知${n}`).length - 1, `通知${n}`).toBe(1);
    // From Friday evening to Monday morning: nothing on the days off.
    await moveDays(city.house, 2);
    await told(30);
    await moveDays(city.house, 2);
    await post(60);
    expect((await mornings()).filter((day) => ['2013-11-23', '2013-11-24'].includes(String(day)))).toEqual([]);
    expect(to(box).some(({ text }) => text.includes('通知30'))).toBe(false);
    await moveDays(city.house, 1);
    await post(60);
    expect(to(box).filter(({ text }) => text.includes('通知30'))).toHaveLength(1);
    expect(await mornings()).toEqual(expect.arrayContaining(['2013-11-25']));
    const mine = await clerk.get<{ items: SentMail[] }>('/api/notices/mails?limit=100');
    expect(mine.items.some(({ kindZh, text, state }) => kindZh === '早上的摘要' && text.includes('通知30') && state === 'accepted')).toBe(true);
    expect(JSON.stringify(await lead.get('/api/notices/mails?limit=100'))).not.toContain('通知30');
  });
});
