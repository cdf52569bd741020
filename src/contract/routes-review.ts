import { z } from 'zod';
import * as s from './shapes.ts';

const paging = { limit: z.coerce.number().int().min(1).max(100).default(20), cursor: z.string().max(400).optional() };
const year = z.coerce.number().int().min(2000).max(2100).optional();

/** The review desk: assignment, statistics, an expert's own list and notes. */
export const reviewRoutes = {
  reviewWaiting: {
    id: 'reviewWaiting',
    zh: '等着请专家的事项',
    method: 'GET',
    path: '/api/review/waiting',
    query: z.strictObject(paging),
    answers: { 200: s.page(s.waitingCase) },
  },
  /** Who would get what; nothing happens. */
  previewAssignment: {
    id: 'previewAssignment',
    zh: '试排评审专家',
    method: 'POST',
    path: '/api/review/assignments/preview',
    body: s.assignmentAsked,
    answers: { 200: s.assignmentPreview },
  },
  assignExperts: {
    id: 'assignExperts',
    zh: '分派评审专家',
    method: 'POST',
    path: '/api/review/assignments',
    body: z.strictObject({ input: s.assignmentPlan }),
    answers: { 201: s.assignmentDone },
  },
  reviewBoard: { id: 'reviewBoard', zh: '评审台', method: 'GET', path: '/api/review', query: z.strictObject({ year }), answers: { 200: s.reviewBoard } },
  reviewMarks: {
    id: 'reviewMarks',
    zh: '已交的评分表',
    method: 'GET',
    path: '/api/review/marks',
    query: z.strictObject({ ...paging, year }),
    answers: { 200: s.page(s.reviewMark) },
  },
  ownSheets: { id: 'ownSheets', zh: '分给我的评分表', method: 'GET', path: '/api/review/mine', answers: { 200: s.ownSheets } },
  ownNote: { id: 'ownNote', zh: '我对一个事项的私人备注', method: 'GET', path: '/api/matters/{id}/note', answers: { 200: s.ownNote } },
  /** `base` is the revision as seen; an empty text takes the note away. */
  keepNote: {
    id: 'keepNote',
    zh: '存私人备注',
    method: 'PUT',
    path: '/api/matters/{id}/note',
    body: z.strictObject({ text: s.noteText, base: z.int().min(0) }),
    answers: { 200: s.ownNote },
  },
} as const;
