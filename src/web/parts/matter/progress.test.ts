import { expect, it } from 'vitest';
import { inspected } from './progress.ts';

const child = (code: string, kind = 'inspection') => ({ id: code, kind, title: '', state: { code, zh: '' }, href: '' });

it('counts as inspected whatever was handed in, mended or not', () => {
  expect(inspected(['assigned', 'unassigned', 'reported', 'mending', 'closed'].map((code) => child(code)))).toEqual({ done: 3, of: 5 });
});

it('draws no bar for one, nor for children that are no inspections', () => {
  expect([inspected([child('closed')]), inspected([child('published', 'draw'), child('closed', 'draw')])]).toEqual([undefined, undefined]);
});
