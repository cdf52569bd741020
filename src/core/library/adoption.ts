import { z } from 'zod';
import { all, nobody, theCity, theRiver, type Desk } from '#core/people/desks.ts';
import { dayIn, type Day } from '#core/shared/days.ts';
import { money, optionalFile, words } from '#core/shared/fields.ts';
import { life, type Matter } from '#core/shared/life.ts';

export type AdoptionState = 'adopted' | 'proven' | 'ended';
export type Adoption = Matter &
  Readonly<{ state: AdoptionState; unionId: string; usedAt: string; adoptedOn: Day; effect: string; benefitFen: number; proof?: string; provenOn?: Day }>;

const effect = z.strictObject({
  effect: words('效果', { min: 5, max: 1000, examples: ['采用后返修率由3%降到1.2%。'] }),
  benefitFen: money('经济效益', { min: 0, description: '没有就填0', examples: [1_000_000] }),
  proof: optionalFile('证明材料'),
});
const why = z.strictObject({ reason: words('理由', { min: 2, max: 500, examples: ['产线已改造，不再使用。'] }) });
/** 采用的单位：工会或行政都可以填。 */
const theAdopter: Desk<Adoption> = ({ unionId: union }) => [
  { office: 'grassroots', union },
  { office: 'unit', union },
];

/** 采用的一生（四.2）：登记采用 → 见效后补效果。 */
// oxfmt-ignore
export const adoption = life<AdoptionState, Adoption>()('adoption', { zh: '采用', path: 'adoptions', way: ['adopted', 'proven'], sees: all(theRiver, theCity, theAdopter) }, {
  'adopted': { zh: '已采用，待补效果', desk: theAdopter, within: () => ({ days: 180 }) },
  'proven':  { zh: '已见效', desk: nobody, closed: true },
  'ended':   { zh: '已停用', desk: nobody, closed: true },
}, {
  prove: { zh: '补填效果', from: ['adopted'], to: 'proven', brings: effect, becomes: (_, brought: z.infer<typeof effect>, { now }) => ({ ...brought, provenOn: dayIn(now) }) },
  end:   { zh: '不再采用', from: ['adopted'], to: 'ended',  brings: why, tone: 'stop' },
});
