import type { Level, Result } from '../../site/visit.ts';

export const results: readonly (readonly [Result, string])[] = [
  ['ok', '符合'],
  ['problem', '有问题'],
  ['na', '不适用'],
];
export const levels: readonly (readonly [Level, string])[] = [
  ['minor', '一般'],
  ['red', '严重'],
];
export const resultZh = (result: Result | undefined): string => results.find(([code]) => code === result)?.[1] ?? '没有检查';
export const levelZh = (level: Level): string => levels.find(([code]) => code === level)?.[1] ?? '';
