import { describe, expect, it } from 'vitest';
import type { TargetBoard, TargetRow } from '#contract/shapes.ts';
import { gapOf, gapSentence, missSentence, shortfallOf } from './gap.ts';

const counted = (target: number, reached: number, forecast = reached) => ({ target, reached, forecast });
const pipeline = { preparing: 0, declaring: 0, accepting: 0, naming: 0 };
const row = (name: string, created: TargetRow['created'], qualified: TargetRow['qualified']): TargetRow => ({
  union: { id: name, name },
  kind: 'district',
  created,
  qualified,
  pipeline,
});
const sum = (items: readonly TargetRow[], measure: 'created' | 'qualified') =>
  items.reduce(
    (total, one) => ({
      target: total.target + one[measure].target,
      reached: total.reached + one[measure].reached,
      forecast: total.forecast + one[measure].forecast,
    }),
    counted(0, 0),
  );
const board = (...items: TargetRow[]): TargetBoard => ({
  year: 2013,
  asOf: '2013-12-31',
  basis: 'cumulative',
  note: '',
  items,
  papers: [],
  total: { created: sum(items, 'created'), qualified: sum(items, 'qualified'), pipeline },
});

describe('how far the targets are', () => {
  it('owes nothing where more was reached than asked', () => expect([gapOf(counted(4, 6)), shortfallOf(counted(4, 1, 3))]).toEqual([0, 1]));

  it('does not let one union’s surplus pay for another', () => {
    const two = board(row('甲区', counted(2, 5), counted(2, 2)), row('乙区', counted(3, 1), counted(1, 1)));
    expect(gapSentence(two, 'created')).toBe('创建任务 5 家，已完成 6 家，还差 2 家：乙区 2 家。');
    expect(gapSentence(two, 'qualified')).toBe('达标任务 3 家，已完成 3 家，各单位都已完成。');
  });

  it('names the largest gaps first', () => {
    const two = board(row('甲区', counted(5, 4), counted(5, 2)), row('乙区', counted(9, 1), counted(9, 1)));
    expect(gapSentence(two, 'created')).toBe('创建任务 14 家，已完成 5 家，还差 9 家：乙区 8 家、甲区 1 家。');
  });

  it('says what will be missed at the end of the year, and nothing when all arrives', () => {
    expect(missSentence(board(row('甲区', counted(1, 1), counted(5, 2, 4)), row('乙区', counted(1, 1), counted(3, 0, 3))))).toBe(
      '照在办的进度，年末达标还会差 1 家（1 个单位）。',
    );
    expect(missSentence(board(row('甲区', counted(1, 1), counted(5, 2, 5))))).toBeUndefined();
  });
});
