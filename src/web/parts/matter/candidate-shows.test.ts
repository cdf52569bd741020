import { expect, it } from 'vitest';
import type { Candidate } from '#contract/shapes.ts';
import { inOrder, shown, showsOf } from './candidate-shows.ts';

const candidate = (id: string, met: readonly boolean[], state = { code: 'candidate', zh: '候选' }): Candidate => ({
  id,
  studio: { id: `s-${id}`, name: `${id}示例工作室` },
  hostUnit: '示例单位',
  lead: '演示甲',
  union: '示范区总工会',
  state,
  version: 1,
  rank: 1,
  score: 90,
  criteria: met.map((one, index) => ({ code: String(index), zh: '', met: one, because: '', evidence: [] })),
  reason: '',
});
const struck = { code: 'struck', zh: '移出' };

it('lets those be looked at alone of whom there are some, but not all', () => {
  const candidates = [candidate('a', [true, true]), candidate('b', [true, false]), candidate('c', [true, true], struck)];
  expect(showsOf(candidates).map(({ label }) => label)).toEqual(['四条都符合 2', '有不符合的 1', '候选 2', '移出 1']);
  expect(shown(candidates, 'unmet').map(({ id }) => id)).toEqual(['b']);
  expect(shown(candidates, 'struck').map(({ id }) => id)).toEqual(['c']);
  expect(shown(candidates, undefined)).toEqual(candidates);
});

it('puts those that are listed first, each by rank', () => {
  const listed = { code: 'listed', zh: '拟表彰' };
  const candidates = [candidate('a', [], struck), candidate('b', []), { ...candidate('d', [], listed), rank: 4 }, { ...candidate('c', [], listed), rank: 3 }];
  expect(inOrder(candidates).map(({ id }) => id)).toEqual(['c', 'd', 'b', 'a']);
});

it('offers nothing where all are alike', () => {
  expect(showsOf([candidate('a', [true]), candidate('b', [true])])).toEqual([]);
});
