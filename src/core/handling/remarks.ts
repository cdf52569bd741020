/** 退回时说的一条：哪一项，要改什么；没有说哪一项的，`field` 是空的。 */
export type Remark = Readonly<{ field: string; says: string }>;
/** A step as it was written down. */
export type Step = Readonly<{ transition: string; from: string | null; to: string; back: boolean; brought: unknown }>;

type Raw = Readonly<Record<string, unknown>>;
const isRaw = (value: unknown): value is Raw => typeof value === 'object' && value !== null && !Array.isArray(value);
const wordsIn = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

function remarksIn(brought: unknown): readonly Remark[] {
  if (!isRaw(brought)) return [];
  const listed = Array.isArray(brought['remarks']) ? brought['remarks'].filter(isRaw) : [];
  const given = listed.map(({ field, says }) => ({ field: wordsIn(field), says: wordsIn(says) })).filter(({ says }) => says !== '');
  const reason = wordsIn(brought['reason'] ?? brought['opinion']);
  return given.length > 0 ? given : reason === '' ? [] : [{ field: '', says: reason }];
}

/**
 * 还没有改好的退回意见：最近一次退回说的，到再报上去为止。
 * @param steps in the order they were taken
 * @returns the place in `steps` of that return and what it said; nothing where it was never returned, or went on since
 */
export function standingRemarks(steps: readonly Step[]): Readonly<{ at: number; remarks: readonly Remark[] }> | undefined {
  let undone = 0;
  for (let at = steps.length - 1; at >= 0; at -= 1) {
    const { transition, from, to, back, brought } = steps[at]!;
    if (from === to) continue;
    if (transition === 'undo') undone += 1;
    else if (undone > 0) undone -= 1;
    else if (!back) return undefined;
    else {
      const remarks = remarksIn(brought);
      return remarks.length === 0 ? undefined : { at, remarks };
    }
  }
  return undefined;
}

const plain = (text: string): string => text.replaceAll(/[\s“”"'（）()：:、，,。.]/gu, '');

/** Whether a remark is about what is called this: people write 简介 for 工作室简介, or quote it. */
export function isAbout({ field }: Pick<Remark, 'field'>, title: string): boolean {
  const [said, named] = [plain(field), plain(title)];
  if (said === '' || named === '') return false;
  return said === named || (said.length >= 2 && named.includes(said)) || (named.length >= 2 && said.includes(named));
}

/** The best of some names for a remark: the very name before a part of it. */
export function aboutWhich(remark: Pick<Remark, 'field'>, titles: readonly string[]): string | undefined {
  return titles.find((title) => plain(title) === plain(remark.field) && title !== '') ?? titles.find((title) => isAbout(remark, title));
}
