import { z } from 'zod';
import * as s from './shapes.ts';

const paging = { limit: z.coerce.number().int().min(1).max(100).default(20), cursor: z.string().max(400).optional() };
const nothing = z.null();
const seen = z.strictObject({ version: z.int().min(1) });

/** Letters, their outbox and templates; what is mailed to whom. */
export const lettersRoutes = {
  letters: {
    id: 'letters',
    zh: '发件箱',
    method: 'GET',
    path: '/api/letters',
    query: z.strictObject({ ...paging, state: s.letterState.optional(), matter: s.id.optional() }),
    answers: { 200: z.strictObject({ ...s.page(s.letterRow).shape, counts: z.partialRecord(s.letterState, z.int()) }) },
  },
  letter: { id: 'letter', zh: '一封函件', method: 'GET', path: '/api/letters/{id}', answers: { 200: s.letterPage } },
  /** What would be told of a step that is not taken yet: nothing is kept. */
  previewLetter: { id: 'previewLetter', zh: '预览函件', method: 'POST', path: '/api/letters/preview', body: s.previewAsked, answers: { 200: s.letterPreview } },
  rewordLetter: {
    id: 'rewordLetter',
    zh: '改函件',
    method: 'PUT',
    path: '/api/letters/{id}',
    body: z.strictObject({ ...seen.shape, ...s.wording.shape }),
    answers: { 200: s.letterPage },
  },
  sendLetter: { id: 'sendLetter', zh: '发出函件', method: 'POST', path: '/api/letters/{id}/send', body: seen, answers: { 200: s.letterPage } },
  holdLetter: { id: 'holdLetter', zh: '暂不发出函件', method: 'POST', path: '/api/letters/{id}/hold', body: seen, answers: { 200: s.letterPage } },
  withdrawLetter: {
    id: 'withdrawLetter',
    zh: '撤回函件',
    method: 'POST',
    path: '/api/letters/{id}/withdraw',
    body: z.strictObject({ ...seen.shape, why: z.string().trim().max(200, '不超过200个字').optional() }),
    answers: { 200: s.letterPage },
  },
  letterTemplates: {
    id: 'letterTemplates',
    zh: '函件模板',
    method: 'GET',
    path: '/api/letter-templates',
    answers: {
      200: z.strictObject({
        items: z.array(s.letterTemplate),
        slots: z.array(z.strictObject({ name: z.string(), zh: z.string() })),
        /** Steps that may have a template of their own. */
        steps: z.array(z.strictObject({ key: z.string(), zh: z.string() })),
        mayEdit: z.boolean(),
      }),
    },
  },
  templateVersions: {
    id: 'templateVersions',
    zh: '模板的历次版本',
    method: 'GET',
    path: '/api/letter-templates/{key}/versions',
    answers: { 200: z.strictObject({ items: z.array(s.templateVersion) }) },
  },
  previewTemplate: {
    id: 'previewTemplate',
    zh: '预览模板',
    method: 'POST',
    path: '/api/letter-templates/preview',
    body: s.wording,
    answers: { 200: z.strictObject({ subject: z.string(), text: z.string() }) },
  },
  saveTemplate: {
    id: 'saveTemplate',
    zh: '改函件模板',
    method: 'PUT',
    path: '/api/letter-templates/{key}',
    body: s.savedTemplate,
    answers: { 200: s.letterTemplate },
  },
  noticeSettings: { id: 'noticeSettings', zh: '通知设置', method: 'GET', path: '/api/notices/settings', answers: { 200: s.noticeSettings } },
  chooseNotices: {
    id: 'chooseNotices',
    zh: '改通知设置',
    method: 'PUT',
    path: '/api/notices/settings',
    body: s.chosenNotices,
    answers: { 200: s.noticeSettings },
  },
  askAddress: { id: 'askAddress', zh: '登记通知邮箱', method: 'POST', path: '/api/notices/address', body: s.askedAddress, answers: { 200: s.noticeSettings } },
  confirmAddress: {
    id: 'confirmAddress',
    zh: '确认通知邮箱',
    method: 'POST',
    path: '/api/notices/address/confirm',
    body: s.confirmedAddress,
    answers: { 200: s.noticeSettings },
  },
  dropAddress: { id: 'dropAddress', zh: '不用通知邮箱', method: 'DELETE', path: '/api/notices/address', answers: { 204: nothing } },
  sentMails: {
    id: 'sentMails',
    zh: '发给我的邮件',
    method: 'GET',
    path: '/api/notices/mails',
    query: z.strictObject(paging),
    answers: { 200: s.page(s.sentMail) },
  },
  mailLog: {
    id: 'mailLog',
    zh: '发信记录',
    method: 'GET',
    path: '/api/mails',
    query: z.strictObject(paging),
    answers: { 200: z.strictObject({ ...s.page(s.mailLine).shape, server: z.string().nullable(), waiting: z.int() }) },
  },
} as const;
