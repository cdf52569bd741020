import { expect, it } from 'vitest';
import { cellText, columnUnit, figureText } from './figure-text.ts';

it('writes money in 元, above ten thousand in 万元, and everything else with its unit', () => {
  expect([figureText(85_000, 'fen'), figureText(3_200_000, 'fen'), figureText(999_999, 'fen'), figureText(0, 'fen')]).toEqual([
    '850.00 元',
    '3.2 万元',
    '9,999.99 元',
    '0 元',
  ]);
  expect([figureText(1200, '人次'), figureText(2.5, '小时'), figureText(63, '%')]).toEqual(['1,200 人次', '2.5 小时', '63%']);
});

it('leaves the unit to the head of a column', () => {
  expect([cellText(3_200_000, 'fen'), columnUnit('fen'), cellText(7, '项'), columnUnit('项')]).toEqual(['3.2', '万元', '7', '项']);
});
