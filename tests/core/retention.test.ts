import { expect, it } from 'vitest';
import { filings, termOf } from '#core/archive/retention.ts';
import { kinds, lives } from '#core/lives.ts';

/** 保管期限：每一类事项都有，例外只写在真的会办结的状态上。 */
it('every kind of matter has its term, and what failed is named by a state in which it is over', () => {
  expect(Object.keys(filings).toSorted()).toEqual([...kinds].toSorted());
  const strange = kinds.flatMap((kind) =>
    Object.keys(filings[kind].unless ?? {}).filter((state) => (lives[kind].states as Record<string, { closed?: true }>)[state]?.closed !== true),
  );
  expect(strange).toEqual([]);
});

it('decisions, lists and commendations are kept for ever; what came to nothing and routine checks for ten years', () => {
  const kept = (['designation', 'revocation', 'publicity', 'commendation', 'declaration', 'assessment', 'inspection'] as const).map((kind) =>
    termOf(kind, 'done'),
  );
  expect(kept).toEqual(['permanent', 'permanent', 'permanent', 'permanent', 'years-30', 'years-30', 'years-10']);
  expect([termOf('declaration', 'rejected'), termOf('declaration', 'accepted'), termOf('revocation', 'dropped')]).toEqual(['years-10', 'years-30', 'years-30']);
});
