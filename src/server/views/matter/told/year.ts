import { bandZh, excellentCap } from '#core/assessment/bands.ts';
import type { Assessment } from '#core/assessment/life.ts';
import type { Round } from '#core/assessment/round.ts';
import { recipientZh, type Delivery } from '#core/report/delivery.ts';
import { reportDays, timelinessZh, type Report } from '#core/report/life.ts';
import { dayZh } from '#core/shared/days.ts';
import { attached, date, fields, table, type Told } from './parts.ts';

export const reported: Told = (
  { year, highlights, planDone, problems, nextPlan, typicalCase, unionOpinion, seal, submittedOn, timeliness, plan, copies }: Report,
  { standard },
) => [
  fields('年度报告', [
    ['年度', `${year}年`],
    ['应报日', `${dayZh(reportDays(standard, year).due)}，宽限至${dayZh(reportDays(standard, year).grace)}`],
    ['报送日期', submittedOn === undefined ? undefined : `${dayZh(submittedOn)}（${timeliness === undefined ? '' : timelinessZh[timeliness]}）`],
    ['年初计划', plan === '' ? '没有登记年度计划' : plan],
    ['主要做法和成效', highlights],
    ['计划完成情况', planDone],
    ['困难和需要', problems],
    ['下一年打算', nextPlan],
    ['典型案例', typicalCase],
    ['基层工会意见', unionOpinion],
    ['盖章件', ...attached(seal)],
  ]),
  ...(copies.length === 0
    ? []
    : [
        table(
          '报送回执',
          ['收件', '回执号', '送达时间', '办理', '意见'],
          copies.map(({ to, receiptNo, deliveredAt, reviewedOn, state, opinion }) => [
            recipientZh[to],
            receiptNo,
            deliveredAt.slice(0, 16).replace('T', ' '),
            reviewedOn === undefined ? (state === 'returned' ? '已退回' : '待审阅') : `${dayZh(reviewedOn)}审阅`,
            opinion,
          ]),
        ),
      ]),
];
export const delivered: Told = ({ recipient, receiptNo, deliveredAt, reviewedOn, opinion }: Delivery) => [
  fields('报送回执', [
    ['收件', recipientZh[recipient]],
    ['回执号', receiptNo],
    ['送达时间', deliveredAt.slice(0, 16).replace('T', ' ')],
    ['审阅日期', date(reviewedOn)],
    ['审阅意见', opinion],
  ]),
];

const citySide = ['department', 'leadership', 'auditor'];
/** 通报之前，得分和等次只有市总一侧看得到。 */
export const assessed: Told = (
  { year, selfPoints = {}, selfNote, supervisorOpinion, result, bonus, band, because, announcedOn, appeal, reply, frozen }: Assessment,
  { actor, standard },
) => {
  const open = announcedOn !== undefined || citySide.includes(actor.office);
  const { reasons = {} } = frozen?.sheets[0] ?? {};
  return [
    fields('年度考核', [
      ['年度', `${year}年`],
      ['等次', announcedOn === undefined || band === undefined ? undefined : bandZh[band]],
      ['说明', announcedOn === undefined ? undefined : because],
      ['通报日期', date(announcedOn)],
      ['总分', open && result !== undefined ? `${result.total}分${bonus > 0 ? `，奖励分${bonus}分（只用于排名）` : ''}` : undefined],
      ['是否达标', open && result !== undefined ? (result.qualified ? '达标' : '未达标') : undefined],
      ['自评说明', selfNote],
      ['归口工会意见', supervisorOpinion],
      ['申诉', appeal],
      ['申诉答复', reply],
    ]),
    ...(open && result !== undefined
      ? [
          table(
            '逐项得分',
            ['项目', '满分', '自评', '得分', '扣分理由'],
            result.items.map(({ code, zh, max, points }) => [
              `${code} ${zh}`,
              `${max}`,
              selfPoints[code] === undefined ? '' : `${selfPoints[code]}`,
              `${points}`,
              reasons[code] ?? '',
            ]),
          ),
          table(
            '未达标的条目',
            ['条目', '原因'],
            result.criteria.filter(({ met }) => !met).map(({ title, because: why }) => [title, why]),
          ),
        ].filter(({ rows }) => rows === undefined || rows.length > 0)
      : Object.keys(selfPoints).length > 0
        ? [
            table(
              '自评得分',
              ['项目', '满分', '自评'],
              standard.rubric.items.flatMap(({ code, zh, max }) =>
                selfPoints[code] === undefined ? [] : [[`${code} ${zh}`, `${max}`, `${selfPoints[code]}`]],
              ),
            ),
          ]
        : []),
  ];
};

export const ranked: Told = ({ year, documentNumber, announcedOn, placed, running }: Round, { names, standard }) => {
  const studioOf = new Map(running.map(({ id, studio }) => [id, names.get(studio) ?? '']));
  const states: Readonly<Record<string, string>> = {
    self: '自评',
    opinion: '归口意见',
    scoring: '市总评分',
    scored: '已评完',
    announced: '已通报',
    appealed: '申诉复核',
    closed: '已办结',
  };
  return [
    fields('年度考核批次', [
      ['年度', `${year}年`],
      ['参加考核', `${running.length}家`],
      ['优秀名额', `${excellentCap(standard, running.length)}家（不超过参评家数的20%）`],
      ['通报文号', documentNumber],
      ['通报日期', date(announcedOn)],
    ]),
    placed === undefined
      ? table(
          '进度',
          ['工作室', '到了哪一步'],
          running.map(({ id, state }) => [studioOf.get(id) ?? '', states[state] ?? state]),
        )
      : table(
          '等次',
          ['名次', '工作室', '得分', '奖励分', '等次', '说明'],
          placed
            .toSorted((a, b) => b.total + b.bonus - a.total - a.bonus)
            .map(({ id, total, bonus, band, because }, index) => [`${index + 1}`, studioOf.get(id) ?? '', `${total}`, `${bonus}`, bandZh[band], because]),
        ),
  ];
};
