import { isVerb, verbNames, verbOf } from '#core/handling/handle.ts';
import { wrongIn, type Wording } from '#core/letters/slots.ts';
import { bearings, isBearing, ownTemplates } from '#core/letters/templates.ts';
import { writesLetters } from '#core/letters/addressees.ts';
import { isKind, kinds } from '#core/lives.ts';
import type { LetterTemplate, SavedTemplate, TemplateVersion } from '#contract/shapes.ts';
import { newId } from '#server/kernel/ids.ts';
import type { Work } from '#server/kernel/house.ts';
import { notFound, refusalOf, refuse } from '#server/kernel/refusal.ts';
import { lifeOf } from '../any-life.ts';

/** 各事项的每一步，都可以另写一个模板。 */
const stepsOf = (kind: string): readonly (readonly [string, string])[] => {
  const { zh, transitions } = lifeOf(kind);
  const steps = Object.entries(transitions).flatMap(([step, row]) =>
    row.to === 'same' || row.quiet === true ? [] : [[`${kind}.${step}`, `${zh}：${row.zh}`] as const],
  );
  return [...steps, ...verbNames.filter((verb) => verb === 'returnTo').map((verb) => [`${kind}.${verb}`, `${zh}：${verbOf(verb).zh}`] as const)];
};
const everyStep = new Map(kinds.flatMap(stepsOf));

function describe(key: string): Pick<LetterTemplate, 'zh' | 'when'> | undefined {
  if (isBearing(key)) return { zh: ownTemplates[key].zh, when: ownTemplates[key].when };
  const zh = everyStep.get(key);
  return zh === undefined ? undefined : { zh, when: '只用于这一步' };
}
function insistOnKey(key: string): NonNullable<ReturnType<typeof describe>> {
  const [kind = '', step = ''] = key.split('.');
  const known = describe(key);
  if (known === undefined || (!isBearing(key) && !(isKind(kind) && (isVerb(step) || lifeOf(kind).transitions[step] !== undefined)))) throw notFound();
  return known;
}
const insistOnReader = ({ actor }: Work): void => {
  if (!writesLetters(actor)) throw refuse(403, 'not-your-office', '函件模板由市总经济部管理');
};
const mayEdit = ({ actor }: Work): boolean => actor.office === 'department';
const insistOnKeeper = (work: Work): void => {
  if (!mayEdit(work)) throw refuse(403, 'not-your-office', '函件模板由市总经济部管理');
};

type Row = Readonly<{ key: string; version: number; subject: string; text: string; madeAt: string; by: string }>;
const rowsOf = ({ tx }: Work) =>
  tx
    .selectFrom('letterTemplate')
    .innerJoin('person', 'person.id', 'letterTemplate.madeBy')
    .select(['key', 'version', 'subject', 'text', 'madeAt', 'person.name as by'])
    .orderBy('version', 'desc');

const shown = (key: string, row: Row | undefined): LetterTemplate => {
  const own = isBearing(key) ? ownTemplates[key] : undefined;
  const { version, subject, text, madeAt, by } = row ?? { version: 0, subject: own?.subject ?? '', text: own?.text ?? '', madeAt: null, by: null };
  return { key, ...insistOnKey(key), version, subject, text, madeAt, by };
};

/** 在用的模板：每一类一个，为某一步单写的在后。 */
export async function listTemplates(work: Work) {
  insistOnReader(work);
  const rows = await rowsOf(work).execute();
  const keys = [...bearings, ...new Set(rows.map(({ key }) => key).filter((key) => !isBearing(key) && everyStep.has(key)))];
  return {
    items: keys.map((key) =>
      shown(
        key,
        rows.find((row) => row.key === key),
      ),
    ),
    steps: [...everyStep].map(([key, zh]) => ({ key, zh })),
    mayEdit: mayEdit(work),
  };
}

/** 历次版本，新的在前；自带的是第 0 版。 */
export async function templateVersions(work: Work, key: string): Promise<{ items: TemplateVersion[] }> {
  insistOnReader(work);
  insistOnKey(key);
  const rows = await rowsOf(work).where('key', '=', key).limit(100).execute();
  const own = isBearing(key) ? [{ version: 0, subject: ownTemplates[key].subject, text: ownTemplates[key].text, madeAt: null, by: null }] : [];
  return { items: [...rows.map(({ key: _, ...row }) => row), ...own] };
}

/** @throws Refusal 422 naming every slot that there is none of */
export function insistOnSlots(words: Wording): void {
  const wrong = wrongIn(words);
  if (wrong.length > 0) throw refusalOf(wrong);
}

/**
 * 改模板：旧的留着，发出过的函件不变。
 * @throws Refusal 403, 404, 409 when somebody was faster, 422
 */
export async function saveTemplate(work: Work, key: string, { version, subject, text }: SavedTemplate): Promise<LetterTemplate> {
  insistOnKeeper(work);
  insistOnKey(key);
  insistOnSlots({ subject, text });
  const { tx, actor, now } = work;
  const last = await tx.selectFrom('letterTemplate').select('version').where('key', '=', key).orderBy('version', 'desc').executeTakeFirst();
  if ((last?.version ?? 0) !== version) throw refuse(409, 'stale', '这个模板刚刚有人改过，请刷新后再改', 'version');
  const row = { id: newId(), key, version: version + 1, subject, text: text.replaceAll('\r\n', '\n'), madeBy: actor.id, madeAt: now };
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('letterTemplate')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows !== 1n) throw refuse(409, 'stale', '这个模板刚刚有人改过，请刷新后再改', 'version');
  const { name } = await tx.selectFrom('person').select('name').where('id', '=', actor.id).executeTakeFirstOrThrow();
  return shown(key, { ...row, by: name });
}
