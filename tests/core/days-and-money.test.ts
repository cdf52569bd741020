import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths, addWorkingDays, dayIn, daysBetween, inCityTime, weekday, workingDaysBetween } from '#core/shared/days.ts';
import { inWords, yuan } from '#core/shared/money.ts';
import { calendar } from '../support/standards.ts';

describe('working days, 调休 included', () => {
  it.each([
    ['a plain week', '2013-11-18', 5, '2013-11-25'],
    ['over the National Day holiday', '2013-09-27', 3, '2013-10-08'],
    ['a Saturday that is worked (12 October 2013)', '2013-10-11', 1, '2013-10-12'],
    ['over New Year', '2013-12-31', 1, '2014-01-02'],
    ['from a Sunday', '2013-11-17', 1, '2013-11-18'],
  ])('%s', (_case, from, count, expected) => expect(addWorkingDays(calendar, from, count)).toBe(expected));
  it('counts back what it counted forward', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4000 }), fc.integer({ min: 1, max: 60 }), (start, count) => {
        const from = addDays('2010-01-01', start);
        return workingDaysBetween(calendar, from, addWorkingDays(calendar, from, count)) === count;
      }),
    );
  });
});

describe('days', () => {
  it('keeps the last day of a shorter month', () =>
    expect([addMonths('2013-11-30', 3), addMonths('2012-01-31', 1), addMonths('2013-12-15', 1), addMonths('2013-01-15', -1)]).toEqual([
      '2014-02-28',
      '2012-02-29',
      '2014-01-15',
      '2012-12-15',
    ]));
  it('adds and subtracts to the same day', () => {
    fc.assert(fc.property(fc.integer({ min: -9000, max: 9000 }), (days) => daysBetween('2013-11-18', addDays('2013-11-18', days)) === days));
  });
  it('knows the Monday the demo starts on', () => expect(weekday('2013-11-18')).toBe(1));
  it('is the city that has a date, wherever the machine stands', () => expect(dayIn(inCityTime(new Date('2013-11-17T16:30:00Z')))).toBe('2013-11-18'));
});

describe('金额大写', () => {
  it.each([
    [2_000_000, '贰万元整'],
    [0, '零元整'],
    [1, '壹分'],
    [10, '壹角'],
    [10_530, '壹佰零伍元叁角'],
    [100_00, '壹佰元整'],
    [10_001, '壹佰元零壹分'],
    [1_0000_00, '壹万元整'],
    [1_0050_00, '壹万零伍拾元整'],
    [10_0000_0000_00, '壹拾亿元整'],
    [12_3456_78, '壹拾贰万叁仟肆佰伍拾陆元柒角捌分'],
    [2013_00, '贰仟零壹拾叁元整'],
  ])('%i fen is %s', (fen, words) => expect(inWords(fen)).toBe(words));
  it('prints yuan with two decimals', () => expect([yuan(2_000_000), yuan(5), yuan(-123)]).toEqual(['20,000.00 元', '0.05 元', '-1.23 元']));
});
