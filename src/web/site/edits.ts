import { isUnsent, type HandIn, type Level, type LocalAnswer, type LocalFinding, type LocalPhoto, type Result, type Visit } from './visit.ts';

/* What a hand does to the sheet. Each is a function from the sheet to the sheet, so that two tabs can do it to the same record. */

export type Edit = (visit: Visit) => Visit;
type Words = Partial<Readonly<{ level: Level; text: string; advice: string }>>;

/** Enough is written for the server to take it. */
export const isComplete = ({ text }: Pick<LocalFinding, 'text'>): boolean => text.trim().length >= 2;

const withAnswer = (visit: Visit, answer: LocalAnswer): Visit => ({ ...visit, answers: { ...visit.answers, [answer.item]: answer } });
const withFinding = (visit: Visit, finding: LocalFinding): Visit => ({ ...visit, findings: { ...visit.findings, [finding.key]: finding } });
function withoutFinding(visit: Visit, key: string): Visit {
  const { [key]: _, ...findings } = visit.findings;
  return { ...visit, findings };
}
const touched = <T extends LocalAnswer | LocalFinding>(one: T, at: string): T => ({ ...one, at, edit: one.edit + 1, trouble: undefined });

/** 符合、有问题、不适用，和一句备注。 */
export const answer =
  (item: string, given: Partial<Readonly<{ result: Result; note: string }>>, at: string): Edit =>
  (visit) => {
    const before = visit.answers[item];
    const result = given.result ?? before?.result;
    if (result === undefined) return visit;
    const fresh: LocalAnswer = { item, result, note: '', at, base: 0, edit: 0, confirmed: 0 };
    return withAnswer(visit, touched({ ...(before ?? fresh), ...given, result }, at));
  };

/** A finding begins empty the moment the form opens, so that nothing typed is ever without a place. */
export const begin =
  (key: string, item: string, at: string): Edit =>
  (visit) =>
    key in visit.findings
      ? visit
      : withFinding(visit, { key, item, level: 'minor', text: '', advice: '', photos: [], at, base: 0, edit: 1, confirmed: 0, removed: false, offered: false });

function change(visit: Visit, key: string, at: string, to: (finding: LocalFinding) => LocalFinding): Visit {
  const before = visit.findings[key];
  if (before === undefined) return visit;
  const next = touched(to(before), at);
  return withFinding(visit, { ...next, offered: next.offered || isComplete(next) });
}

export const write =
  (key: string, words: Words, at: string): Edit =>
  (visit) =>
    change(visit, key, at, (finding) => ({ ...finding, ...words }));

/** Thrown away here; what the server may have is told to it, what it cannot have just goes. */
export const remove =
  (key: string, at: string): Edit =>
  (visit) =>
    visit.findings[key]?.offered === false ? withoutFinding(visit, key) : change(visit, key, at, (finding) => ({ ...finding, removed: true }));

export const addPhoto =
  (key: string, photo: LocalPhoto, at: string): Edit =>
  (visit) =>
    change(visit, key, at, (finding) => (finding.photos.some(({ id }) => id === photo.id) ? finding : { ...finding, photos: [...finding.photos, photo] }));

export const dropPhoto =
  (key: string, id: string, at: string): Edit =>
  (visit) =>
    change(visit, key, at, (finding) => ({ ...finding, photos: finding.photos.filter((photo) => photo.id !== id) }));

/** Taken with this device: the picture lies here too, and may be sent anew. */
const anew = ({ trouble: _, ...photo }: LocalPhoto, resend: boolean): LocalPhoto => (resend && photo.id !== photo.file ? { ...photo, file: undefined } : photo);

/** 再试：what was refused is sent once more, pictures included. */
export const again =
  (key: string, at: string): Edit =>
  (visit) => {
    const refused = visit.findings[key]?.trouble !== undefined;
    return key in visit.findings
      ? change(visit, key, at, (finding) => ({ ...finding, photos: finding.photos.map((photo) => anew(photo, refused)) }))
      : answer(key, {}, at)(visit);
  };

/** 用我的：sent again, built on what stands there now. */
function mine<T extends LocalAnswer | LocalFinding>(one: T): T {
  return one.conflict === undefined ? one : { ...one, base: one.conflict.revision, conflict: undefined };
}
export const takeMine =
  (key: string): Edit =>
  (visit) => {
    const [finding, given] = [visit.findings[key], visit.answers[key]];
    if (finding !== undefined) return withFinding(visit, mine(finding));
    return given === undefined ? visit : withAnswer(visit, mine(given));
  };

/** 用对方的：what stands on the server is taken over as it is. */
export const takeTheirs =
  (key: string): Edit =>
  (visit) => {
    const [finding, given] = [visit.findings[key], visit.answers[key]];
    if (finding?.conflict !== undefined) {
      const { stored, revision } = finding.conflict;
      if (stored === undefined) return withoutFinding(visit, key);
      const photos = stored.photos.map(({ file, ...rest }) => ({ id: file, name: '照片', file, ...rest }));
      return withFinding(visit, { ...finding, ...stored, photos, base: revision, confirmed: finding.edit, removed: false, conflict: undefined });
    }
    if (given?.conflict === undefined) return visit;
    const { stored, revision } = given.conflict;
    return withAnswer(visit, { ...given, ...stored, base: revision, confirmed: given.edit, conflict: undefined });
  };

/** Words and signatures of the hand-in. What has gone out once is not changed any more. */
export const say =
  (words: Partial<Omit<HandIn, 'sent' | 'done'>>): Edit =>
  (visit) =>
    visit.handIn.sent === undefined ? { ...visit, handIn: { ...visit.handIn, ...words } } : visit;

export const hushNotices: Edit = (visit) => ({ ...visit, notices: [] });

/** 还有几条未上传：answers, findings and photos, finished or not. */
export function unsentCount({ answers, findings }: Visit): number {
  const photos = Object.values(findings).flatMap((finding) => (finding.removed ? [] : finding.photos));
  return (
    Object.values(answers).filter(isUnsent).length + Object.values(findings).filter(isUnsent).length + photos.filter(({ file }) => file === undefined).length
  );
}

/** Why something stays here for now, as people read it. */
export function whyUnsent(visit: Visit): readonly string[] {
  const findings = Object.values(visit.findings).filter(isUnsent);
  const all = [...Object.values(visit.answers).filter(isUnsent), ...findings];
  const photos = Object.values(visit.findings).flatMap((finding) => (finding.removed ? [] : finding.photos));
  const rows: readonly (readonly [count: number, words: string])[] = [
    [findings.filter((finding) => !finding.removed && !isComplete(finding)).length, '个问题没写完'],
    [all.filter(({ conflict }) => conflict !== undefined).length, '处和同事记的不一样'],
    [all.filter(({ trouble }) => trouble !== undefined).length, '条没传上'],
    [photos.filter(({ trouble }) => trouble !== undefined).length, '张照片没传上'],
  ];
  return rows.filter(([count]) => count > 0).map(([count, words]) => `${count} ${words}`);
}
