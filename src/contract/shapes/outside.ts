import { z } from 'zod';
import { scopes } from '#core/outside/scopes.ts';
import { eventTypes } from '#core/outside/events.ts';
import { cityTime, id, officeCode } from './basics.ts';

/** For other systems: tokens, the calendar feed, webhooks, codes. */
export const scope = z.enum(scopes);
export const apiToken = z.strictObject({
  id,
  name: z.string(),
  scopes: z.array(scope),
  person: z.string(),
  office: officeCode,
  officeZh: z.string(),
  union: z.string().nullable(),
  studio: z.string().nullable(),
  madeAt: cityTime,
  expiresAt: cityTime,
  usedAt: cityTime.nullable(),
  /** `ended`: the office it acts in is no longer held. */
  state: z.enum(['on', 'revoked', 'expired', 'ended']),
});
export const newApiToken = z.strictObject({
  name: z.string().trim().min(1, '请填写名称').max(40, '不超过40个字').meta({ title: '名称' }),
  scopes: z.array(scope).min(1, '至少选一项').max(scopes.length).meta({ uniqueItems: true, title: '能做什么' }).default(['read']),
  days: z.int('应为整数').min(1, '至少1天').max(365, '最长一年，即365天').meta({ title: '有效天数' }),
});

export const calendarFeed = z.strictObject({ madeAt: cityTime, usedAt: cityTime.nullable() });

export const eventType = z.enum(eventTypes);
const url = z
  .string()
  .trim()
  .min(1, '请填写地址')
  .max(500, '不超过500个字符')
  .meta({ title: '地址', examples: ['https://hooks.example.org/lingxian'] });
const events = z.array(eventType).min(1, '至少选一项').max(eventTypes.length).meta({ uniqueItems: true, title: '推送什么' });
export const newWebhook = z.strictObject({ url, events });
/** `on`: true sends what waits, false holds it back. */
export const changedWebhook = z.strictObject({ events: events.optional(), on: z.boolean().optional() });
export const webhook = z.strictObject({
  id,
  url: z.string(),
  events: z.array(eventType),
  madeAt: cityTime,
  state: z.enum(['on', 'paused']),
  pausedWhy: z.string().nullable(),
  /** How many wait to be sent. */
  waiting: z.int(),
});
export const delivery = z.strictObject({
  id,
  type: z.string(),
  state: z.enum(['waiting', 'sent', 'given-up']),
  madeAt: cityTime,
  triedAt: cityTime.nullable(),
  tries: z.int(),
  /** What the receiver answered; null where it could not be reached. */
  status: z.int().nullable(),
  problem: z.string().nullable(),
});

export type ApiToken = z.infer<typeof apiToken>;
export type CalendarFeed = z.infer<typeof calendarFeed>;
export type Webhook = z.infer<typeof webhook>;
export type Delivery = z.infer<typeof delivery>;
