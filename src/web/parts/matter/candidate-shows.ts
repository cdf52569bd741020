import type { Candidate } from '#contract/shapes.ts';

/** 移出的、暂停的和四条都符合的各有多少，一按就只看那些。 */
export const meetsAll = ({ criteria }: Candidate): boolean => criteria.every(({ met }) => met);

const places: readonly string[] = ['commended', 'listed', 'suspended', 'candidate', 'struck'];
/** 列入的在前，未列入的在后，各按名次：开会的人先看到要定的几家。 */
export const inOrder = (candidates: readonly Candidate[]): readonly Candidate[] =>
  candidates.toSorted((a, b) => places.indexOf(a.state.code) - places.indexOf(b.state.code) || a.rank - b.rank);

/** What may be looked at alone, in the order in which people ask; a chip that would show all or nothing is left out. */
export function showsOf(candidates: readonly Candidate[]): readonly Readonly<{ value: string; label: string }>[] {
  const states = new Map<string, string>();
  for (const { state } of candidates) states.set(state.code, state.zh);
  const offered = [{ value: 'met', label: '四条都符合' }, { value: 'unmet', label: '有不符合的' }, ...[...states].map(([value, label]) => ({ value, label }))];
  return offered.flatMap(({ value, label }) => {
    const count = shown(candidates, value).length;
    return count === 0 || count === candidates.length ? [] : [{ value, label: `${label} ${count}` }];
  });
}

export function shown(candidates: readonly Candidate[], show: string | undefined): readonly Candidate[] {
  if (show === undefined) return candidates;
  if (show === 'met') return candidates.filter(meetsAll);
  if (show === 'unmet') return candidates.filter((one) => !meetsAll(one));
  return candidates.filter(({ state }) => state.code === show);
}
