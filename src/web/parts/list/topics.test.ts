import { expect, it } from 'vitest';
import { topics as inCore } from '#core/library/experience.ts';
import { problemAreas } from '#core/problem/life.ts';
import { areas, topics } from './topics.ts';

it('filters by the very words people choose from when they write', () => {
  expect([topics, areas]).toEqual([inCore, problemAreas]);
});
