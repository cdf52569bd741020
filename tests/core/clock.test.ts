import { expect, it } from 'vitest';
import { kinds, lives } from '#core/lives.ts';
import type { Transition } from '#core/shared/life.ts';
import { theClock } from '#core/people/desks.ts';
import type { Matter } from '#core/shared/life.ts';

it('takes nothing by itself without a ground: whatever is the clock’s and brings nothing has a guard', () => {
  const wrong = kinds.flatMap((kind) =>
    Object.entries(lives[kind].transitions as Readonly<Record<string, Transition<Matter, string>>>)
      .filter(([, { by, brings, when = [] }]) => by === theClock && brings === undefined && when.length === 0)
      .map(([name]) => `${kind}.${name}`),
  );
  expect(wrong).toEqual([]);
});
