import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Delivery, Webhook } from '#contract/shapes.ts';
import { advance } from '#server/actions/advance.ts';
import { actorOf } from '#server/demo/player.ts';
import { pauseAfter, postman, waitsMs } from '#server/outside/deliver.ts';
import { cloneChainCity, type ChainCity } from '../support/chain-city.ts';
import { openReceiver, type Receiver } from '../support/receiver.ts';
import type { Person } from '../support/robot.ts';

/** What other systems are told: exactly what happened, signed, and nobody waits for those who do not listen. */
let city: ChainCity;
let receiver: Receiver;
let slow: Receiver;
let admin: Person;
const payment = { paidOn: '2013-11-18', voucherNo: '银付字第8号' };
type Made = { id: string; secret: string };

beforeAll(async () => {
  [receiver, slow] = [await openReceiver(), await openReceiver()];
  city = await cloneChainCity(undefined, { mayReach: [receiver.host, slow.host] });
  admin = await city.as(city.admins[0]!);
});
afterAll(async () => {
  await city?.close();
  await receiver?.close();
  await slow?.close();
});
beforeEach(async () => {
  await city.sql('delete from webhook');
  receiver.heard.length = 0;
  receiver.answers(204);
});

async function listen(at: Receiver, events: readonly string[]): Promise<Made> {
  const { status, body } = await admin.send('POST', '/api/webhooks', { url: at.url, events });
  expect(status, JSON.stringify(body)).toBe(201);
  return body as Made;
}
/** Everything that is due at a moment, sent now: a postman of the test's own, beside the server's. */
async function deliver(machine = new Date()): Promise<void> {
  const post = postman(city.house);
  for (let n = 0; n < 12; n += 1) {
    await post.round(machine);
    await post.settled();
  }
}
const log = async (id: string): Promise<Delivery[]> => (await admin.get<{ items: Delivery[] }>(`/api/webhooks/${id}/deliveries?limit=100`)).items;
const later = (n: number): Date => new Date(Date.now() + waitsMs.slice(0, n).reduce((sum, wait) => sum + wait, 0) + 5_000);
const award = async (goal: 'named' | 'receipt' | 'passed' = 'named'): Promise<string> => {
  const story = city.story(goal);
  const id = await city.matterOf(story, 'title');
  await city.play.step(city.department[0]!, 'title', id, 'award', { awardedOn: '2013-11-18', receivedBy: '工会主席' });
  return story.studio;
};

describe('what is told', () => {
  it('is a fact with ids, signed over id, time and body, and no person', async () => {
    const { secret, id } = await listen(receiver, ['plaque.issued', 'matter.moved']);
    const studio = await award();
    await deliver();
    const told = receiver.heard.map(({ body }) => JSON.parse(body) as { type: string; timestamp: string; data: Record<string, unknown> });
    expect(told.map(({ type }) => type)).toEqual(expect.arrayContaining(['plaque.issued', 'matter.moved']));
    const issued = told.find(({ type }) => type === 'plaque.issued')!;
    expect(issued.data).toEqual({ title: expect.any(String), studio, plaqueNo: expect.any(String), awardedOn: '2013-11-18' });
    expect(issued.timestamp).toMatch(/^2013-11-18T.*\+08:00$/);

    for (const { headers, body } of receiver.heard) {
      const [name, time] = [String(headers['webhook-id']), String(headers['webhook-timestamp'])];
      const mine = createHmac('sha256', Buffer.from(secret.slice('whsec_'.length), 'base64'))
        .update(`${name}.${time}.${body}`)
        .digest('base64');
      expect(headers['webhook-signature']).toBe(`v1,${mine}`);
      expect(Math.abs(Number(time) - Date.now() / 1000)).toBeLessThan(60);
    }
    const names = (await city.sql('select name from person where length(name) > 1')).map(({ name }) => String(name));
    expect(names.filter((name) => receiver.heard.some(({ body }) => body.includes(name)))).toEqual([]);
    expect((await log(id)).every(({ state, status, tries }) => state === 'sent' && status === 204 && tries === 1)).toBe(true);
  });

  it('is only what was asked for, and nothing that was undone', async () => {
    await listen(receiver, ['grant.paid']);
    const id = await city.matterOf(city.story('paying'), 'grant');
    const actor = actorOf(city.finance[1]!);
    const undone = city.house.db.transaction().execute(async (tx) => {
      await advance({ house: city.house, tx, actor, now: city.house.clock.now() }, { kind: 'grant', id, transition: 'pay', input: payment });
      expect((await tx.selectFrom('webhookDelivery').select('type').execute()).map(({ type }) => type)).toEqual(['grant.paid']);
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    await deliver();
    expect(receiver.heard).toEqual([]);
    await city.play.step(city.finance[1]!, 'grant', id, 'pay', payment);
    await deliver();
    expect(receiver.heard.map(({ body }) => (JSON.parse(body) as { type: string }).type)).toEqual(['grant.paid']);
    expect(receiver.heard[0]?.body).not.toContain('银付字');
  });
});

describe('a receiver that fails', () => {
  it('is asked again, later and later, with the same id, and given up in the end', async () => {
    const { id } = await listen(receiver, ['plaque.issued']);
    receiver.answers(503);
    await admin.send('POST', `/api/webhooks/${id}/test`);
    await deliver();
    await deliver();
    expect(receiver.heard.length, 'not before it is due').toBe(1);
    for (let n = 1; n <= waitsMs.length; n += 1) {
      await city.sql('update webhook_delivery set next_at = now() where not given_up');
      await deliver(new Date(Date.now() + 1000));
    }
    expect(receiver.heard.length).toBe(waitsMs.length + 1);
    expect(new Set(receiver.heard.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(await log(id)).toMatchObject([{ state: 'given-up', status: 503, tries: waitsMs.length + 1, problem: '对方答复 503' }]);
    await deliver(later(20));
    expect(receiver.heard.length, 'left alone').toBe(waitsMs.length + 1);
  });

  it('is left alone after failing too often, and hears what waited when it is taken up again', async () => {
    const { id } = await listen(receiver, ['plaque.issued']);
    await city.sql('update webhook set failures = $1', [pauseAfter - 1]);
    receiver.answers(500);
    await admin.send('POST', `/api/webhooks/${id}/test`);
    await deliver();
    const [one] = (await admin.get<{ items: Webhook[] }>('/api/webhooks')).items;
    expect(one).toMatchObject({ state: 'paused', pausedWhy: `连续${pauseAfter}次没有送达`, waiting: 1 });
    receiver.answers(204);
    await deliver(later(3));
    expect(receiver.heard.length).toBe(1);
    expect((await admin.send('PUT', `/api/webhooks/${id}`, { on: true })).status).toBe(204);
    await deliver(later(3));
    expect(await log(id)).toMatchObject([{ state: 'sent', tries: 2 }]);
  });

  it('and says that it is gone, is left alone at once', async () => {
    const { id } = await listen(receiver, ['plaque.issued']);
    receiver.answers(410);
    await admin.send('POST', `/api/webhooks/${id}/test`);
    await deliver();
    expect((await admin.get<{ items: Webhook[] }>('/api/webhooks')).items).toMatchObject([{ state: 'paused' }]);
  });

  it('by sending us elsewhere is not followed', async () => {
    const { id } = await listen(receiver, ['plaque.issued']);
    receiver.answers('redirect');
    await admin.send('POST', `/api/webhooks/${id}/test`);
    await deliver();
    expect(receiver.heard.map(({ path }) => path)).toEqual(['/hook']);
    expect(await log(id)).toMatchObject([{ state: 'waiting', problem: '对方要求转到别处，未跟随' }]);
  });

  it('by not answering keeps nobody waiting but itself', async () => {
    const [hanging, quick] = [await listen(slow, ['plaque.issued']), await listen(receiver, ['plaque.issued'])];
    slow.answers('hang');
    for (const { id } of [hanging, quick]) await admin.send('POST', `/api/webhooks/${id}/test`);
    const post = postman(city.house);
    await post.round(new Date());
    await expect.poll(async () => (await log(quick.id))[0]?.state).toBe('sent');
    await admin.send('POST', `/api/webhooks/${quick.id}/test`);
    await post.round(new Date());
    await expect.poll(async () => (await log(quick.id)).map(({ state }) => state)).toEqual(['sent', 'sent']);
    expect(await log(hanging.id)).toMatchObject([{ state: 'waiting' }]);
    const began = Date.now();
    await post.stop();
    expect(Date.now() - began, 'going down does not wait either').toBeLessThan(3_000);
  });

  it('because its name leads inside now, is not reached', async () => {
    const { id } = await listen(receiver, ['plaque.issued']);
    await city.sql('update webhook set url = $1', ['https://127.0.0.1:1/']);
    await admin.send('POST', `/api/webhooks/${id}/test`);
    await deliver();
    expect(await log(id)).toMatchObject([{ state: 'waiting', status: null, problem: '不能推送到内部网络或本机的地址' }]);
  });
});

describe('the receivers', () => {
  it('are kept by the system administrator alone', async () => {
    const { id } = await listen(receiver, ['plaque.issued']);
    const others = [city.department[0]!, city.admins[1]!, city.admins[2]!, city.auditor, city.story('ledger').lead];
    for (const chair of others) {
      const person = await city.as(chair);
      const tried = [
        await person.send('GET', '/api/webhooks'),
        await person.send('POST', '/api/webhooks', { url: 'https://hooks.example.org/', events: ['plaque.issued'] }),
        await person.send('PUT', `/api/webhooks/${id}`, { on: false }),
        await person.send('POST', `/api/webhooks/${id}/test`),
        await person.send('GET', `/api/webhooks/${id}/deliveries`),
        await person.send('DELETE', `/api/webhooks/${id}`),
      ];
      expect(tried.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403, 403]);
    }
  });

  it.each(['https://127.0.0.1/', 'https://localhost./', 'https://0177.0.0.1/', 'https://[::ffff:10.0.0.1]/', 'http://hooks.example.org/', 'x', ''])(
    'cannot be at %j',
    async (url) => {
      expect((await admin.send('POST', '/api/webhooks', { url, events: ['plaque.issued'] })).status).toBe(422);
    },
  );

  it('are registered once, for events that exist, and go with their log', async () => {
    const { id } = await listen(receiver, ['plaque.issued']);
    expect((await admin.send('POST', '/api/webhooks', { url: receiver.url, events: ['grant.paid'] })).status).toBe(409);
    for (const events of [[], ['everything'], ['grant.paid', 'nothing']])
      expect((await admin.send('POST', '/api/webhooks', { url: 'https://hooks.example.org/', events })).status).toBe(422);
    expect((await admin.send('PUT', `/api/webhooks/${id}`, {})).status).toBe(422);
    expect((await admin.send('PUT', '/api/webhooks/none', { on: true })).status).toBe(404);
    expect((await admin.send('DELETE', `/api/webhooks/${id}`)).status).toBe(204);
    expect((await admin.send('GET', `/api/webhooks/${id}/deliveries`)).status).toBe(404);
  });
});
