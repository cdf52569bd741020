import type { Option } from '#contract/shapes.ts';
import { Trouble } from '../api/trouble.ts';
import type { Around } from './around.ts';
import { isComplete, unsentCount, type Edit } from './edits.ts';
import { findingsOn, liveFindings, type HandIn, type Signature, type Visit } from './visit.ts';

type Sent = NonNullable<HandIn['sent']>;
/** The way to hand in: with both signatures, or saying why there is only one. */
const optionOf = ({ sheet, handIn }: Visit): Option | undefined => (handIn.refuses ? sheet.submitRefused : sheet.submit);
const set =
  (words: Partial<HandIn>): Edit =>
  (visit) => ({ ...visit, handIn: { ...visit.handIn, ...words } });

/** Which fields the sheet asks for when it is handed in, and which of them must be filled. */
export function askedOf(visit: Visit): Readonly<{ asks: (name: string) => boolean; requires: (name: string) => boolean }> {
  const input = optionOf(visit)?.input;
  const properties: unknown = input?.['properties'];
  const required: unknown = input?.['required'];
  return {
    asks: (name) => typeof properties === 'object' && properties !== null && name in properties,
    requires: (name) => Array.isArray(required) && required.includes(name),
  };
}

/** 还缺什么：every obstacle at once, in the order of the page. */
export function lacksOf(visit: Visit): readonly string[] {
  const { sheet, answers } = visit;
  const open = sheet.checklist.items.filter(({ code }) => !(code in answers));
  const undescribed = sheet.checklist.items.filter(({ code }) => answers[code]?.result === 'problem' && !findingsOn(visit, code).some(isComplete));
  const unfinished = liveFindings(visit).filter((finding) => !isComplete(finding));
  const lacks: string[] = [];
  if (open.length > 0) lacks.push(`还有 ${open.length} 项没有检查：${open[0]?.title ?? ''}${open.length > 1 ? ' 等' : ''}`);
  for (const { title } of undescribed) lacks.push(`“${title}”有问题，请写明是什么问题`);
  if (undescribed.length === 0 && unfinished.length > 0) lacks.push(`有 ${unfinished.length} 个问题还没有写完`);
  return [...lacks, ...handInLacks(visit)];
}

function handInLacks(visit: Visit): readonly string[] {
  const { handIn } = visit;
  const { requires } = askedOf(visit);
  const rows: readonly (readonly [lacking: boolean, words: string])[] = [
    [handIn.visitedOn === undefined, '请填写检查日期'],
    [requires('learning') && handIn.learning.trim().length < 5, '请写学习体会'],
    [handIn.inspectorSigner.trim().length < 2, '请填写检查方签名人'],
    [handIn.inspectorSign === undefined, '检查方还没有签名'],
    [!handIn.refuses && handIn.studioSigner.trim().length < 2, '请填写被检查方签名人'],
    [!handIn.refuses && handIn.studioSign === undefined, '被检查方还没有签名'],
    [handIn.refuses && handIn.refused.trim().length < 2, '请写明被检查方拒签的原因'],
  ];
  return rows.filter(([lacking]) => lacking).map(([, words]) => words);
}

/** Something that keeps a hand-in waiting until somebody looks at it. */
export const hasConflicts = ({ answers, findings }: Visit): boolean =>
  [...Object.values(answers), ...Object.values(findings)].some(({ conflict }) => conflict !== undefined);

/** The words and files of the hand-in, and only what the option asks for. */
function inputOf(option: Option, { handIn }: Visit): Sent['input'] {
  const given: Readonly<Record<string, string | undefined>> = {
    visitedOn: handIn.visitedOn,
    advice: handIn.advice.trim(),
    learning: handIn.learning.trim(),
    inspectorSigner: handIn.inspectorSigner.trim(),
    inspectorSign: handIn.inspectorSign?.file,
    studioSigner: handIn.studioSigner.trim(),
    studioSign: handIn.studioSign?.file,
    refused: handIn.refused.trim(),
  };
  const asked: unknown = option.input?.['properties'];
  const names = typeof asked === 'object' && asked !== null ? Object.keys(asked) : Object.keys(given);
  return Object.fromEntries(names.flatMap((name) => (given[name] === undefined || given[name] === '' ? [] : [[name, given[name]] as const])));
}

/** A "no" that a repeat would only hear again; a first attempt that is still under way is not one. */
const isAnswered = (error: unknown): error is Trouble =>
  error instanceof Trouble &&
  error.status >= 400 &&
  error.status < 500 &&
  ![401, 429].includes(error.status) &&
  !error.reasons.some(({ code }) => code === 'still-running');

/** Sends what stands in `sent`, letter by letter as it went out before: the same key with the same content is done once. */
async function send({ desk, net }: Around, sent: Sent): Promise<void> {
  try {
    await net.handIn(sent);
  } catch (error) {
    // The server has answered: this attempt is over. Without an answer it may have been done, so it is kept and repeated.
    if (!isAnswered(error)) throw error;
    const stale = error.status === 409;
    await desk.change(set({ sent: undefined, ...(stale ? {} : { wanted: false, trouble: [error.message] }) }));
    if (stale || error.status === 403 || error.status === 404) throw error;
    return;
  }
  await desk.change(set({ sent: undefined, wanted: false, done: true, trouble: [] }));
}

/** A hand-in whose answer never came is repeated before anything else. */
export async function resendHandIn(around: Around): Promise<void> {
  const sent = around.desk.snapshot().visit?.handIn.sent;
  if (sent !== undefined) await send(around, sent);
}

async function signed({ desk, net }: Around, which: 'inspectorSign' | 'studioSign', words: string): Promise<void> {
  const signature: Signature | undefined = desk.snapshot().visit?.handIn[which];
  if (signature === undefined || signature.file !== undefined) return;
  const picture = await desk.picture(signature.id);
  if (picture === undefined) {
    await desk.change(set({ [which]: undefined, wanted: false, trouble: [`${words}已不在本机，请重签`] }));
    return;
  }
  const { id: file } = await net.upload(new File([picture.bytes], picture.name, { type: picture.type }));
  await desk.change(set({ [which]: { id: signature.id, file } }));
}

/** Hands in what somebody asked to hand in, once everything is confirmed and nothing is in conflict. */
export async function handInIfReady(around: Around): Promise<void> {
  const { desk, newKey } = around;
  const visit = desk.snapshot().visit;
  if (visit === undefined || !visit.handIn.wanted || unsentCount(visit) > 0 || hasConflicts(visit)) return;
  await signed(around, 'inspectorSign', '检查方签名');
  if (!visit.handIn.refuses) await signed(around, 'studioSign', '被检查方签名');
  const ready = desk.snapshot().visit;
  if (ready === undefined || !ready.handIn.wanted) return;
  const option = optionOf(ready);
  const lacks = option === undefined ? ['现在不能提交：检查表已不在您这里'] : (option.lacks ?? []).map(({ message }) => message);
  if (option === undefined || lacks.length > 0) return desk.change(set({ wanted: false, trouble: lacks }));
  const sent: Sent = { key: newKey(), name: option.name, href: option.href, version: ready.sheet.version, input: inputOf(option, ready) };
  await desk.change(set({ sent, trouble: [] }));
  await send(around, sent);
}
