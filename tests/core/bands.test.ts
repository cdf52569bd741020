import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bandsOf, bonusOf, excellentCap, type Scored } from '#core/assessment/bands.ts';
import { anAchievement, facts } from '../builders/facts.ts';
import { of2013 } from '../support/standards.ts';

const one = (id: string, total: number, over: Partial<Scored> = {}): Scored => ({ id, total, bonus: 0, qualified: true, ...over });
const bandOf = (list: readonly Scored[], id: string) => bandsOf(of2013, list).find((banded) => banded.id === id);
const field = (count: number, total = 70) => Array.from({ length: count }, (_, n) => one(`x${n}`, total));

describe('bands of a yearly assessment', () => {
  it.each([
    [90, 'excellent'],
    [89.99, 'qualifiedBand'],
    [60, 'qualifiedBand'],
    [59.99, 'rectify'],
  ])('%d points: %s', (total, band) => expect(bandOf([one('a', total), ...field(4)], 'a')?.band).toBe(band));

  it('has no place for an excellent one among four', () => {
    expect(excellentCap(of2013, 4)).toBe(0);
    expect(bandOf([one('a', 99), ...field(3)], 'a')).toMatchObject({ band: 'qualifiedBand', because: expect.stringContaining('名额0家') });
  });
  it('ranks by the base score and the bonus together, though the band asks for the base score', () => {
    const list = [one('a', 92), one('b', 91, { bonus: 5 }), ...field(3)];
    expect([bandOf(list, 'a')?.band, bandOf(list, 'b')?.band]).toEqual(['qualifiedBand', 'excellent']);
    expect(bandOf([one('c', 89, { bonus: 10 }), ...field(4)], 'c')?.band).toBe('qualifiedBand');
  });
  it('lets those who tie across the line all go to the second band, not to a lot', () => {
    const list = [one('a', 95), one('b', 95), ...field(3)];
    expect(bandsOf(of2013, list).filter(({ band }) => band === 'excellent')).toEqual([]);
  });
  it('says of a passing score without every criterion: 合格分，未达标', () => {
    expect(bandOf([one('a', 93, { qualified: false }), ...field(4)], 'a')).toMatchObject({
      band: 'qualifiedBand',
      because: expect.stringContaining('合格分，未达标'),
    });
  });
  it('never passes the ceiling, keeps the order, and gives the same list the same bands', () => {
    const scored = fc.record({ total: fc.integer({ min: 0, max: 200 }).map((n) => n / 2), bonus: fc.integer({ min: 0, max: 10 }), qualified: fc.boolean() });
    fc.assert(
      fc.property(fc.array(scored, { maxLength: 60 }), (list) => {
        const given = list.map((score, n) => ({ id: `${n}`, ...score }));
        const banded = bandsOf(of2013, given);
        const excellent = banded.filter(({ band }) => band === 'excellent');
        expect(excellent.length).toBeLessThanOrEqual(Math.floor(given.length * 0.2 + 1e-9));
        expect(excellent.every(({ total, qualified }) => total >= 90 && qualified)).toBe(true);
        expect(banded.every(({ total, band }) => (band === 'rectify') === total < 60)).toBe(true);
        const best = Math.min(...excellent.map(({ total, bonus }) => total + bonus));
        const passedOver = banded.filter(({ band, total, qualified }) => band !== 'excellent' && total >= 90 && qualified);
        expect(passedOver.every(({ total, bonus }) => total + bonus < best || excellent.length === 0)).toBe(true);
        expect(bandsOf(of2013, given.toReversed()).toReversed()).toEqual(banded);
      }),
    );
  });
});

describe('bonus points', () => {
  const bonus = (...kinds: { kind: string; level?: string; owners?: { unit: string; share: number }[]; document?: string | undefined }[]) =>
    bonusOf(of2013, facts({ achievements: kinds.map((over, n) => anAchievement({ id: `a${n}`, ...over } as never)) }), 2013);
  it.each([
    [{ kind: '获奖', level: '国家' }, 3],
    [{ kind: '获奖', level: '市' }, 0],
    [{ kind: '发明专利' }, 2],
    [{ kind: '工法' }, 2],
    [
      {
        kind: 'QC成果',
        owners: [
          { unit: '甲单位', share: 50 },
          { unit: '乙单位', share: 50 },
        ],
      },
      3,
    ],
    [{ kind: '发明专利', document: undefined }, 0],
  ])('%j: %i', (achievement, expected) => expect(bonus(achievement)).toBe(expected));
  it('count one result once, by its best title', () =>
    expect(
      bonus({
        kind: '发明专利',
        owners: [
          { unit: '甲单位', share: 50 },
          { unit: '乙单位', share: 50 },
        ],
      }),
    ).toBe(3));
  it('never pass ten', () => expect(bonus(...Array.from({ length: 9 }, () => ({ kind: '发明专利' })))).toBe(10));
});
