import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aggregate, resultOf, type ScoreBasis } from '#core/acceptance/score.ts';
import { askedItems, scoreForm } from '#core/acceptance/sheet.ts';
import { of2013 } from '../support/standards.ts';

const met = of2013.criteriaSet.criteria.map(({ code }) => ({ criterion: code, verdict: 'met' as const, because: '' }));
const automatic = { 'C1.2': 4, 'C2.1': 5, 'C2.2': 6, 'C4.1': 8, 'C4.2': 6, 'C5.2': 7, 'C5.3': 3, 'C7.3': 6 };
const full = Object.fromEntries(askedItems(of2013).map(({ code, max }) => [code, max]));
const basis = (sheets: readonly Record<string, number>[] = [full, full, full], over: Partial<ScoreBasis> = {}): ScoreBasis => ({
  standard: 'xm-2013',
  automatic,
  floors: met,
  eligibility: [],
  sheets: sheets.map((points, n) => ({ expert: `e${n}`, points, reasons: {} })),
  ...over,
});

describe('达标', () => {
  it('holds with full marks', () => expect(resultOf(of2013, basis())).toMatchObject({ total: 100, qualified: true, method: 'mean', vetoes: [], flags: [] }));
  it('needs the floor of every criterion, whatever the points', () => {
    const floors = met.map((one) => (one.criterion === 'C7' ? { ...one, verdict: 'unmet' as const, because: '还没有成果' } : one));
    const result = resultOf(of2013, basis(undefined, { floors }));
    expect(result).toMatchObject({ total: 100, qualified: false });
    expect(result.criteria.find(({ code }) => code === 'C7')).toMatchObject({ met: false, floorMet: false, because: '还没有成果' });
  });
  it('needs 60 % of each criterion, whatever the total', () => {
    const result = resultOf(of2013, basis([full, full, full].map((one) => ({ ...one, 'C3.1': 1, 'C3.2': 1 }))));
    expect(result).toMatchObject({ total: 92, qualified: false });
    expect(result.criteria.filter((one) => !one.met).map(({ code, because }) => `${code} ${because}`)).toEqual(['C3 得2分，不足6分（10分的60%）']);
  });
  it('holds at exactly 60 %', () =>
    expect(resultOf(of2013, basis([full, full, full].map((one) => ({ ...one, 'C3.1': 3, 'C3.2': 3 }))))).toMatchObject({ qualified: true }));
  it('falls with a single veto', () => {
    const sheets = basis().sheets.map((sheet, n) => (n === 0 ? { ...sheet, veto: 'C6.2', vetoReason: '查实挪用' } : sheet));
    const result = resultOf(of2013, { ...basis(), sheets });
    expect(result.qualified).toBe(false);
    expect(result.vetoes).toEqual(['查实挪用，一票否决：查实挪用']);
  });
  it('does not hold without a single sheet', () => expect(resultOf(of2013, basis([])).qualified).toBe(false));
  it('flags a judge more than 20 points from the median', () => {
    const harsh = { ...full, 'C4.3': 0, 'C7.2': 0, 'C7.1': 0, 'C5.1': 2 };
    expect(resultOf(of2013, basis([full, full, harsh])).flags).toHaveLength(1);
  });
});

describe('aggregation', () => {
  it('is the plain mean below five judges, trimmed from five', () => {
    expect([aggregate([0, 6, 6, 6], 5), aggregate([0, 6, 6, 6, 1], 5)]).toEqual([4.5, (1 + 6 + 6) / 3]);
  });
  it('lies between the lowest and the highest, and does not ask who came first', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 9 }), (values) => {
        const result = aggregate(values, 5);
        return result >= Math.min(...values) && result <= Math.max(...values) && result === aggregate(values.toReversed(), 5);
      }),
    );
  });
  it('is recomputed to the same result from the same basis', () => {
    const sheet = fc.record(
      Object.fromEntries(askedItems(of2013).map(({ code, max }) => [code, fc.integer({ min: 0, max: max * 2 }).map((half) => half / 2)])),
    );
    fc.assert(
      fc.property(fc.array(sheet, { minLength: 1, maxLength: 7 }), (sheets) => {
        const frozen: unknown = JSON.parse(JSON.stringify(basis(sheets)));
        expect(resultOf(of2013, frozen as ScoreBasis)).toEqual(resultOf(of2013, basis(sheets)));
        const { total } = resultOf(of2013, basis(sheets));
        return total >= 0 && total <= 100;
      }),
    );
  });
});

describe('the score sheet', () => {
  const form = scoreForm({ suggested: {} }, { standard: of2013 });
  it('asks only what needs an expert', () =>
    expect(askedItems(of2013).map(({ code }) => code)).toEqual(['C1.1', 'C2.3', 'C3.1', 'C3.2', 'C4.3', 'C5.1', 'C6.1', 'C6.2', 'C7.1', 'C7.2']));
  it.each([
    ['points above the maximum', { ...full, 'C3.1': 6.5 }, 'C3.1'],
    ['negative points', { ...full, 'C3.1': -1 }, 'C3.1'],
    ['a step finer than half a point', { ...full, 'C3.1': 5.7, 'C3.1-reason': '略小' }, 'C3.1'],
    ['a deduction without a reason', { ...full, 'C3.1': 5 }, 'C3.1-reason'],
    ['a veto without a reason', { ...full, veto: 'C6.2' }, 'vetoReason'],
    ['an item left out', Object.fromEntries(Object.entries(full).filter(([code]) => code !== 'C3.1')), 'C3.1'],
    ['an unknown item', { ...full, 'C9.9': 1 }, ''],
    ['text for points', { ...full, 'C3.1': '6' }, 'C3.1'],
  ])('refuses %s', (_case, brought, field) => {
    const parsed = form.safeParse(brought);
    expect(parsed.error?.issues.map(({ path }) => path.join('.'))).toContain(field);
  });
  it('takes full marks without a word', () => expect(form.safeParse(full).success).toBe(true));
});
