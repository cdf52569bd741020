import { expect, it } from 'vitest';
import { kinds } from '#core/lives.ts';
import { lifeOf } from '#server/actions/any-life.ts';
import { theClock } from '#core/people/desks.ts';

it('takes nothing by itself without a ground: whatever is the clock’s and brings nothing has a guard', () => {
  const wrong = kinds.flatMap((kind) =>
    Object.entries(lifeOf(kind).transitions)
      .filter(([, { by, brings, when = [] }]) => by === theClock && brings === undefined && when.length === 0)
      .map(([name]) => `${kind}.${name}`),
  );
  expect(wrong).toEqual([]);
});
