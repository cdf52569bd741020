import { timesOf, type HardRule, type PairingInput } from './pairing.ts';

/** 排不出来的原因：哪条规矩守不住，一句话带数字。 */
export type WhyNot = Readonly<{ rule: HardRule | 'together' | 'time'; zh: string }>;

type Kind = Readonly<{ rule: HardRule; of: (studio: PairingInput['studios'][number]) => string; others: string; cannot: string }>;
const kinds: readonly Kind[] = [
  { rule: 'other-union', of: ({ supervisingUnion }) => supervisingUnion, others: '其他工会', cannot: '由不同归口工会检查' },
  { rule: 'other-unit', of: ({ hostUnion }) => hostUnion, others: '其他单位', cannot: '不查本单位' },
  { rule: 'no-conflict', of: ({ group = '' }) => group, others: '集团以外', cannot: '同集团回避' },
];

/** The largest of the groups that must be inspected from outside. */
function largest({ studios }: PairingInput, { of }: Kind): { id: string; size: number } {
  const sizes = new Map<string, number>();
  for (const id of studios.map(of)) if (id !== '') sizes.set(id, (sizes.get(id) ?? 0) + 1);
  return [...sizes].reduce((most, [id, size]) => (size > most.size ? { id, size } : most), { id: '', size: 0 });
}

function tooLarge(input: PairingInput, kind: Kind): WhyNot | undefined {
  const { id, size } = largest(input, kind);
  const [times, outside] = [timesOf(input), input.studios.length - size];
  const has = `${input.names?.[id] ?? id}有${size}家`;
  if (size * times > outside * input.capacity) {
    const only = outside === 0 ? `${kind.others}一家也没有` : `${kind.others}只有${outside}家、每家最多查${input.capacity}家`;
    return { rule: kind.rule, zh: `${has}，${only}，做不到${kind.cannot}` };
  }
  if (size <= outside) return undefined;
  const most = Math.ceil((size * times) / outside);
  return { rule: 'balance', zh: `${has}，${kind.others}共${outside}家：要${kind.cannot}，有的就得查${most}家、有的少查，做不到各家检查次数相差不超过一次` };
}

/** 先看数得出来的：家数、每家最多查几家、哪个工会（单位、集团）占了一大半。 */
export function whyNotByCounting(input: PairingInput): WhyNot | undefined {
  const [count, times] = [input.studios.length, timesOf(input)];
  if (input.capacity < times) return { rule: 'capacity', zh: `每家要被检查${times}次，每家最多查${input.capacity}家，查不过来` };
  if (count <= times * 2) return { rule: 'no-reciprocal', zh: `只有${count}家工作室，同一轮又不能互相检查，至少要${times * 2 + 1}家才排得开` };
  for (const kind of kinds) {
    const found = tooLarge(input, kind);
    if (found !== undefined) return found;
  }
  return undefined;
}
