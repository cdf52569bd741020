import { expect, it } from 'vitest';
import { moved } from './meeting-of.ts';

const items = ['甲', '乙', '丙'].map((id) => ({ id }));
it('moves an item by one place, and leaves the order at its ends', () => {
  expect(moved(items, '乙', -1)).toEqual(['乙', '甲', '丙']);
  expect(moved(items, '乙', 1)).toEqual(['甲', '丙', '乙']);
  expect(moved(items, '甲', -1)).toEqual(['甲', '乙', '丙']);
  expect(moved(items, '丁', 1)).toEqual(['甲', '乙', '丙']);
});
