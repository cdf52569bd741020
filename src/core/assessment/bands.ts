import type { Standard } from '#core/standard/standard.ts';
import type { StudioFacts } from '#core/studio/facts.ts';

export type Band = 'excellent' | 'qualifiedBand' | 'rectify';
/** What a band is decided on; the same list gives the same bands, years later. */
export type Scored = Readonly<{ id: string; total: number; bonus: number; qualified: boolean }>;
export type Banded = Scored & Readonly<{ band: Band; because: string }>;

/** 优秀家数的上限：参加考核家数的百分之二十，舍尾。 */
export const excellentCap = ({ bands }: Pick<Standard, 'bands'>, assessed: number): number =>
  Math.floor(assessed * (bands.find(({ code }) => code === 'excellent')?.capShareOfAssessed ?? 1) + 1e-9);

/**
 * 评定等次（domain 4）：90分以上为优秀，但不超过参评家数的20%，超出的转合格；60分以上合格；不足60分限期整改。
 * 未达标的不评优秀。名次按基础分加奖励分；排在线上并列、装不下的，一并转合格，不靠抽签。
 */
export function bandsOf(standard: Pick<Standard, 'bands'>, scored: readonly Scored[]): readonly Banded[] {
  const min = (band: Band): number => standard.bands.find(({ code }) => code === band)?.min ?? 0;
  const cap = excellentCap(standard, scored.length);
  const rank = ({ total, bonus }: Scored): number => total + bonus;
  const able = scored.filter(({ total, qualified }) => total >= min('excellent') && qualified).toSorted((a, b) => rank(b) - rank(a));
  const firstOut = able[cap];
  const excellent = new Set(
    able
      .slice(0, cap)
      .filter((one) => firstOut === undefined || rank(one) > rank(firstOut))
      .map(({ id }) => id),
  );
  return scored.map((one): Banded => {
    const { id, total, qualified } = one;
    if (excellent.has(id)) return { ...one, band: 'excellent', because: `${total}分，列入优秀` };
    if (total < min('qualifiedBand')) return { ...one, band: 'rectify', because: `${total}分，不足${min('qualifiedBand')}分，限期整改` };
    const notMet = qualified ? '' : '，合格分，未达标';
    const surplus = total >= min('excellent') && qualified ? `，优秀名额${cap}家已满，转为合格` : '';
    return { ...one, band: 'qualifiedBand', because: `${total}分，合格${notMet}${surplus}` };
  });
}

/** 奖励分：一项成果只算一次，合计不超过上限；只用于排名，不抵否决、不抵底线。 */
export function bonusOf({ bonusItems, scoring }: Pick<Standard, 'bonusItems' | 'scoring'>, { achievements }: StudioFacts, year: number): number {
  const worth = (code: string): number => bonusItems.find((item) => item.code === code)?.points ?? 0;
  const points = achievements
    .filter(
      ({ eventOn, recogniser, documentNo, document }) => eventOn.startsWith(`${year}-`) && recogniser !== '' && documentNo !== '' && document !== undefined,
    )
    .map(({ kind, level, owners }) => {
      const earned = [
        kind === '获奖' && ['省部', '国家'].includes(level) ? worth('B1') : 0,
        kind === '发明专利' ? worth('B2') : 0,
        ['标准', '工法', '先进操作法'].includes(kind) ? worth('B3') : 0,
        owners.length > 1 ? worth('B4') : 0,
      ];
      return Math.max(...earned);
    });
  return Math.min(
    scoring.bonusMax,
    points.reduce((sum, one) => sum + one, 0),
  );
}

export const bandZh: Readonly<Record<Band, string>> = { excellent: '优秀', qualifiedBand: '合格', rectify: '限期整改' };
