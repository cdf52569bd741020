import type { Field, ScoreField } from './schema.ts';
import type { Values } from './values.ts';

const scoresOf = (fields: readonly Field[]): readonly ScoreField[] => fields.filter((field): field is ScoreField => field.kind === 'score');

export type ScoreSum = Readonly<{ points: number; max: number; given: number; asked: number }>;

/** 合计：已打几项、得几分。Added in hundredths, so that halves and tenths stay exact. */
export function scoreSum(fields: readonly Field[], values: Values): ScoreSum {
  const scores = scoresOf(fields);
  const given = scores.map(({ name }) => values[name]).filter((value): value is number => typeof value === 'number');
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + Math.round(one * 100), 0) / 100;
  return { points: sum(given), max: sum(scores.map(({ max }) => max)), given: given.length, asked: scores.length };
}

export type ScoreGroup = Readonly<{ code: string; fields: readonly ScoreField[] }>;

/** The items of each criterion, in the order of the rubric. */
export function scoreGroups(fields: readonly Field[]): readonly ScoreGroup[] {
  const groups = new Map<string, ScoreField[]>();
  for (const field of scoresOf(fields)) groups.set(field.group, [...(groups.get(field.group) ?? []), field]);
  return [...groups].map(([code, items]) => ({ code, fields: items }));
}
