import { expect, it } from 'vitest';
import { listMemory, neighbours } from './list-memory.ts';

it('follows the list a matter was opened from', () => {
  listMemory.keep({ ids: ['a', 'b', 'c'], back: '/matters?q=焊', name: '事项' });
  expect(neighbours('b', listMemory.read())).toEqual({ previous: 'a', next: 'c', place: 2, of: 3, back: '/matters?q=焊', name: '事项' });
  expect(neighbours('x', listMemory.read())).toBeUndefined();
});

it('survives what others left in the store', () => {
  sessionStorage.setItem('lingxian.list', '{"ids":1');
  expect(listMemory.read()).toBeUndefined();
});
