import { sql } from 'kysely';
import type { z } from 'zod';
import { roundForm } from '#core/assessment/round.ts';
import { changeForms, changeWhats, changeZh, vacancyForm, type ChangeWhat } from '#core/change/life.ts';
import { partnershipForm, type PartnershipForm } from '#core/partnership/life.ts';
import { difficultyForm, type DifficultyForm } from '#core/difficulty/life.ts';
import type { Office } from '#core/people/actor.ts';
import { problemForm, type ProblemForm } from '#core/problem/life.ts';
import { rectificationForm } from '#core/rectification/life.ts';
import { dissolutionForm } from '#core/revocation/dissolution.ts';
import { revocationForm } from '#core/revocation/life.ts';
import type { Reason } from '#core/shared/decision.ts';
import { dayZh } from '#core/shared/days.ts';
import { dissolutionStore } from '#server/store/kinds/settling.ts';
import type { Work } from '#server/kernel/house.ts';
import { refuse } from '#server/kernel/refusal.ts';
import { attachFiles } from '#server/store/file-uses.ts';
import type { Beginning } from './beginning.ts';
import { notifyStudio } from './notify.ts';
import { openRectification, openRevocation } from './effects/proposals.ts';
import { titleOf } from './effects/title.ts';
import { readingOf } from './moment.ts';
import { onceAYear } from './once-a-year.ts';
import { openMatter } from './open.ts';
import { openReport, reportYear } from './open-report.ts';

const conflict = (code: string, zh: string): readonly Reason[] => [{ code, kind: 'conflict', zh }];
const nameOf = async ({ tx }: Work, studio: string) =>
  tx
    .selectFrom('studio')
    .select(['name', 'standing', 'hostUnion', 'createdOn', 'leadVacantSince', 'leadId'])
    .where('id', '=', studio)
    .executeTakeFirstOrThrow();

const alive = async (work: Work, studio = ''): Promise<readonly Reason[]> =>
  ['revoked', 'dissolved'].includes((await nameOf(work, studio)).standing) ? conflict('studio-over', '工作室已撤销或注销') : [];

const notTheSeason = '现在不是填写年度报告的时候：年末填写当年的，次年初可以补上一年的';
/** 到了写年报的时候，当年还没有，才提供。 */
async function mayReport(work: Work, studio = ''): Promise<readonly Reason[]> {
  const year = reportYear(work);
  if (year === undefined) return conflict('not-the-season', notTheSeason);
  const { createdOn } = await nameOf(work, studio);
  if (createdOn === null || createdOn > `${year}-12-31`) return conflict('not-created', '申报受理后才报年度报告');
  const same = await work.tx.selectFrom('report').select('id').where('studioId', '=', studio).where('year', '=', year).executeTakeFirst();
  return same === undefined ? [] : conflict('report-open', `${year}年的年度报告已在办或已归档`);
}

async function beginReport(work: Work, studio = '') {
  const year = reportYear(work);
  if (year === undefined) throw refuse(409, 'not-the-season', notTheSeason);
  return { matter: await openReport(work, studio, year) };
}

const open = async ({ tx }: Work, kind: string, studio: string) =>
  tx.selectFrom('matter').select('id').where('kind', '=', kind).where('studio', '=', studio).where('closedAt', 'is', null).executeTakeFirst();

async function mayChange(work: Work, studio = ''): Promise<readonly Reason[]> {
  const over = await alive(work, studio);
  if (over.length > 0) return over;
  return (await open(work, 'change', studio)) ? conflict('change-open', '已有在办的变更，办完再申请') : [];
}
async function mayDissolve(work: Work, studio = ''): Promise<readonly Reason[]> {
  const over = await alive(work, studio);
  if (over.length > 0) return over;
  if (await open(work, 'declaration', studio)) return conflict('declaration-open', '有在办的申报，请先撤回申报');
  if (await open(work, 'acceptance', studio)) return conflict('acceptance-open', '正在考核验收，请先撤回申报');
  return (await open(work, 'dissolution', studio)) ? conflict('dissolution-open', '已在办理注销') : [];
}
const mayReportVacancy = async (work: Work, studio = ''): Promise<readonly Reason[]> =>
  (await nameOf(work, studio)).leadVacantSince === null ? alive(work, studio) : conflict('vacant-already', '已登记领衔人空缺，请申请变更领衔人');
const named = async (work: Work, studio = ''): Promise<readonly Reason[]> => {
  const title = await titleOf(work, studio);
  return title === undefined || ['revoked', 'dissolved'].includes(title.state) ? conflict('not-named', '没有在册的称号') : [];
};

type Asked = Readonly<Record<string, unknown>> & Readonly<{ reason: string; file?: string; newLead?: string; goWith?: readonly string[] }>;
async function askChange(work: Work, studio: string, what: ChangeWhat, { reason, file, ...asked }: Asked) {
  if (what === 'split' && asked.goWith?.includes(asked.newLead ?? '')) throw refuse(422, 'lead-among-members', '新领衔人不必再列入随同成员', 'goWith');
  const { name } = await nameOf(work, studio);
  const own = { what, asked, reason, ...(file === undefined ? {} : { file }) };
  const { id } = await openMatter(work, 'change', { title: `${name}：${changeZh[what]}`, state: 'supervisor', studio, own, brought: { reason } });
  await attachFiles(work.tx, file === undefined ? [] : [file], { matterId: id });
  return { matter: id };
}

async function reportVacancy(work: Work, studio: string, { since, why, actingNote }: { since: string; why: string; actingNote: string }) {
  const { tx } = work;
  const { name, leadId, hostUnion } = await nameOf(work, studio);
  await tx.updateTable('studio').set({ leadVacantSince: since }).where('id', '=', studio).execute();
  const title = await titleOf(work, studio);
  if (title !== undefined)
    await notifyStudio(
      work,
      { id: title.id, title: name, studio, hostUnion },
      `领衔人空缺（${why}），自${dayZh(since)}起九十日内请申请变更领衔人；空缺期间${actingNote}`,
    );
  return { record: { id: leadId } };
}

async function invite(work: Work, studio = '', { partner, role, sharePercent, ip, agreement, waiver = '', until }: PartnershipForm) {
  const { tx } = work;
  const { name, hostUnion } = await nameOf(work, studio);
  if (partner === hostUnion) throw refuse(422, 'own-unit', '所在单位不用作为共建单位', 'partner');
  const { rows } = await sql<{ held: number; same: number }>`
    select coalesce(sum(p.share_percent), 0)::int as held, count(*) filter (where p.partner_union = ${partner})::int as same
    from partnership p join matter m on m.id = p.id where m.studio = ${studio} and m.state in ('invited', 'in-force')`.execute(tx);
  const { held = 0, same = 0 } = rows[0] ?? {};
  if (same > 0) throw refuse(409, 'partner-already', '已邀请过这个单位', 'partner');
  if (held + sharePercent >= 100) throw refuse(422, 'shares-over', `共建单位份额合计${held + sharePercent}%，应小于100%，请调低`, 'sharePercent');
  const { name: unit } = await tx.selectFrom('unionOrg').select('name').where('id', '=', partner).executeTakeFirstOrThrow();
  const own = {
    partnerUnion: partner,
    role,
    sharePercent,
    ip,
    waiver,
    othersPercent: held,
    ...(agreement === undefined ? {} : { agreement }),
    ...(until === undefined ? {} : { until }),
  };
  const { id } = await openMatter(work, 'partnership', { title: `${name}与${unit}共建`, state: 'invited', studio, own, brought: { sharePercent, role } });
  await attachFiles(tx, agreement === undefined ? [] : [agreement], { matterId: id });
  return { matter: id };
}

async function post(work: Work, studio = '', { kind, area, title, text, wantedBy }: ProblemForm) {
  const own = { problemKind: kind, area, text, plan: '', outcome: '', effect: '', ...(wantedBy === undefined ? {} : { wantedBy }) };
  return { matter: (await openMatter(work, 'problem', { title, state: 'posted', studio, own, brought: { kind, title } })).id };
}

async function raise(work: Work, studio = '', { kind, title, text, wanted }: DifficultyForm) {
  const own = { difficultyKind: kind, text, wanted, answer: '', reopened: 0 };
  return { matter: (await openMatter(work, 'difficulty', { title, state: 'raised', studio, own, brought: { kind, title } })).id };
}

async function openRound(work: Work, _: string | undefined, { year }: { year: number }) {
  await onceAYear(work, 'round', year);
  return { matter: (await openMatter(work, 'round', { title: `${year}年度考核`, state: 'scoring', own: { year, running: [] } })).id };
}

type Dissolving = Readonly<{ ground: string; reason: string; file: string }>;
async function askDissolution(work: Work, studio = '', { ground, reason, file }: Dissolving) {
  const { name } = await nameOf(work, studio);
  const left = await dissolutionStore.knows?.(readingOf(work), { studio } as never);
  const own = { ground, reason, file, plaqueNote: '', recoveryVoucher: '', ...left };
  const { id } = await openMatter(work, 'dissolution', { title: name, state: 'supervisor', studio, own, brought: { ground, reason } });
  await attachFiles(work.tx, [file], { matterId: id });
  return { matter: id };
}
const opened = (id: string | undefined, zh: string) => {
  if (id === undefined) throw refuse(409, 'open-already', zh);
  return { matter: id };
};

const studioSide: readonly Office[] = ['lead', 'secretary', 'grassroots'];

/** 工作室的一年里可以发起的事：年报、变更、共建、难题；市总的考核、整改、撤销。 */
// oxfmt-ignore
export const yearBeginnings: readonly Beginning[] = [
  { name: 'report.open', zh: '写年度报告', by: studioSide, on: 'studio', path: 'reports', when: mayReport, run: beginReport },
  ...changeWhats.map((what): Beginning => ({ name: `change.${what}`, zh: changeZh[what], by: studioSide, on: 'studio', path: `changes/${what}`, tone: 'back', form: changeForms[what], when: mayChange, run: (work, studio = '', asked: Asked) => askChange(work, studio, what, asked) })),
  { name: 'vacancy.report', zh: '登记领衔人空缺', by: ['secretary', 'grassroots'], on: 'studio', path: 'vacancies', tone: 'stop', form: vacancyForm, when: mayReportVacancy, run: (work, studio = '', brought: Parameters<typeof reportVacancy>[2]) => reportVacancy(work, studio, brought) },
  { name: 'partnership.invite', zh: '邀请共建单位', by: ['lead', 'secretary'], on: 'studio', path: 'partnerships', tone: 'back', form: partnershipForm, when: alive, run: invite },
  { name: 'problem.post', zh: '出题：难题或合理化建议', by: ['unit', 'grassroots'], on: 'studio', path: 'problems', tone: 'back', form: problemForm, when: alive, run: post },
  { name: 'difficulty.raise', zh: '反映困难问题', by: [...studioSide, 'supervisor'], on: 'studio', path: 'difficulties', tone: 'back', form: difficultyForm, when: alive, run: raise },
  { name: 'dissolution.ask', zh: '申请注销', by: ['grassroots'], on: 'studio', path: 'dissolutions', tone: 'stop', form: dissolutionForm, when: mayDissolve, run: askDissolution },
  { name: 'round.open', zh: '发起年度考核', by: ['department'], on: 'nothing', path: 'rounds', tone: 'back', form: roundForm, run: openRound },
  { name: 'rectification.open', zh: '提出整改', by: ['department'], on: 'studio', path: 'rectifications', tone: 'back', form: rectificationForm, when: named, run: async (work, studio = '', brought: z.infer<ReturnType<typeof rectificationForm>>) => opened(await openRectification(work, { studio }, brought), '同一事由的整改已在办') },
  { name: 'revocation.open', zh: '提出撤销称号', by: ['department'], on: 'studio', path: 'revocations', tone: 'stop', form: revocationForm, when: named, run: async (work, studio = '', brought: z.infer<ReturnType<typeof revocationForm>>) => opened(await openRevocation(work, { studio }, brought), '撤销已在办，或称号已不在册') },
];
