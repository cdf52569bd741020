import type { z } from 'zod';
import type { Field } from '#contract/shapes.ts';
import type { AcceptanceResult } from '#core/acceptance/score.ts';
import type { CriterionVerdict } from '#core/criteria/judge.ts';
import type { Matter } from '#core/shared/life.ts';
import { lifeOf } from '#server/actions/any-life.ts';
import type { Work } from '#server/kernel/house.ts';
import { allNamesOf, namesOf } from '../names.ts';
import { lastDossier } from '../matter/last-dossier.ts';
import { sectionsOf } from '../matter/sections.ts';
import { broughtTexts, idsIn } from '../matter/texts.ts';

/** What was decided, as label and text, by the titles of the form. */
export async function saidOf({ tx }: Work, form: z.ZodType | undefined, brought: unknown): Promise<readonly Field[]> {
  return broughtTexts(await allNamesOf(tx, idsIn(brought)), form, brought).map(({ label, text, file }) => ({
    label,
    text,
    ...(file === undefined ? {} : { file }),
  }));
}

const verdictZh = { met: '符合', unmet: '不符合', unproven: '证据不足' } as const;
const most = 12;
/** What some kinds of matters have: a result, a list of studios, what they rest on. */
type Known = Readonly<{ result?: Partial<AcceptanceResult>; items?: readonly Readonly<{ studioId?: string; state?: string }>[]; declaration?: string }>;

/** 研究时看到的依据，记进纪要：定稿的结论、得分、名单、主要内容、摘要。 */
export async function evidenceFor(work: Work, subject: Matter): Promise<readonly Field[]> {
  const { result, items = [], declaration } = subject as Matter & Known;
  const dossier = await lastDossier(work, [subject.id, ...(declaration === undefined ? [] : [declaration])]);
  const verdicts = (dossier?.content as { verdicts?: readonly CriterionVerdict[] } | undefined)?.verdicts ?? [];
  const counted = Object.entries(verdictZh).flatMap(([code, zh]) => {
    const n = verdicts.filter(({ verdict }) => verdict === code).length;
    return n === 0 ? [] : [`${zh}${n}项`];
  });
  const listed = items.flatMap(({ studioId, state }) => (studioId !== undefined && state === 'listed' ? [studioId] : []));
  const own = Object.values(subject).filter((value) => typeof value === 'string');
  const names = await namesOf(work.tx, [...listed, ...own.flatMap((value) => idsIn(value))]);
  const standard = work.house.standards.get(subject.standard);
  const state = lifeOf(subject.kind).states[subject.state]?.zh ?? subject.state;
  return [
    { label: '研究时的状态', text: `${state}，第${subject.version}版` },
    ...(counted.length === 0 ? [] : [{ label: '逐条结论', text: counted.join('，') }]),
    ...(result?.total === undefined ? [] : [{ label: '得分', text: `${result.total}分，${result.qualified === true ? '达标' : '未达标'}` }]),
    ...(listed.length === 0 ? [] : [{ label: '名单', text: `${listed.length}家：${listed.map((id) => names.get(id) ?? '').join('、')}` }]),
    ...sectionsOf(subject, { names, actor: work.actor, standard })
      .flatMap(({ fields }) => fields)
      .slice(0, most)
      .map(({ label, text }) => ({ label, text })),
    ...(dossier === undefined ? [] : [{ label: '定稿摘要', text: dossier.sha256 }]),
  ];
}
