import type { EventType } from '#core/outside/events.ts';
import { addWebhook, changeWebhook, dropWebhook, listDeliveries, listWebhooks, testWebhook } from '#server/outside/webhooks.ts';
import { listTokens, makeToken, revokeToken, type TokensQuery, type Wanted } from '#server/people/api-tokens.ts';
import { calendarFeed, endCalendar, renewCalendar } from '#server/people/calendar-feed.ts';
import { doing, readingAs, type Asked } from '../asked.ts';
import type { Handler } from '../mount.ts';

const id = ({ params }: Asked): string => params['id'] ?? '';
const done = { status: 204, body: null };

export const outsideHandlers = {
  tokens: async (asked) => ({ status: 200, body: await listTokens(readingAs(asked), asked.query as TokensQuery, new Date()) }),
  makeToken: (asked) =>
    doing(asked, { what: 'token.make', which: (asked.body as Wanted).name }, async (work) => {
      const { record, token } = await makeToken(work, asked.body as Wanted, new Date());
      return { status: 201, body: { ...record, token }, kept: record };
    }),
  revokeToken: (asked) =>
    doing(asked, { what: 'token.revoke', which: id(asked) }, async (work) => {
      await revokeToken(work, id(asked), new Date());
      return done;
    }),
  calendarFeed: async (asked) => ({ status: 200, body: { feed: await calendarFeed(readingAs(asked)) } }),
  renewCalendar: (asked) =>
    doing(asked, { what: 'calendar.renew', which: '' }, async (work) => ({ status: 201, body: { href: await renewCalendar(work, new Date()) }, kept: {} })),
  endCalendar: (asked) =>
    doing(asked, { what: 'calendar.end', which: '' }, async (work) => {
      await endCalendar(work);
      return done;
    }),
  webhooks: async (asked) => ({ status: 200, body: await listWebhooks(readingAs(asked)) }),
  addWebhook: (asked) =>
    doing(asked, { what: 'webhook.add', which: '' }, async (work) => {
      const added = await addWebhook(work, asked.body as { url: string; events: EventType[] });
      return { status: 201, body: added, kept: { id: added.id } };
    }),
  changeWebhook: (asked) =>
    doing(asked, { what: 'webhook.change', which: id(asked) }, async (work) => {
      await changeWebhook(work, id(asked), asked.body as { events?: EventType[]; on?: boolean });
      return done;
    }),
  dropWebhook: (asked) =>
    doing(asked, { what: 'webhook.drop', which: id(asked) }, async (work) => {
      await dropWebhook(work, id(asked));
      return done;
    }),
  testWebhook: (asked) => doing(asked, { what: 'webhook.test', which: id(asked) }, async (work) => ({ status: 201, body: await testWebhook(work, id(asked)) })),
  deliveries: async (asked) => ({ status: 200, body: await listDeliveries(readingAs(asked), id(asked), asked.query as { limit: number; cursor?: string }) }),
} satisfies Record<string, Handler>;
