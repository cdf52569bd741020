import { sql } from 'kysely';
import type { ChecklistPart, Matter as MatterShape, Option, Remedy } from '#contract/shapes.ts';
import {
  filledFields,
  leftToDo,
  partStateZh,
  together,
  writtenSoFar,
  type AskedForm,
  type Filled,
  type PartState,
  type Values,
} from '#core/checklist/parts.ts';
import { isVerb, verbOf } from '#core/handling/handle.ts';
import { isAbout } from '#core/handling/remarks.ts';
import type { Kind } from '#core/lives.ts';
import type { Matter, Moment } from '#core/shared/life.ts';
import { helps } from '#core/studio/ledger.ts';
import { lifeOf } from '#server/actions/any-life.ts';
import { complaintsOf } from '#server/kernel/forms.ts';
import type { Work } from '#server/kernel/house.ts';
import { draftsAt, type DraftRow } from '#server/store/drafts.ts';
import { kindStores } from '#server/store/kinds/kinds.ts';
import { known } from '../names.ts';

type Seen = Pick<MatterShape, 'options' | 'verdicts' | 'dossierHash' | 'history' | 'remarks'>;
type Scene = Readonly<{ work: Work; matter: Matter; moment: Moment; seen: Seen; drafts: ReadonlyMap<string, DraftRow> }>;
type Entry = Readonly<{ kind: string; by: string; at: string }>;

const part = (sort: ChecklistPart['sort'], code: string, state: PartState, rest: Omit<ChecklistPart, 'sort' | 'code' | 'state' | 'stateZh'>): ChecklistPart =>
  known({ sort, code, state, stateZh: partStateZh[state], ...rest });
const asRemedy = ({ lacks: _, more: __, ...remedy }: Option): Remedy => remedy;
const transitionOf = ({ name }: Option): string => name.split('.')[1] ?? '';

/** The way forward: the first that takes a form or still lacks something. */
const wayForward = (options: readonly Option[]): Option | undefined =>
  options.find(({ tone, more, input, lacks }) => tone === 'forward' && more === undefined && (input !== null || lacks !== undefined));

/** Forms that only write into the matter, without moving it: its prose. */
function proseOptions({ matter, seen }: Scene): readonly Option[] {
  const { transitions } = lifeOf(matter.kind);
  const { columns } = kindStores[matter.kind as Kind];
  return seen.options.filter((option) => {
    const names = Object.keys(((option.input ?? {}) as AskedForm).properties ?? {});
    return transitions[transitionOf(option)]?.to === 'same' && names.length > 0 && names.every((name) => columns.includes(name));
  });
}

function lastTouch({ seen }: Scene, transition: string): Pick<ChecklistPart, 'by' | 'at'> {
  const entry = seen.history.findLast((one) => one.transition === transition);
  return entry === undefined ? {} : { by: entry.by.name, at: entry.at };
}

const typedIn = (draft: DraftRow | undefined): Values => (draft === undefined ? {} : (JSON.parse(draft.typed) as Values));
const drafted = (draft: DraftRow | undefined): Pick<ChecklistPart, 'at' | 'draft'> => (draft === undefined ? {} : { at: draft.savedAt, draft: true });

/** The form of a step of the life, or of what every matter has. */
function formOf(matter: Matter, moment: Moment, option: Option) {
  const [walk, name] = [lifeOf(matter.kind), transitionOf(option)];
  if (Object.hasOwn(walk.transitions, name)) return walk.formOf(matter, name, moment);
  return isVerb(name) ? verbOf(name).brings?.(walk, matter, moment) : undefined;
}

/** A form, as far as it is filled: what the matter already says, and over it the reader's own draft. */
function fieldsSoFar({ matter, moment, drafts }: Scene, option: Option): readonly Filled[] {
  const schema = (option.input ?? {}) as AskedForm;
  const form = formOf(matter, moment, option);
  const values = writtenSoFar(schema, typedIn(drafts.get(option.href)));
  return filledFields(schema, values, form === undefined ? [] : complaintsOf(form, values));
}

const prose = (scene: Scene): readonly ChecklistPart[] =>
  proseOptions(scene).flatMap((option) => {
    const draft = scene.drafts.get(option.href);
    return fieldsSoFar(scene, option).map(({ name, title, state, says }) =>
      part('prose', `${option.name}.${name}`, state, {
        title,
        says,
        ...lastTouch(scene, transitionOf(option)),
        ...drafted(draft),
        field: name,
        remedies: [asRemedy(option)],
      }),
    );
  });

/** What the step itself asks for: each paper for itself, the rest together. */
function ofTheForm(scene: Scene, option: Option): readonly ChecklistPart[] {
  if (option.input === null) return [];
  const fields = fieldsSoFar(scene, option);
  const draft = scene.drafts.get(option.href);
  const rest = fields.filter(({ paper }) => !paper);
  const remedies = option.lacks === undefined ? [asRemedy(option)] : [];
  const first = rest.find(({ state }) => state !== 'done');
  const form = part('form', option.name, together(rest.map(({ state }) => state)), {
    title: `“${option.title}”要填的（${rest.filter(({ state }) => state === 'done').length}/${rest.length}）`,
    says: leftToDo(rest) || undefined,
    ...drafted(draft),
    field: first?.name,
    remedies,
  });
  const papers = fields.filter(({ paper }) => paper);
  return [
    ...(rest.length === 0 ? [] : [form]),
    ...papers.map(({ name, title, state, says }) => part('paper', `${option.name}.${name}`, state, { title, says, ...drafted(draft), field: name, remedies })),
  ];
}

/** Who entered what of each kind last. One statement. */
async function lastEntries({ tx }: Work, studio: string): Promise<readonly Entry[]> {
  const { rows } = await sql<Entry>`
    select distinct on (f.kind) f.kind, p.name as by, f.entered_at as at from fact f join person p on p.id = f.entered_by
    where f.studio_id = ${studio} and f.voided_at is null order by f.kind, f.id desc`.execute(tx);
  return rows;
}

/** The criteria, while they are judged from the ledger. */
async function criteria({ work, matter, moment, seen }: Scene): Promise<readonly ChecklistPart[]> {
  const { verdicts = [], dossierHash } = seen;
  if (dossierHash !== undefined || matter.studio === undefined || verdicts.every(({ verdict, remedies }) => verdict !== 'met' && remedies.length === 0))
    return [];
  const entries = await lastEntries(work, matter.studio);
  const { criteriaSet } = moment.standard;
  return verdicts.map(({ criterion, title, verdict, because, clause, remedies }) => {
    const key = criteriaSet.criteria.find(({ code }) => code === criterion)?.key ?? '';
    const last = entries.filter(({ kind }) => helps[kind]?.includes(key)).toSorted((a, b) => (a.at < b.at ? 1 : -1))[0];
    const state: PartState = verdict === 'met' ? 'done' : verdict === 'unmet' ? 'missing' : 'wrong';
    return part('criterion', criterion, state, { title, says: because, clause: clause ?? undefined, by: last?.by, at: last?.at, remedies: [...remedies] });
  });
}

/** What else is in the way, beside the criteria. */
const lacks = (option: Option, shown: readonly ChecklistPart[]): readonly ChecklistPart[] =>
  (option.lacks ?? [])
    .filter(({ message }) => !shown.some(({ sort, title }) => sort === 'criterion' && message.startsWith(`${title}：`)))
    .map(({ code, message, clause, remedies }, index) => part('lack', `${code} ${index}`, 'missing', { title: message, clause, remedies: [...remedies] }));

/** What the last return said, and whether something was done about it since. */
function remarked({ seen }: Scene, shown: readonly ChecklistPart[]): readonly ChecklistPart[] {
  const { remarks, history } = seen;
  if (remarks === undefined) return [];
  const since = history.filter(({ at, transition }) => at > remarks.at && transition !== 'undo');
  return remarks.items.map((remark, index) => {
    const about = shown.find(({ title }) => isAbout(remark, title));
    const mended =
      since.some(({ brought }) => brought.some(({ label }) => isAbout(remark, label))) ||
      (about?.sort === 'criterion' && about.state === 'done' && (about.at ?? '') > remarks.at);
    return part('remark', `remark ${index}`, mended ? 'done' : 'wrong', {
      title: remark.field === '' ? `${remarks.zh}的意见` : `${remarks.zh}：${remark.field}`,
      says: mended ? `${remark.says}（之后已改过）` : remark.says,
      by: remarks.by.name,
      at: remarks.at,
      field: about?.field,
      remedies: [...(about?.remedies ?? [])],
    });
  });
}

/** 要交上去的一包：哪样齐了、哪样缺、哪样有误，谁最后动的，到哪里补。 Two statements more, and only for whoever hands it in. */
export async function checklistOf(work: Work, matter: Matter, moment: Moment, seen: Seen): Promise<Pick<MatterShape, 'checklist'>> {
  const option = wayForward(seen.options);
  if (option === undefined) return {};
  const places = seen.options.filter(({ more, input }) => more === undefined && input !== null).map(({ href }) => href);
  const rows = places.length === 0 ? [] : await draftsAt(work.tx, work.actor.id, places);
  const scene: Scene = { work, matter, moment, seen, drafts: new Map(rows.map((row) => [row.place, row])) };
  const judged = await criteria(scene);
  const written = prose(scene);
  const shown = [...judged, ...written];
  // A form that is not filled yet says so itself.
  const open = lacks(option, shown).filter(({ remedies }) => !remedies.some(({ name }) => written.some((one) => one.remedies[0]?.name === name)));
  return { checklist: [...remarked(scene, shown), ...open, ...shown, ...ofTheForm(scene, option)] };
}
