import { expect, it } from 'vitest';
import { officeZh } from '#core/people/actor.ts';
import { firstWords } from './first-words.ts';

const { clock: _, ...people } = officeZh;

it('has three to five things to say to every office, and each place is one that exists', async () => {
  const { readFileSync } = await import('node:fs');
  const router = readFileSync('src/web/app/router.tsx', 'utf8');
  expect(Object.keys(firstWords).toSorted()).toEqual(Object.keys(people).toSorted());
  for (const [office, steps] of Object.entries(firstWords)) {
    expect(steps.length, office).toBeGreaterThanOrEqual(3);
    expect(steps.length, office).toBeLessThanOrEqual(5);
    for (const { href, there } of steps) {
      expect(href === undefined, office).toBe(there === undefined);
      if (href !== undefined) expect(router, href).toContain(`path: '${href.split('?')[0]!}'`);
    }
  }
});
