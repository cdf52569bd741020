import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { namedIn } from '#core/library/names.ts';

/** 姓名公开要本人同意：文中写到谁，一个也不能漏。 */
const letter = fc.constantFrom(...'甲乙丙丁戊己庚辛');
const name = fc.stringMatching(/^[甲乙丙丁戊己庚辛]{2,4}$/u);
// What may stand between the letters of a name without making it another: blanks, dots, marks nobody sees.
const unseen = fc.constantFrom('', ' ', '　', '\n', '·', '•', '・', '.', '\u200b', '\u200e', '\u202b', '\ufeff', '\u00ad');
const prose = fc.string({ unit: fc.constantFrom(...'一二三，。先量后改\n 𠅤😀'), maxLength: 30 });
const spelt = (letters: string, between: readonly string[]): string => [...letters].map((one, n) => `${one}${between[n % between.length] ?? ''}`).join('');

describe('namedIn', () => {
  it('finds a name wherever it stands, whatever stands between its letters', () => {
    fc.assert(
      fc.property(name, prose, prose, fc.array(unseen, { minLength: 1, maxLength: 4 }), (who, before, behind, between) => {
        expect(namedIn(`${before}${spelt(who, between)}${behind}`, [{ id: 'p', name: who }])).toHaveLength(1);
      }),
      { numRuns: 300 },
    );
  });

  it('finds everybody who is written, and only them, among names that share letters', () => {
    fc.assert(
      fc.property(fc.uniqueArray(name, { minLength: 1, maxLength: 8 }), fc.array(letter, { maxLength: 12 }), (names, letters) => {
        const text = letters.join('');
        const people = names.map((one, n) => ({ id: String(n), name: one }));
        const covered = (one: string, at: number) =>
          names.some(
            (longer) =>
              longer.length > one.length && [...longer].some((_, back) => at >= back && text.startsWith(longer, at - back) && longer.startsWith(one, back)),
          );
        const written = names.filter((one) => [...text].some((_, at) => text.startsWith(one, at) && !covered(one, at)));
        expect(
          namedIn(text, people)
            .map((one) => one.name)
            .toSorted(),
        ).toEqual(written.toSorted());
      }),
      { numRuns: 500 },
    );
  });

  it('asks all namesakes, and a name of rare characters as any other', () => {
    const people = [
      { id: '1', name: '𠅤示例' },
      { id: '2', name: '𠅤示例' },
      { id: '3', name: '阿·示范' },
    ];
    expect(namedIn('𠅤示例和阿.示范带队', people).map(({ id }) => id)).toEqual(['1', '2', '3']);
  });
});
