import { z } from 'zod';
import * as s from './shapes.ts';

const paging = { limit: z.coerce.number().int().min(1).max(100).default(20), cursor: z.string().max(400).optional() };
const nothing = z.null();

/** What other systems use: tokens, the calendar feed, webhooks. */
export const outsideRoutes = {
  tokens: {
    id: 'tokens',
    zh: '令牌',
    method: 'GET',
    path: '/api/tokens',
    query: z.strictObject({ ...paging, whose: z.enum(['mine', 'all']).default('mine') }),
    answers: { 200: s.page(s.apiToken) },
  },
  /** `token` is said once: a repeat of the same request does not say it again. */
  makeToken: {
    id: 'makeToken',
    zh: '新建令牌',
    method: 'POST',
    path: '/api/tokens',
    body: s.newApiToken,
    answers: { 201: z.strictObject({ ...s.apiToken.shape, token: z.string().optional() }) },
  },
  revokeToken: { id: 'revokeToken', zh: '停用令牌', method: 'DELETE', path: '/api/tokens/{id}', answers: { 204: nothing } },
  calendarFeed: {
    id: 'calendarFeed',
    zh: '我的日历订阅',
    method: 'GET',
    path: '/api/calendar',
    answers: { 200: z.strictObject({ feed: s.calendarFeed.nullable() }) },
  },
  /** The address is said once; a new one ends the old one. */
  renewCalendar: {
    id: 'renewCalendar',
    zh: '新的日历订阅地址',
    method: 'POST',
    path: '/api/calendar',
    answers: { 201: z.strictObject({ href: z.string().optional() }) },
  },
  endCalendar: { id: 'endCalendar', zh: '停用日历订阅', method: 'DELETE', path: '/api/calendar', answers: { 204: nothing } },
  calendar: {
    id: 'calendar',
    zh: '待办期限日历（iCalendar）',
    method: 'GET',
    path: '/api/calendar/{file}',
    open: 'anyone',
    answers: { 200: z.unknown() },
    file: 'answered',
  },
  webhooks: {
    id: 'webhooks',
    zh: '推送地址',
    method: 'GET',
    path: '/api/webhooks',
    answers: { 200: z.strictObject({ items: z.array(s.webhook), events: z.array(z.strictObject({ type: s.eventType, zh: z.string() })) }) },
  },
  /** `secret` is said once. */
  addWebhook: {
    id: 'addWebhook',
    zh: '添加推送地址',
    method: 'POST',
    path: '/api/webhooks',
    body: s.newWebhook,
    answers: { 201: z.strictObject({ id: s.id, secret: z.string().optional() }) },
  },
  changeWebhook: {
    id: 'changeWebhook',
    zh: '更改推送',
    method: 'PUT',
    path: '/api/webhooks/{id}',
    body: s.changedWebhook,
    answers: { 204: nothing },
  },
  dropWebhook: { id: 'dropWebhook', zh: '删除推送地址', method: 'DELETE', path: '/api/webhooks/{id}', answers: { 204: nothing } },
  testWebhook: {
    id: 'testWebhook',
    zh: '试发一次',
    method: 'POST',
    path: '/api/webhooks/{id}/test',
    answers: { 201: z.strictObject({ id: s.id }) },
  },
  deliveries: {
    id: 'deliveries',
    zh: '推送记录',
    method: 'GET',
    path: '/api/webhooks/{id}/deliveries',
    query: z.strictObject(paging),
    answers: { 200: s.page(s.delivery) },
  },
} as const;
