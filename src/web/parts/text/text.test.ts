import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayWithWeekday, leftText, readDay, shortDay } from './day-text.ts';
import { fenOfYuan, roughYuan, yuanOfFen } from './money-text.ts';

describe('money as people type it', () => {
  it('keeps every fen on the way to 元 and back', () => {
    fc.assert(fc.property(fc.integer({ min: -100_000_000_000, max: 100_000_000_000 }), (fen) => fenOfYuan(yuanOfFen(fen)) === fen));
  });

  it('reads commas, signs and units, and refuses what is no amount', () => {
    expect(['1,234.5', '￥20000元', '２万', '0.01', '1.234', '-3', '', '12.3.4'].map(fenOfYuan)).toEqual([
      123_450,
      2_000_000,
      undefined,
      1,
      undefined,
      -300,
      undefined,
      undefined,
    ]);
  });

  it('writes tens of thousands as 万元', () => {
    expect([roughYuan(2_000_000), roughYuan(123_456_700), roughYuan(95_050)]).toEqual(['2 万元', '123.46 万元', '950.5 元']);
  });
});

describe('days as people write them', () => {
  it('reads the four usual ways and refuses days that do not exist', () => {
    expect(['2013/11/18', '2013.1.8', '2013年11月18日', '20131118', '2013-02-29', '2013-11', '昨天'].map(readDay)).toEqual([
      '2013-11-18',
      '2013-01-08',
      '2013-11-18',
      '2013-11-18',
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('leaves the year out only when it is this year', () => {
    expect([shortDay('2013-11-28', '2013-11-18'), shortDay('2014-01-03', '2013-11-18'), dayWithWeekday('2013-11-28', '2013-11-18')]).toEqual([
      '11月28日',
      '2014年1月3日',
      '11月28日（周四）',
    ]);
  });

  it('says how many working days are left, due today, or overdue', () => {
    expect([3, 0, -2].map(leftText)).toEqual(['还剩 3 个工作日', '今天到期', '已超期 2 个工作日']);
  });
});
