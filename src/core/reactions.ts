import type { Assessment } from './assessment/life.ts';
import { bandZh } from './assessment/bands.ts';
import type { Change } from './change/life.ts';
import { changeZh } from './change/life.ts';
import type { Rectification } from './rectification/life.ts';
import type { Review } from './review/life.ts';
import type { Revocation } from './revocation/life.ts';
import type { Effect, Shared } from './effects.ts';
import type { Commendation } from './commendation/life.ts';
import type { Draw } from './draw/life.ts';
import type { Finding } from './inspection/finding.ts';
import type { Inspection } from './inspection/life.ts';
import { liveNotes } from './inspection/site.ts';
import type { AdoptionForm, Experience } from './library/experience.ts';
import type { Answer } from './library/challenge.ts';
import type { Bid } from './library/bid.ts';
import type { Acceptance } from './acceptance/life.ts';
import type { Designation } from './batch/designation.ts';
import type { Declaration } from './declaration/life.ts';
import type { Kind } from './lives.ts';
import type { Objection } from './objection/life.ts';
import type { Day } from './shared/days.ts';
import type { Event, Matter } from './shared/life.ts';
import { cutTo, withoutStop } from './shared/text.ts';
import type { Title } from './title/life.ts';

type Follow<M> = (next: M, event: Event, before: M) => readonly Effect[];
const on =
  <M extends Matter>(follow: Follow<M>): Follow<Matter> =>
  (next, event, before) =>
    follow(next as M, event, before as M);
const expertsBrought = (brought: unknown): readonly string[] => {
  const { experts, expert } = brought as { experts?: readonly string[]; expert?: string };
  return experts ?? (expert === undefined ? [] : [expert]);
};

/** 什么之后必有什么（四.1、四.2、四.3）。一行一条，`事项.动作` → 后果。 */
export const reactions: Readonly<Partial<Record<`${Kind}.${string}`, Follow<Matter>>>> = {
  'declaration.submit': on<Declaration>(({ studio = '' }) => [
    { do: 'freeze', purpose: '申报' },
    { do: 'standing', studio, standing: 'declaring' },
  ]),
  'declaration.amend': on<Declaration>(() => [{ do: 'freeze', purpose: '补正' }]),
  'declaration.accept': on<Declaration>(({ id, studio = '' }) => [
    { do: 'freeze', purpose: '受理' },
    { do: 'milestone', milestone: 'created', studio },
    { do: 'standing', studio, standing: 'created' },
    { do: 'open-acceptance', declaration: id },
    { do: 'notify-studio', text: '申报已受理，计入创建数；市总将组织考核验收' },
  ]),
  'declaration.sendBack': on<Declaration>(({ studio = '' }) => [{ do: 'standing', studio, standing: 'incubating' }]),
  'declaration.reject': on<Declaration>(({ studio = '' }) => [
    { do: 'standing', studio, standing: 'incubating' },
    { do: 'notify-studio', text: '申报未予受理，理由见申报事项' },
  ]),
  'declaration.withdraw': on<Declaration>(({ studio = '' }) => [{ do: 'standing', studio, standing: 'incubating' }]),

  'acceptance.appoint': (_, { brought }) => [{ do: 'open-sheets', experts: expertsBrought(brought) }, { do: 'refresh-parent' }],
  'acceptance.reinforce': (_, { brought }) => [{ do: 'open-sheets', experts: expertsBrought(brought) }],
  'acceptance.conclude': () => [{ do: 'freeze', purpose: '验收结果' }],
  'acceptance.confirm': on<Acceptance>(({ id, studio = '', state, standard }) =>
    state === 'passed'
      ? [
          { do: 'enlist', studio, acceptance: id, standard },
          { do: 'notify-studio', text: '考核验收达标，已列入命名名单' },
        ]
      : [{ do: 'notify-studio', text: state === 'rectifying' ? '考核验收未达标，请在期限内整改后申请复验' : '复验仍未达标，验收未通过' }],
  ),

  'sheet.accept': () => [{ do: 'refresh-parent' }],
  'sheet.submit': () => [{ do: 'freeze-sheet' }, { do: 'refresh-siblings' }, { do: 'refresh-parent' }],
  'sheet.reopen': () => [{ do: 'refresh-siblings' }, { do: 'refresh-parent' }],
  'sheet.recuse': () => [{ do: 'refresh-siblings' }, { do: 'refresh-parent' }, { do: 'give-back', text: '有一名专家声明利害关系、回避了，请看是否增补' }],
  'sheet.abstain': () => [{ do: 'refresh-siblings' }, { do: 'refresh-parent' }, { do: 'give-back', text: '有一名专家弃权，请看是否增补' }],
  'sheet.dismiss': () => [{ do: 'refresh-siblings' }, { do: 'refresh-parent' }],

  'meeting.decide': (_, { brought }) => [
    { do: 'insist-on-item', ...(brought as { item: string; at?: number }) },
    { do: 'hold-decision', ...(brought as { item: string; step: string; input: unknown }) },
  ],
  'meeting.defer': (_, { brought }) => [{ do: 'insist-on-item', ...(brought as { item: string; at?: number }) }],
  'meeting.release': (_, { brought }) => [{ do: 'release-decision', ...(brought as { item: string }) }],

  'designation.approve': on<Designation>(({ items, state }) => [
    ...(state === 'publicity' ? [{ do: 'open-publicity' } as const] : []),
    ...items
      .filter((item) => item.state === 'deferred')
      .map(({ studioId: studio, acceptanceId: acceptance, standard }) => ({ do: 'enlist', studio, acceptance, standard }) as const),
  ]),
  'designation.sign': on<Designation>(({ items, documentNumber = '' }) =>
    items
      .filter(({ state }) => state === 'named')
      .flatMap(({ studioId: studio, standard, plaqueNo = '' }): readonly Effect[] => [
        { do: 'milestone', milestone: 'qualified', studio },
        { do: 'standing', studio, standing: 'qualified', plaqueNo },
        { do: 'open-title', studio, standard, plaqueNo, documentNumber },
        { do: 'open-grant', studio, standard },
      ]),
  ),
  'publicity.end': () => [{ do: 'close-notice' }],
  'title.award': on<Title>(({ studio = '', standard }) => [
    { do: 'standing', studio, standing: 'in-force' },
    { do: 'open-grant', studio, standard },
    { do: 'notify-studio', text: '已授牌' },
  ]),

  'title.lose': on<Title>(({ studio = '', title: name }, { brought }) => [
    { do: 'replace-lost-plaque', studio, name, ...(brought as { lostOn: Day; why: string }) },
    { do: 'notify-studio', text: '牌匾遗失已登记，旧号作废，将另编新号补发' },
  ]),
  'title.takeBack': (_, { brought }) => [{ do: 'plaque-back', ...(brought as { plaqueNo: string; returnedOn: Day; returnedBy: string; note?: string }) }],

  'objection.open': on<Objection>(({ studio = '' }) => [{ do: 'item', transition: 'suspend', studio, reason: '公示期间收到异议，核查中' }]),
  'objection.reject': on<Objection>(({ studio = '' }) => [{ do: 'item', transition: 'restore', studio, reason: '异议不成立' }]),
  'objection.dismiss': on<Objection>(({ studio = '' }) => [{ do: 'item', transition: 'restore', studio, reason: '异议不予受理' }]),
  'objection.uphold': on<Objection>(({ studio = '', finding = '' }) => [{ do: 'item', transition: 'drop', studio, reason: `异议成立：${finding}` }]),

  'report.submit': () => [{ do: 'freeze-report' }, { do: 'deliver' }],
  'delivery.review': () => [{ do: 'close-report' }],
  'delivery.sendBack': (_, { brought }) => [{ do: 'return-report', remarks: (brought as { remarks: unknown }).remarks }],

  'round.open': () => [{ do: 'open-assessments' }],
  'round.announce': () => [{ do: 'place-bands' }],
  'assessment.score': () => [{ do: 'freeze', purpose: '年度考核' }],
  'assessment.rescore': on<Assessment>(({ band = 'qualifiedBand', because }) => [
    { do: 'freeze', purpose: '年度考核申诉复核' },
    { do: 'notify-studio', text: `申诉成立，已重新评分：${bandZh[band]}` },
    ...(band === 'rectify' ? [{ do: 'open-rectification', ground: 'low-score', reason: because } as const] : []),
  ]),
  'assessment.dismiss': on<Assessment>(({ reply }) => [{ do: 'notify-studio', text: `申诉复核：维持原结果。${reply}` }]),
  'assessment.place': on<Assessment>(({ year, band = 'qualifiedBand', because }) => [
    { do: 'notify-studio', text: `${year}年度考核：${bandZh[band]}（${because}）。逐项得分和理由见考核事项，十日内可申诉` },
    ...(band === 'rectify' ? [{ do: 'open-rectification', ground: 'low-score', reason: `${year}年度考核${because}` } as const] : []),
  ]),

  'rectification.order': on<Rectification>(({ reason, mendBy = '' }) => [
    { do: 'move-title', transition: 'rectify', reason },
    { do: 'notify-studio', text: `限期整改：${reason}，请于${mendBy}前整改并申请复验` },
  ]),
  'rectification.pass': on<Rectification>(({ reason }) => [
    { do: 'move-title', transition: 'heal', reason: `整改合格：${reason}` },
    { do: 'notify-studio', text: '整改复验合格，称号恢复' },
  ]),
  'rectification.fail': on<Rectification>(({ reason }) => [{ do: 'open-revocation', ground: 'not-mended', reason: `限期整改不合格：${reason}` }]),
  'rectification.lapse': on<Rectification>(({ reason }) => [{ do: 'open-revocation', ground: 'not-mended', reason: `逾期未整改：${reason}` }]),

  'revocation.revoke': on<Revocation>(({ reason, documentNumber = '' }) => [
    { do: 'move-title', transition: 'revoke', reason: `${documentNumber} ${reason}` },
    { do: 'withdraw-candidate', reason: `称号已撤销（${documentNumber}）` },
    { do: 'stop-grant', reason: `称号已撤销（${documentNumber}）` },
    { do: 'notify-studio', text: `称号已撤销（${documentNumber}）。十日内可申诉；牌匾和未用完的补助须交回` },
  ]),
  'revocation.keep': on<Revocation>(() => [
    { do: 'move-title', transition: 'heal', reason: '不予撤销' },
    { do: 'notify-studio', text: '经研究，不予撤销称号' },
  ]),
  'revocation.overturn': on<Revocation>(() => [
    { do: 'move-title', transition: 'heal', reason: '申诉成立，撤回撤销决定' },
    { do: 'notify-studio', text: '申诉成立，已撤回撤销决定' },
  ]),
  'revocation.endAppeal': () => [{ do: 'drop-reports', reason: '称号已撤销' }],
  'revocation.uphold': () => [{ do: 'drop-reports', reason: '称号已撤销' }],
  'dissolution.approve': on(({ title }) => [
    { do: 'drop-reports', reason: '工作室已注销' },
    { do: 'move-title', transition: 'dissolve', reason: `批准注销：${title}` },
    { do: 'withdraw-candidate', reason: '工作室已注销' },
    { do: 'stop-grant', reason: '工作室已注销' },
    { do: 'notify-studio', text: '已批准注销；牌匾和未用完的补助须交回' },
  ]),
  'honour.withdraw': on(({ title }) => [{ do: 'open-revocation', ground: 'honour-withdrawn', reason: `领衔人荣誉被撤销：${title}` }]),

  'review.renew': on<Review>(({ renewedUntil = '' }) => [
    { do: 'renew-title', validUntil: renewedUntil },
    { do: 'notify-studio', text: `到期复核通过，称号有效期延至${renewedUntil}` },
  ]),
  'review.fail': on<Review>(({ conclusion }) => [{ do: 'open-revocation', ground: 'review-failed', reason: `到期复核不通过：${conclusion}` }]),

  'change.approve': on<Change>(({ what }) => [{ do: 'apply-change' }, { do: 'notify-studio', text: `${changeZh[what]}已批准，即日生效` }]),
  'change.decline': on<Change>(({ what }) => [{ do: 'notify-studio', text: `${changeZh[what]}未予批准，理由见变更事项` }]),
  'partnership.confirm': () => [{ do: 'link-partner' }, { do: 'notify-studio', text: '共建单位已确认' }],

  'inspectionPlan.announce': (_, { brought }) => [{ do: 'open-draw', ...(brought as { source: string; drawOn: string }) }],
  'inspectionPlan.pair': (_, { brought }) => [{ do: 'pair', capacity: (brought as { capacity: number }).capacity }],
  'inspectionPlan.unpair': () => [{ do: 'unpair' }],
  'inspectionPlan.assign': (_, { brought }) => [{ do: 'open-inspections', teamSize: (brought as { teamSize: number }).teamSize }],
  'inspectionPlan.dispatch': () => [{ do: 'open-inspections', teamSize: 0 }],
  'inspectionPlan.send': () => [{ do: 'open-inspections', teamSize: 0 }],
  'inspectionPlan.amend': () => [{ do: 'refresh-checklists' }],
  'draw.draw': on<Draw>(({ purpose, title, result = [] }) => [
    ...(purpose === 'sample' ? [{ do: 'take-draw' } as const] : []),
    ...(purpose === 'reporters' ? result.map((studio) => ({ do: 'tell-studio', studio, text: `《${title}》抽签结果：请准备汇报` }) as const) : []),
  ]),
  'draw.void': () => [{ do: 'undo-draw' }],
  'draw.annul': () => [{ do: 'undo-draw' }],
  'inspection.confirm': on<Inspection>((inspection, { brought }) => {
    const notes = liveNotes(inspection);
    const red = notes.filter(({ level }) => level === 'red').map(({ text }) => withoutStop(text));
    if (notes.length === 0) return [{ do: 'notify-studio', text: '检查没有发现需要整改的问题' }];
    return [
      { do: 'open-findings', mendBy: (brought as { mendBy: string }).mendBy },
      ...(red.length > 0 ? [{ do: 'open-rectification', ground: 'red-finding', reason: cutTo(`检查发现严重问题：${red.join('；')}`, 780) } as const] : []),
    ];
  }),
  'finding.pass': () => [{ do: 'close-inspection' }],
  'finding.escalate': on<Finding>(({ text }) => [
    { do: 'open-rectification', ground: 'red-finding', reason: cutTo(`检查发现的问题没有整改：${withoutStop(text)}`, 780) },
    { do: 'close-inspection' },
  ]),

  'commendation.open': () => [{ do: 'put-forward' }],
  'commendation.approve': () => [{ do: 'open-publicity' }],
  'commendation.sign': on<Commendation>(({ items, honour, year, documentNumber = '' }) =>
    items
      .filter(({ state }) => state === 'commended')
      .map(
        ({ studioId: studio, certificateNo = '' }) =>
          ({ do: 'tell-studio', studio, text: `${year}年度获评${honour}（${documentNumber}），证书编号${certificateNo}` }) as const,
      ),
  ),

  'difficulty.share': (_, { brought }) => [{ do: 'open-guidance', brought: brought as Shared }],
  'experience.adopt': (_, { brought }) => [{ do: 'open-adoption', brought: brought as AdoptionForm }],
  'experience.open': () => [{ do: 'ask-named' }],
  'experience.rewrite': () => [{ do: 'ask-named' }],
  'experience.publish': on<Experience>(({ studio }) => (studio === undefined ? [] : [{ do: 'notify-studio', text: '已在经验库发布' }])),
  'challenge.answer': (_, { brought }) => [{ do: 'open-bid', brought: brought as Answer }],
  'challenge.choose': (_, { brought }) => [{ do: 'settle-bids', chosen: (brought as { bid: string }).bid, reason: '张榜单位选定了其他方案' }],
  'challenge.close': (_, { brought }) => [{ do: 'settle-bids', reason: cutTo(`已撤榜：${(brought as { reason: string }).reason}`, 500) }],
  'bid.lose': (_, { brought }) => [{ do: 'notify-studio', text: `未选中：${(brought as { reason: string }).reason}` }],
  'bid.confirm': on<Bid>(({ outcome }) => [
    { do: 'move-challenge', transition: 'solve', outcome },
    { do: 'notify-studio', text: '张榜单位已确认解决' },
  ]),
  'bid.withdraw': (_, __, before) => (before.state === 'chosen' ? [{ do: 'move-challenge', transition: 'reopen', outcome: '' }] : []),
};
