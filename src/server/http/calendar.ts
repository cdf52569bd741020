import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { dayIn } from '#core/shared/days.ts';
import { routes } from '#contract/routes.ts';
import { reading, type House } from '#server/kernel/house.ts';
import { notFound, Refusal } from '#server/kernel/refusal.ts';
import { calendarOwner } from '#server/people/calendar-feed.ts';
import { rateLimit } from '#server/public/rate-limit.ts';
import { todoCalendar } from '#server/views/todo-calendar.ts';
import { frameworkPath } from './mount.ts';

/** Guesses one place may make in a minute. */
const guesses = 60;

/** 待办期限的日历：calendar programs cannot sign in, so the address itself is the secret. */
export function mountCalendar(app: FastifyInstance, house: House): void {
  const wrong = rateLimit(guesses, 60_000);
  app.get(frameworkPath(routes.calendar.path), async (request, reply) => {
    const file = (request.params as Record<string, string>)['file'] ?? '';
    const machine = new Date();
    const owner = file.endsWith('.ics') ? await calendarOwner(house.db, file.slice(0, -4), dayIn(house.clock.now()), machine) : null;
    if (owner === null) {
      const seconds = wrong(request.ip, machine.getTime());
      throw seconds > 0 ? new Refusal(429, [{ code: 'too-many', message: '请求太频繁，请稍后再试' }], seconds) : notFound();
    }
    const base = house.publicUrl === '' ? `${request.protocol}://${request.host}` : house.publicUrl.replace(/\/$/, '');
    const text = await todoCalendar(reading(house, owner.actor), base);
    const etag = `"${createHash('sha256').update(text).digest('base64url')}"`;
    reply.headers({ etag, 'cache-control': 'private, max-age=900', 'referrer-policy': 'no-referrer' });
    if (request.headers['if-none-match'] === etag) return reply.code(304).send();
    return reply.type('text/calendar; charset=utf-8').header('content-disposition', 'inline; filename="lingxian.ics"').send(text);
  });
}
