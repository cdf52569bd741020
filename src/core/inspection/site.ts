import type { CityTime } from '#core/shared/days.ts';
import type { CheckItem } from './checklist.ts';

export type CheckResult = 'ok' | 'problem' | 'na';
export type FindingLevel = 'minor' | 'red';
export const checkResultZh: Readonly<Record<CheckResult, string>> = { ok: '符合', problem: '有问题', na: '不适用' };
export const findingLevelZh: Readonly<Record<FindingLevel, string>> = { minor: '一般', red: '严重' };

/** 一张照片：什么时候、在哪里拍的，是证据。 */
export type SitePhoto = Readonly<{ file: string; takenAt?: CityTime; place?: string }>;
type Kept = Readonly<{ revision: number; at: CityTime; by: string }>;
export type SiteAnswer = Kept & Readonly<{ item: string; result: CheckResult; note: string }>;
export type SiteNote = Kept &
  Readonly<{ key: string; item: string; level: FindingLevel; text: string; advice: string; photos: readonly SitePhoto[]; removed: boolean }>;
/** 一次检查的现场记录。 */
export type Site = Readonly<{ answers: readonly SiteAnswer[]; notes: readonly SiteNote[] }>;

/** What a device brings; `base` is the revision it had seen, 0 for what is new. */
export type Changes = Readonly<{
  answers: readonly (Pick<SiteAnswer, 'item' | 'result' | 'note' | 'at'> & Readonly<{ base: number }>)[];
  findings: readonly (Omit<SiteNote, 'revision' | 'by'> & Readonly<{ base: number }>)[];
}>;
export type Conflict = Readonly<{ what: 'answer' | 'finding'; key: string; storedBy: string; revision: number }>;
/** `answers` and `notes` are what must be written. */
export type Merged = Site & Readonly<{ taken: readonly string[]; already: readonly string[]; conflicts: readonly Conflict[]; dropped: readonly string[] }>;

const sameAnswer = (a: Pick<SiteAnswer, 'result' | 'note'>, b: Pick<SiteAnswer, 'result' | 'note'>): boolean => a.result === b.result && a.note === b.note;
const substance = ({ item, level, text, advice, photos, removed }: Omit<SiteNote, keyof Kept>): string =>
  JSON.stringify([item, level, text, advice, photos.map(({ file }) => file), removed]);

type Fate = 'new' | 'same' | 'newer' | 'conflict';
/** What becomes of something brought: seen as it stands, it replaces; said before, it changes nothing; otherwise both are shown. */
function fateOf(stored: Kept | undefined, base: number, same: boolean): Fate {
  if (stored === undefined) return 'new';
  if (same) return 'same';
  return stored.revision === base ? 'newer' : 'conflict';
}

/**
 * 现场记录的合并（离线记、联网收）：同一条收一次；别人改过的不覆盖，两边都给人看；清单里已经没有的项不收，问题一条不丢。
 * Safe to repeat: the same changes twice change nothing the second time. What comes twice in one sending comes one after the other.
 */
export function mergeSite(stored: Site, changes: Changes, items: readonly CheckItem[], by: string): Merged {
  const taken: string[] = [];
  const already: string[] = [];
  const conflicts: Conflict[] = [];
  const dropped: string[] = [];
  const asked = new Set(items.map(({ code }) => code));
  const answers = new Map<string, SiteAnswer>();
  const notes = new Map<string, SiteNote>();
  const told = (fate: Fate, conflict: Conflict): boolean => {
    if (fate === 'conflict') conflicts.push(conflict);
    else (fate === 'same' ? already : taken).push(conflict.key);
    return fate === 'new' || fate === 'newer';
  };

  for (const { base, ...one } of changes.answers) {
    if (!asked.has(one.item)) {
      dropped.push(one.item);
      continue;
    }
    const before = answers.get(one.item) ?? stored.answers.find(({ item }) => item === one.item);
    const fate = fateOf(before, base, before !== undefined && sameAnswer(before, one));
    const revision = before?.revision ?? 0;
    if (told(fate, { what: 'answer', key: one.item, storedBy: before?.by ?? by, revision })) answers.set(one.item, { ...one, revision: revision + 1, by });
  }
  for (const { base, ...brought } of changes.findings) {
    const one = asked.has(brought.item) || brought.item === '' ? brought : { ...brought, item: '' };
    const before = notes.get(one.key) ?? stored.notes.find(({ key }) => key === one.key);
    // What was never sent and is thrown away on the device is nobody's finding.
    if (before === undefined && one.removed) {
      already.push(one.key);
      continue;
    }
    const fate = fateOf(before, base, before !== undefined && substance(before) === substance(one));
    const revision = before?.revision ?? 0;
    if (told(fate, { what: 'finding', key: one.key, storedBy: before?.by ?? by, revision })) notes.set(one.key, { ...one, revision: revision + 1, by });
  }
  return { answers: [...answers.values()], notes: [...notes.values()], taken, already, conflicts, dropped };
}

/** The record after a merge. */
export const afterMerge = ({ answers, notes }: Site, { answers: changedAnswers, notes: changedNotes }: Site): Site => ({
  answers: [...answers.filter(({ item }) => !changedAnswers.some((one) => one.item === item)), ...changedAnswers],
  notes: [...notes.filter(({ key }) => !changedNotes.some((one) => one.key === key)), ...changedNotes],
});
/** The findings that count. */
export const liveNotes = ({ notes }: Pick<Site, 'notes'>): readonly SiteNote[] => notes.filter(({ removed }) => !removed);
/** Items nobody has looked at yet. */
export const unanswered = ({ answers }: Pick<Site, 'answers'>, items: readonly CheckItem[]): readonly CheckItem[] =>
  items.filter(({ code }) => !answers.some(({ item }) => item === code));
/** 写明有问题的项，要有一条发现。 */
export const undescribed = (site: Site, items: readonly CheckItem[]): readonly CheckItem[] =>
  items.filter(
    ({ code }) => site.answers.some(({ item, result }) => item === code && result === 'problem') && !liveNotes(site).some(({ item }) => item === code),
  );
