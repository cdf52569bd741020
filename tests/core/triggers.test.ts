import { describe, expect, it } from 'vitest';
import { reportDays, timelinessOf } from '#core/report/life.ts';
import { addDays } from '#core/shared/days.ts';
import { dormancyOn, isHealthy, reviewOpensOn, triggersOf, type Vitals } from '#core/title/triggers.ts';
import { of2013 } from '../support/standards.ts';

const well: Vitals = { namedOn: '2013-06-01', establishedOn: '2013-01-01', lastEntryOn: '2014-05-01', lastProjectOn: '2014-05-01', lastResultOn: '2014-03-01' };
const found = (over: Partial<Vitals>, today = '2014-06-15') => triggersOf({ ...well, ...over }, of2013, today).map(({ code }) => code);

describe('what the clock finds in a named studio', () => {
  it('finds nothing in one that is well', () => expect(found({})).toEqual([]));
  it.each<[string, Partial<Vitals>, string, string[]]>([
    ['twelve months without a project', { lastProjectOn: '2013-06-14' }, '2014-06-15', ['no-project']],
    ['a day short of twelve months', { lastProjectOn: '2013-06-16' }, '2014-06-15', []],
    ['never a project, newly named: a whole year is given', { lastProjectOn: undefined }, '2014-05-31', []],
    ['never a project, a year after the naming', { lastProjectOn: undefined }, '2014-06-01', ['no-project']],
    ['a result from before the naming counts from the naming', { lastResultOn: '2012-01-01' }, '2014-06-01', ['no-result']],
    ['ninety days without a lead', { vacantSince: '2014-03-17' }, '2014-06-15', []],
    ['ninety-one days without a lead', { vacantSince: '2014-03-16' }, '2014-06-15', ['lead-vacant']],
    ['a report thirty days late', { reportMissingFor: 2013 }, '2014-01-30', []],
    ['a report thirty-one days late', { reportMissingFor: 2013 }, '2014-01-31', ['report-late']],
  ])('%s', (_, over, today, codes) => expect(found(over, today)).toEqual(codes));

  it.each([
    [59, undefined],
    [60, 60],
    [89, 60],
    [90, 90],
    [180, 180],
    [500, 180],
  ])('a ledger of %i days without an entry is at the alert of %s', (days, level) =>
    expect(dormancyOn({ namedOn: '2013-01-01', lastEntryOn: '2014-01-01' }, of2013, addDays('2014-01-01', days))).toBe(level),
  );
  it('counts from the naming what was last written before it', () =>
    expect(dormancyOn({ namedOn: '2014-01-01', lastEntryOn: '2013-01-01' }, of2013, '2014-02-01')).toBeUndefined());
  it('goes the light way to re-review with two good years behind it and nothing open', () => {
    expect([
      isHealthy(['excellent', 'qualifiedBand', 'rectify'], []),
      isHealthy(['rectify'], []),
      isHealthy([], [{ code: 'no-project', zh: '', clause: '' }]),
    ]).toEqual([true, false, false]);
    expect(reviewOpensOn(of2013, '2018-06-01')).toBe('2018-04-02');
  });
});

describe('when a report is on time', () => {
  it.each([
    ['2013-12-31', 'on-time'],
    ['2014-01-01', 'in-grace'],
    ['2014-01-15', 'in-grace'],
    ['2014-01-16', 'late'],
  ])('%s: %s', (day, timeliness) => expect(timelinessOf(of2013, 2013, day)).toBe(timeliness));
  it('publishes its days', () =>
    expect(reportDays(of2013, 2013)).toEqual({ opensOn: '2013-12-01', due: '2013-12-31', grace: '2014-01-15', trigger: '2014-01-30' }));
});
