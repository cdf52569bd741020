import { sql } from 'kysely';
import type { Acceptance } from '#core/acceptance/life.ts';
import { commendationForm, type CommendationForm } from '#core/commendation/life.ts';
import { expertsForm, reportersForm } from '#core/draw/life.ts';
import { checklistOf } from '#core/inspection/checklist.ts';
import { planForm, planKindZh, type PlanForm } from '#core/inspection/plan.ts';
import { challengeForm, type ChallengeForm } from '#core/library/challenge.ts';
import { experienceForm, guidanceForm, type ExperienceForm, type GuidanceForm } from '#core/library/experience.ts';
import { theSystem, type Office } from '#core/people/actor.ts';
import type { Reason } from '#core/shared/decision.ts';
import { agendaForm, voidRecordForm, workingRuleForm, type AgendaForm, type VoidRecordForm, type WorkingRuleForm } from '#core/support/records.ts';
import { dayIn, dayZh } from '#core/shared/days.ts';
import { cutTo } from '#core/shared/text.ts';
import type { Work } from '#server/kernel/house.ts';
import { digest, newId } from '#server/kernel/ids.ts';
import { refuse } from '#server/kernel/refusal.ts';
import { attachFiles } from '#server/store/file-uses.ts';
import { find } from '#server/store/matters.ts';
import { freeExperts } from '#server/views/choices.ts';
import type { Beginning } from './beginning.ts';
import { announceDraw, studioLabels } from './effects/draw.ts';
import { readingOf } from './moment.ts';
import { onceAYear } from './once-a-year.ts';
import { openMatter } from './open.ts';
import { recordAgenda, recordWorkingRule, voidUnionRecord } from './union-records.ts';

async function openPlan(work: Work, _: string | undefined, { kind, year, unions = [], ratioPercent, startOn, endOn, note = '', extras = [] }: PlanForm) {
  const standard = work.house.standards.inForceOn(dayIn(work.now));
  const own = {
    planKind: kind,
    year,
    unions,
    ratioPercent,
    startOn,
    endOn,
    note,
    checklist: checklistOf(standard, extras),
    excluded: [],
    inspectors: [],
    sample: [],
    seed: '',
    scope: [],
    unreported: 0,
  };
  return {
    matter: (
      await openMatter(work, 'inspectionPlan', { title: `${year}年${planKindZh[kind]}（${dayZh(startOn)}起）`, state: 'draft', own, brought: { kind, year } })
    ).id,
  };
}

type Reporters = Readonly<{ unions?: readonly string[]; occasion: string; take: number; source: string; drawOn: string }>;
async function drawReporters(work: Work, _: string | undefined, { unions = [], occasion, take, source, drawOn }: Reporters) {
  let named = work.tx.selectFrom('studio').select('id').where('standing', 'in', ['qualified', 'in-force', 'rectifying']).orderBy('id');
  if (unions.length > 0) named = named.where('supervisingUnion', 'in', unions);
  const ids = (await named.execute()).map(({ id }) => id);
  if (ids.length < take) throw refuse(422, 'too-few-candidates', `范围内只有${ids.length}家已命名的工作室，抽不出${take}家`, 'take');
  const { id } = await announceDraw(work, {
    title: `${occasion}汇报`,
    purpose: 'reporters',
    candidates: await studioLabels(work, ids),
    excluded: [],
    take,
    source,
    drawOn,
  });
  return { matter: id };
}

type Experts = Readonly<{ acceptance: string; take: number; source: string; drawOn: string }>;
/** 公开的是代号：每次抽签另起，外人对不上人。 */
async function drawExperts(work: Work, _: string | undefined, { acceptance: parent, take, source, drawOn }: Experts) {
  // One draw for one acceptance: two clerks who begin at the same moment find each other.
  await sql`select 1 from matter where id = ${parent} for no key update`.execute(work.tx);
  const acceptance = (await find(readingOf(work), theSystem, parent)) as Acceptance;
  const same = await work.tx
    .selectFrom('draw')
    .innerJoin('matter', 'matter.id', 'draw.id')
    .select('draw.id')
    .where('matter.parent', '=', parent)
    .where('matter.state', '<>', 'void')
    .executeTakeFirst();
  if (same) throw refuse(409, 'drawn-already', '这件验收的专家已经抽签', 'acceptance');
  const experts = await freeExperts(work, acceptance.id);
  if (experts.length < take) throw refuse(422, 'too-few-candidates', `回避之后只有${experts.length}名专家，抽不出${take}名`, 'take');
  const secret = newId();
  const aliases = experts.map(({ id: personId }) => ({ candidate: `E-${digest.hmac(secret, personId).slice(0, 12)}`, personId }));
  const { id: drawId } = await announceDraw(work, {
    title: '评审专家抽签',
    purpose: 'experts',
    parent,
    candidates: aliases.map(({ candidate: id }) => ({ id })),
    excluded: [],
    take,
    source,
    drawOn,
  });
  await work.tx
    .insertInto('drawAlias')
    .values(aliases.map((one) => ({ ...one, drawId })))
    .execute();
  return { matter: drawId };
}

async function openCommendation(work: Work, _: string | undefined, { basisFile, ...brought }: CommendationForm) {
  const { year, honour } = brought;
  await onceAYear(work, 'commendation', year);
  const own = { ...brought, ...(basisFile === undefined ? {} : { basisFile }), items: [], noticeEnded: false };
  const { id } = await openMatter(work, 'commendation', { title: `${year}年度${honour}`, state: 'draft', own, brought: { year, honour } });
  await attachFiles(work.tx, basisFile === undefined ? [] : [basisFile], { matterId: id });
  return { matter: id };
}

const blank = { named: [], known: [], adopters: [] };
async function writeExperience(work: Work, studio = '', { title, ...story }: ExperienceForm) {
  return { matter: (await openMatter(work, 'experience', { title, state: 'draft', studio, own: { ...blank, ...story, experienceKind: 'case' } })).id };
}
async function writeGuidance(work: Work, _: string | undefined, { title, effect = '', ...story }: GuidanceForm) {
  return {
    matter: (await openMatter(work, 'experience', { title, state: 'draft', own: { ...blank, ...story, effect, evidence: [], experienceKind: 'guidance' } })).id,
  };
}
async function postChallenge(work: Work, _: string | undefined, { title, reward = '', ...rest }: ChallengeForm) {
  const own = { ...rest, reward, poster: work.actor.union, outcome: '', bidders: [] };
  return { matter: (await openMatter(work, 'challenge', { title, state: 'open', own, search: cutTo(`${title} ${rest.area} ${rest.text}`, 2000) })).id };
}

const alive = async ({ tx }: Work, studio = ''): Promise<readonly Reason[]> => {
  const { standing } = await tx.selectFrom('studio').select('standing').where('id', '=', studio).executeTakeFirstOrThrow();
  return ['revoked', 'dissolved'].includes(standing) ? [{ code: 'studio-over', kind: 'conflict', zh: '工作室已撤销或注销' }] : [];
};
const unions: readonly Office[] = ['grassroots', 'supervisor', 'department'];

/** 检查、抽签、表彰、经验、揭榜和工会自己的登记：都不在去牌匾的路上，所以语气是 back。 */
// oxfmt-ignore
export const inspectionBeginnings: readonly Beginning[] = [
  { name: 'inspectionPlan.open', zh: '拟定检查方案', by: ['department'], on: 'nothing', path: 'inspection-plans', tone: 'back', form: planForm, run: openPlan },
  { name: 'reporters.draw', zh: '抽签确定汇报工作室', by: ['department'], on: 'nothing', path: 'draws/reporters', tone: 'back', form: reportersForm, run: drawReporters },
  { name: 'experts.draw', zh: '抽签确定评审专家', by: ['department'], on: 'nothing', path: 'draws/experts', tone: 'back', form: expertsForm, run: drawExperts },
  { name: 'commendation.open', zh: '发起表彰', by: ['department'], on: 'nothing', path: 'commendations', tone: 'back', form: commendationForm, run: openCommendation },
  { name: 'experience.write', zh: '写典型经验', by: ['lead', 'secretary'], on: 'own-studio', path: 'experiences', tone: 'back', form: experienceForm, when: alive, run: writeExperience },
  { name: 'guidance.write', zh: '写工作指引', by: ['department'], on: 'nothing', path: 'guidance', tone: 'back', form: guidanceForm, run: writeGuidance },
  { name: 'challenge.post', zh: '张榜求解', by: ['grassroots', 'unit'], on: 'nothing', path: 'challenges', tone: 'back', form: challengeForm, run: postChallenge },
  { name: 'agenda.record', zh: '登记议事', by: unions, on: 'nothing', path: 'support/agenda', tone: 'back', form: agendaForm, run: (work, _, brought: AgendaForm) => recordAgenda(work, brought) },
  { name: 'workingRule.record', zh: '登记工作制度', by: unions, on: 'nothing', path: 'support/rules', tone: 'back', form: workingRuleForm, run: (work, _, brought: WorkingRuleForm) => recordWorkingRule(work, brought) },
  { name: 'unionRecord.void', zh: '作废议事或制度登记', by: unions, on: 'nothing', path: 'support/void', tone: 'stop', form: () => voidRecordForm(), run: (work, _, brought: VoidRecordForm) => voidUnionRecord(work, brought) },
];
