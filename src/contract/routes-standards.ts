import { z } from 'zod';
import * as s from './shapes.ts';

const year = z.coerce.number().int().min(2000).max(2100);
const version = s.id;
const reason = z.string().min(2).max(500);
const step = <T extends z.ZodType>(input: T) => z.strictObject({ version: z.int().optional(), input });

/** The policy as data: its versions, what differs between them, what a new one would do, the day it takes over. */
export const standardRoutes = {
  standards: {
    id: 'standards',
    zh: '政策版本',
    method: 'GET',
    path: '/api/standards',
    answers: { 200: z.strictObject({ items: z.array(s.standardRow), mayBring: z.boolean() }) },
  },
  /** The whole standard, as it was read. */
  standard: { id: 'standard', zh: '一个政策版本', method: 'GET', path: '/api/standards/{id}', answers: { 200: s.jsonSchema } },
  /** `text` is the standard as JSON, as it was downloaded and changed. */
  bringStandard: {
    id: 'bringStandard',
    zh: '带进新版本',
    method: 'POST',
    path: '/api/standards',
    body: z.strictObject({ text: z.string().min(2).max(400_000) }),
    answers: { 201: z.strictObject({ id: s.id }) },
  },
  takeOver: {
    id: 'takeOver',
    zh: '定施行日',
    method: 'POST',
    path: '/api/standards/{id}/takeover',
    body: step(z.strictObject({ from: z.iso.date(), reason })),
    answers: { 200: s.standardRow },
  },
  takeBack: {
    id: 'takeBack',
    zh: '收回施行日',
    method: 'POST',
    path: '/api/standards/{id}/takeback',
    body: step(z.strictObject({ reason })),
    answers: { 200: s.standardRow },
  },
  compareStandards: {
    id: 'compareStandards',
    zh: '两个版本对照',
    method: 'GET',
    path: '/api/standard-comparison',
    query: z.strictObject({ from: version, to: version }),
    answers: { 200: z.strictObject({ from: s.id, to: s.id, items: z.array(s.standardDifference) }) },
  },
  tryStandard: {
    id: 'tryStandard',
    zh: '试算：换一个版本会怎样',
    method: 'GET',
    path: '/api/standard-trial',
    query: z.strictObject({
      standard: version,
      year,
      show: z.enum(['all', 'changed', 'better', 'same', 'worse']).default('changed'),
      limit: z.coerce.number().int().min(1).max(100).default(20),
      cursor: z.string().max(400).optional(),
    }),
    answers: { 200: s.standardTrial },
  },
} as const;
