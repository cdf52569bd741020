import type { Pairable, PairingInput } from '#core/inspection/pairing.ts';

export const studio = (id: string, given: Partial<Pairable> = {}): Pairable => ({
  id,
  name: `${id}工作室`,
  hostUnion: `unit-${id}`,
  supervisingUnion: 'district',
  industry: `industry-${id}`,
  district: '',
  people: [],
  ...given,
});
export const round = (studios: readonly Pairable[], given: Partial<PairingInput> = {}): PairingInput => ({
  studios,
  capacity: 1,
  conflicts: [],
  lastYear: [],
  seed: '3316.78',
  ...given,
});

const districts = ['思明', '湖里', '集美', '海沧', '同安', '翔安'];
const trades = ['机化能', '建设交通', '教卫文体', '财贸', '电子信息', '港口', '邮电', '农林水', '市直机关'];
/** 六个区总工会、九个产业工会，家数按厦门的样子；区总的工作室在本区，产业工会的在各区。 */
export function xiamen(count: number): Pairable[] {
  const weights = [8, 7, 6, 7, 5, 4, 7, 4, 4, 3, 3, 3, 2, 2, 1];
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const unions = weights.flatMap((weight, union) => Array.from({ length: Math.round((weight * count) / total) }, () => union));
  return Array.from({ length: count }, (_, index) => {
    const union = unions[index % unions.length] ?? 0;
    const isDistrict = union < districts.length;
    return studio(`s${String(index).padStart(5, '0')}`, {
      supervisingUnion: isDistrict ? `${districts[union]}区总工会` : `${trades[union - districts.length]}工委`,
      hostUnion: `unit-${Math.floor(index / 1.3)}`,
      district: (isDistrict ? districts[union] : districts[(index * 7) % 6]) ?? '',
      industry: `industry-${(index * 5) % 12}`,
      people: [`p${index}`],
    });
  });
}
