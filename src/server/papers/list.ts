import { blank, type Paper } from '#core/papers/model.ts';
import type { Matter as Subject } from '#core/shared/life.ts';
import type { Cut } from '#core/year/figures.ts';
import type { Matter, Studio } from '#contract/shapes.ts';
import { codeOf, filled, forms, formsOf, type Source } from './forms.ts';
import { lettersOf } from './letters.ts';
import { minutesOf } from './minutes.ts';
import { platesOf } from './plates.ts';
import { studioPapers } from './studio-papers.ts';

type Offered = Studio['papers'][number];
export type PaperFormat = Offered['formats'][number];
const formats: PaperFormat[] = ['pdf', 'docx', 'html'];
// A table is counted on, too.
const tableFormats: PaperFormat[] = ['pdf', 'xlsx', 'docx', 'html'];
const offer = (of: 'matters' | 'studios' | 'years', id: string, name: string, title: string): Offered => ({
  name,
  title,
  formats,
  href: `/api/papers/${of}/${id}/${name}`,
});
// A plate is printed, not edited.
const plateFormats: PaperFormat[] = ['pdf'];
const blankName = (name: string): string => `${name}-blank`;

type Drafting = Readonly<{ matter: Matter; subject: Subject; city: string; base?: string }>;
/** What may be printed of a matter: its letters, its forms filled, and the forms that are also filled by hand. */
export const papersOfMatter = ({ matter, subject, city }: Drafting): Offered[] => [
  ...lettersOf({ matter, subject, city }).map(({ name, zh }) => offer('matters', matter.id, name, zh)),
  ...platesOf({ matter, subject, city }).map(({ name, zh }) => ({ ...offer('matters', matter.id, name, zh), formats: plateFormats })),
  ...formsOf(matter).map(({ name, title, landscape }) => ({ ...offer('matters', matter.id, name, title), ...(landscape ? { formats: tableFormats } : {}) })),
  ...[minutesOf(matter)].flatMap((one) => (one === undefined ? [] : [offer('matters', matter.id, one.name, one.zh)])),
  ...(forms[matter.kind] ?? []).map(({ name, title }) => offer('matters', matter.id, blankName(name), `${title}（空白）`)),
];
export const papersOfStudio = (studio: string): Offered[] => Object.entries(studioPapers).map(([name, { title }]) => offer('studios', studio, name, title));

const offerTable = (year: number, name: string, title: string): Offered => ({ ...offer('years', `${year}`, name, title), formats: tableFormats });
/** 统计年报表、摸底表：按自然年，或按工会统计年。 */
export const papersOfStatistics = (year: number, cut: Cut): Offered[] =>
  [
    ['annual-return', '统计年报表'],
    ['census', '摸底表'],
  ].map(([name = '', title = '']) => {
    const offered = offerTable(year, name, title);
    return cut === 'statistics' ? { ...offered, href: `${offered.href}?cut=statistics` } : offered;
  });

/** 一年的表：归口工会的只列自己的。 */
export const papersOfYear = (year: number): Offered[] =>
  [
    ['target-annex', '任务分解表'],
    ['recommendation-summary', '推荐汇总表'],
    ['creation-summary', '创建情况汇总表'],
  ].map(([name = '', title = '']) => offerTable(year, name, title));

/** One paper of a matter by its name; nothing when the matter has no such paper now. */
export function paperOfMatter(name: string, { subject, ...source }: Source & Readonly<{ subject: Subject }>): Paper | undefined {
  const letter = lettersOf({ ...source, subject }).find((one) => one.name === name);
  if (letter !== undefined) return letter.paper;
  const minutes = minutesOf(source.matter);
  if (minutes?.name === name) return minutes.paper;
  const plate = platesOf({ ...source, subject }).find((one) => one.name === name);
  if (plate !== undefined) return plate.paper;
  const form = formsOf(source.matter).find((one) => one.name === name || blankName(one.name) === name);
  if (form === undefined) return undefined;
  const paper = filled(form, source);
  return form.name === name ? paper : blank(paper);
}

export function paperOfStudio(name: string, studio: Studio): Paper | undefined {
  const found = studioPapers[name];
  if (found === undefined) return undefined;
  return { kind: 'form', title: found.title, code: codeOf({ kindZh: '工作室', id: studio.id }), blocks: [heading(studio.name), ...found.compose(studio)] };
}
const heading = (text: string) => ({ is: 'heading', level: 1, text }) as const;
