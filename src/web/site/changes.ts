import type { SiteChanges, SiteMerged } from '#contract/shapes.ts';
import { isComplete, type Edit } from './edits.ts';
import { isUnsent, refresh, type Conflict, type LocalAnswer, type LocalFinding, type LocalPhoto, type Visit } from './visit.ts';

/** What goes out, and which count of each it was: somebody may go on typing while it is on its way. */
export type Outgoing = Readonly<{ changes: SiteChanges; edits: Readonly<Record<string, number>> }>;

const isFree = ({ conflict, trouble }: LocalAnswer | LocalFinding): boolean => conflict === undefined && trouble === undefined;
const mayGo = (one: LocalAnswer | LocalFinding): boolean => isUnsent(one) && isFree(one);
const findingMayGo = (one: LocalFinding): boolean => mayGo(one) && (one.removed || isComplete(one));

const answerOut = ({ item, result, note, base, at }: LocalAnswer): SiteChanges['answers'][number] => ({ item, result, note: note.trim(), base, at });
const photosOut = (photos: readonly LocalPhoto[]): SiteChanges['findings'][number]['photos'] =>
  photos.flatMap(({ file, takenAt, place }) => (file === undefined ? [] : [{ file, takenAt, place }]));
const findingOut = (finding: LocalFinding): SiteChanges['findings'][number] => {
  const { key, item, level, text, advice, photos, base, at, removed } = finding;
  // What is thrown away still needs words that the contract takes.
  const words = isComplete(finding) ? text.trim() : '（已删除）';
  return { key, item, level, text: words, advice: advice.trim(), photos: photosOut(photos), base, at, removed };
};

/** So many unanswered sendings of one thing are remembered. */
const most = 30;
const mapped = <T>(all: Readonly<Record<string, T>>, to: (key: string, one: T) => T): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(all).map(([key, one]) => [key, to(key, one)]));

/** Photos of findings that are complete, not yet at the server, not refused. */
export const photosToSend = ({ findings }: Visit): readonly Readonly<{ key: string; photo: LocalPhoto }>[] =>
  Object.values(findings)
    .filter((finding) => isUnsent(finding) && finding.conflict === undefined && !finding.removed && isComplete(finding))
    .flatMap(({ key, photos }) => photos.filter(({ file, trouble }) => file === undefined && trouble === undefined).map((photo) => ({ key, photo })));

/** Every answer and finding the server has not confirmed and can take. */
export function outgoing(visit: Visit): Outgoing {
  const answers = Object.values(visit.answers).filter(mayGo);
  const findings = Object.values(visit.findings).filter(findingMayGo);
  return {
    changes: { checklist: visit.sheet.checklist.hash, answers: answers.map(answerOut), findings: findings.map(findingOut) },
    edits: Object.fromEntries([...answers.map(({ item, edit }) => [item, edit] as const), ...findings.map(({ key, edit }) => [key, edit] as const)]),
  };
}
export const isEmpty = ({ edits }: Outgoing): boolean => Object.keys(edits).length === 0;
/** Something was found to be built on my own earlier words: it can go out again at once. */
export const isRebuilt = (before: Outgoing, now: Outgoing): boolean => {
  const bases = ({ changes }: Outgoing) =>
    new Map([...changes.answers.map(({ item, base }) => [item, base] as const), ...changes.findings.map(({ key, base }) => [key, base] as const)]);
  const seen = bases(before);
  return [...bases(now)].some(([key, base]) => seen.has(key) && seen.get(key) !== base);
};
export const isSingle = ({ edits }: Outgoing): boolean => Object.keys(edits).length === 1;

const answerAs = ({ result, note }: Pick<LocalAnswer, 'result' | 'note'>): string => JSON.stringify([result, note]);
type Words = Readonly<{ level: string; text: string; advice: string; photos: readonly Readonly<{ file?: string }>[] }>;
const findingAs = ({ level, text, advice, photos }: Words): string => JSON.stringify([level, text, advice, photos.map(({ file }) => file)]);

/** Written down before anything goes out: an answer may be lost on the way back. */
export const asSent =
  ({ changes }: Outgoing): Edit =>
  (visit) => {
    const said = new Map([
      ...changes.answers.map((one) => [one.item, answerAs(one)] as const),
      ...changes.findings.map((one) => [one.key, findingAs(one)] as const),
    ]);
    const marked = <T extends LocalAnswer | LocalFinding>(key: string, one: T): T => {
      const words = said.get(key);
      return words === undefined ? one : { ...one, sentAs: [...new Set([...(one.sentAs ?? []), words])].slice(-most) };
    };
    return { ...visit, answers: mapped(visit.answers, marked), findings: mapped(visit.findings, marked) };
  };

/** Two halves: when the server will not take all of it, the one that is at fault is found by halving. */
export function halves({ changes, edits }: Outgoing): readonly [Outgoing, Outgoing] {
  const keys = Object.keys(edits);
  const first = new Set(keys.slice(0, Math.ceil(keys.length / 2)));
  const part = (inside: boolean): Outgoing => ({
    changes: {
      ...changes,
      answers: changes.answers.filter(({ item }) => first.has(item) === inside),
      findings: changes.findings.filter(({ key }) => first.has(key) === inside),
    },
    edits: Object.fromEntries(Object.entries(edits).filter(([key]) => first.has(key) === inside)),
  });
  return [part(true), part(false)];
}

type Merging = Readonly<{ edits: Outgoing['edits']; merged: SiteMerged }>;
const isConfirmed = ({ merged: { taken, already } }: Merging, key: string): boolean => taken.includes(key) || already.includes(key);

function conflictOn<T>({ merged }: Merging, what: 'answer' | 'finding', key: string, stored: T | undefined): Conflict<T> | undefined {
  const found = merged.conflicts.find((one) => one.what === what && one.key === key);
  if (found === undefined) return undefined;
  const { storedBy, revision, message } = found;
  return { storedBy, revision, message, stored };
}

/**
 * One of mine after the answer: confirmed up to the count that was sent, in conflict, or as it was.
 * What stands there may be my own words of an earlier sending whose answer was lost: that is no conflict, mine is built on it.
 */
function after<T extends LocalAnswer | LocalFinding>(one: T, key: string, merging: Merging, stored: Stored | undefined, conflict: T['conflict']): T {
  const edit = merging.edits[key];
  if (edit === undefined) return one;
  if (conflict !== undefined) return stored !== undefined && one.sentAs?.includes(stored.as) ? { ...one, base: stored.revision } : { ...one, conflict };
  return isConfirmed(merging, key) ? { ...one, base: stored?.revision ?? one.base, confirmed: edit, sentAs: undefined } : one;
}
type Stored = Readonly<{ revision: number; as: string }>;

function answersAfter(visit: Visit, merging: Merging): Visit['answers'] {
  const { sheet } = merging.merged;
  const all = mapped(visit.answers, (item, one) => {
    const stored = sheet.answers.find((other) => other.item === item);
    return after(one, item, merging, stored && { revision: stored.revision, as: answerAs(stored) }, conflictOn(merging, 'answer', item, stored));
  });
  // An item that is asked no more is not taken, and the server says so in a notice; a finding on it is never let go.
  const asked = new Set(sheet.checklist.items.map(({ code }) => code));
  return Object.fromEntries(Object.entries(all).filter(([item]) => asked.has(item) || merging.edits[item] === undefined));
}

const findingsAfter = (visit: Visit, merging: Merging): Visit['findings'] =>
  mapped(visit.findings, (key, one) => {
    const stored = merging.merged.sheet.findings.find((other) => other.key === key);
    return after(one, key, merging, stored && { revision: stored.revision, as: findingAs(stored) }, conflictOn(merging, 'finding', key, stored));
  });

/** What the server made of it, written into the sheet of this device. Safe to be told twice. */
export function absorb(visit: Visit, edits: Outgoing['edits'], merged: SiteMerged): Visit {
  const merging: Merging = { edits, merged };
  const notices = [...new Set([...visit.notices, ...merged.notices])];
  return refresh({ ...visit, answers: answersAfter(visit, merging), findings: findingsAfter(visit, merging), notices }, merged.sheet);
}
