import { itemsOf, type Standard } from '#core/standard/standard.ts';
import { beginnings } from './beginnings.ts';
import { anyForm, anyPaper, grounds, voided } from './general.ts';
import { ledgerForms } from './ledger.ts';
import { people } from './people.ts';
import { proceedings } from './proceedings.ts';
import { sourceZh, type Source } from './source.ts';
import { yearForms } from './year.ts';

/** 为什么填这一项：一句话，和它出自哪里。 */
export type Says = readonly [says: string, source: Source];
/** By form — several with a blank between, `*` for any subject — and by field. */
export type Table = Readonly<Record<string, Readonly<Record<string, Says>>>>;
/** As people read it. */
export type Why = Readonly<{ says: string; source: string }>;

const tables: readonly Table[] = [ledgerForms, beginnings, proceedings, yearForms, people, voided];
/** Every entry: the forms it is for, the field, what is said. */
const entries = tables.flatMap((table) =>
  Object.entries(table).flatMap(([forms, fields]) => Object.entries(fields).map(([field, says]) => ({ forms: forms.split(' '), field, says }))),
);
const known: ReadonlyMap<string, Says> = new Map(entries.flatMap(({ forms, field, says }) => forms.map((form) => [`${form} ${field}`, says] as const)));
/** What is spoken of by name: which forms, which field. */
export const spokenOf = entries.map(({ forms, field }) => ({ forms, field }));

/** A sheet asks for each item of the rubric and, where points are taken off, for the reason. */
function ofRubric(field: string, { rubric, criteriaSet, document, programme }: Standard): Why | undefined {
  const code = field.replace(/-reason$/, '');
  const criterion = criteriaSet.criteria.find((one) => itemsOf(rubric.items, one.code).some((item) => item.code === code));
  const item = rubric.items.find((one) => one.code === code);
  if (item === undefined || criterion === undefined) return undefined;
  const source = [document.number ?? `${programme.zh}标准（${document.year}年）`, criterion.clause, `${criterion.zh}；分值为评分细则约定`]
    .filter((part) => part !== null)
    .join(' ');
  return { says: field === code ? `评“${criterion.zh}”的一项：${item.ruleZh}。` : '扣了分，单位要知道差在哪里；申诉时也以这一句为准。', source };
}

/**
 * 为什么要填：一张表的一项。
 * @param form the name of the operation, as options carry it: `declaration.submit`
 * @param field its path in the form, without row numbers: `milestones.dueOn`
 * @returns nothing where nobody has said it yet
 */
export function whyOf(form: string, field: string, standard: Standard): Why | undefined {
  const [subject = '', step = ''] = form.split('.');
  const rows = field.replace(/[^.]+$/, '*');
  const own = [`${form} ${field}`, `*.${step} ${field}`, `${subject}.* ${field}`, `${subject}.* ${rows}`]
    .map((key) => known.get(key))
    .find((one) => one !== undefined);
  if (own !== undefined) return { says: own[0], source: sourceZh(own[1], standard) };
  const rubric = ofRubric(field, standard);
  if (rubric !== undefined) return rubric;
  if (Object.hasOwn(anyPaper, field)) return { says: anyPaper[field]!, source: sourceZh('archive', standard) };
  const ground = Object.hasOwn(grounds, subject) ? grounds[subject] : undefined;
  return Object.hasOwn(anyForm, field) && ground !== undefined ? { says: anyForm[field]!, source: sourceZh(ground, standard) } : undefined;
}
