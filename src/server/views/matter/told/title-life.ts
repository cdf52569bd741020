import { changeZh, type Change } from '#core/change/life.ts';
import type { Difficulty } from '#core/difficulty/life.ts';
import type { Partnership } from '#core/partnership/life.ts';
import type { Problem } from '#core/problem/life.ts';
import type { Rectification } from '#core/rectification/life.ts';
import type { Review } from '#core/review/life.ts';
import type { Dissolution } from '#core/revocation/dissolution.ts';
import { revocationGrounds, type Revocation } from '#core/revocation/life.ts';
import type { Settling } from '#core/revocation/settlement.ts';
import { yuan } from '#core/shared/money.ts';
import { triggerZh } from '#core/title/triggers.ts';
import { attached, date, fields, type Told } from './parts.ts';

export const rectified: Told = ({ ground, reason, demands, mendBy, measures, proof, conclusion, healedOn, extended, holding }: Rectification) => [
  fields('限期整改', [
    ['事由', triggerZh[ground]],
    ['情况', reason],
    ['整改要求', demands],
    ['整改期限', mendBy === undefined ? undefined : `${date(mendBy)}${extended ? '（已延长一次）' : ''}`],
    ['目前仍存在', holding.map(({ zh }) => zh).join('；')],
    ['整改情况', measures],
    ['证明材料', ...attached(proof)],
    ['复验意见', conclusion],
    ['整改合格日期', date(healedOn)],
  ]),
];
const settlement = ({ plaqueReturnedOn, plaqueNote, recoveredFen, recoveryVoucher, moneySettledOn, unspentFen, hasPlaque }: Settling) =>
  fields('收牌和清算', [
    [
      '牌匾',
      plaqueReturnedOn === undefined ? (hasPlaque ? '待收回' : '没有牌匾') : `${date(plaqueReturnedOn)}收回${plaqueNote === '' ? '' : `，${plaqueNote}`}`,
    ],
    ['未用完的补助', unspentFen > 0 ? yuan(unspentFen) : '没有'],
    ['收回金额', recoveredFen === undefined ? undefined : yuan(recoveredFen)],
    ['凭证号', recoveryVoucher],
    ['清算日期', date(moneySettledOn)],
  ]);
export const revoked: Told = (matter: Revocation) => {
  const { ground, reason, evidence, notifiedOn, statement, statedOn, decidedOn, documentNumber, appeal, reply } = matter;
  return [
    fields('撤销称号', [
      ['事由', revocationGrounds[ground]],
      ['理由', reason],
      ['依据材料', ...attached(evidence)],
      ['告知日期', date(notifiedOn)],
      ['陈述申辩', statement],
      ['陈述日期', date(statedOn)],
      ['决定文号', documentNumber],
      ['决定日期', date(decidedOn)],
      ['申诉', appeal],
      ['申诉答复', reply],
    ]),
    settlement(matter),
  ];
};
export const dissolved: Told = (matter: Dissolution) => [
  fields('注销', [
    ['事由', matter.ground],
    ['说明', matter.reason],
    ['申请', ...attached(matter.file)],
    ['批准日期', date(matter.decidedOn)],
  ]),
  settlement(matter),
];
export const reReviewed: Told = ({ light, validUntil, summary, conclusion, renewedUntil }: Review) => [
  fields('到期复核', [
    ['程序', light ? '简易程序：近年考核合格、没有整改线索，不再要求提交材料' : '一般程序'],
    ['原有效期至', date(validUntil)],
    ['五年总结', summary],
    ['复核结论', conclusion],
    ['续期至', date(renewedUntil)],
  ]),
];
const askedZh: Readonly<Record<string, string>> = {
  newLead: '新领衔人',
  why: '原领衔人情况',
  newName: '新名称',
  newUnit: '新的所在单位工会',
  kind: '依托场所',
  address: '新地址',
  areaM2: '面积（平方米）',
  since: '启用日期',
  into: '并入',
  field: '专长',
  goWith: '随同成员',
};
export const changed: Told = ({ what, asked, reason, file, approvedOn }: Change, { names }) => {
  const say = (value: unknown): string => (Array.isArray(value) ? value.map(say).join('、') : (names.get(String(value)) ?? String(value)));
  return [
    fields('变更', [
      ['变更事项', changeZh[what]],
      ...Object.entries(asked).flatMap(([key, value]): [string, string][] =>
        askedZh[key] === undefined || value === undefined ? [] : [[askedZh[key], say(value)]],
      ),
      ['原因', reason],
      ['证明材料', ...attached(file)],
      ['生效日期', date(approvedOn)],
    ]),
  ];
};
export const partnered: Told = (
  { partnerUnion, role, sharePercent, ip, agreement, waiver, until, confirmedOn, endedOn, othersPercent }: Partnership,
  { names },
) => [
  fields('共建', [
    ['共建单位', names.get(partnerUnion)],
    ['分工', role],
    ['成果份额', `${sharePercent}%（所在单位${100 - sharePercent - othersPercent}%${othersPercent > 0 ? `，其他共建单位${othersPercent}%` : ''}）`],
    ['知识产权约定', ip === 'agreement' ? '已签协议' : `不签协议：${waiver || '未说明'}`],
    ['协议', ...attached(agreement)],
    ['共建至', date(until)],
    ['确认日期', date(confirmedOn)],
    ['结束日期', date(endedOn)],
  ]),
];
export const troubled: Told = ({ difficultyKind, text, wanted, assignedTo, answerBy, answer, reopened, closedOn }: Difficulty) => [
  fields('困难问题', [
    ['哪方面', difficultyKind],
    ['情况', text],
    ['希望怎么帮', wanted],
    ['交给', assignedTo === undefined ? undefined : assignedTo === 'supervisor' ? '归口工会' : '市总经济部'],
    ['答复期限', date(answerBy)],
    ['答复', answer],
    ['重新打开', reopened > 0 ? `${reopened}次` : undefined],
    ['解决日期', date(closedOn)],
  ]),
];
export const posed: Told = ({ problemKind, area, text, wantedBy, plan, outcome, effect, adoptedOn }: Problem) => [
  fields(problemKind, [
    ['方面', area],
    ['情况', text],
    ['希望解决日期', date(wantedBy)],
    ['打算怎么解决', plan],
    ['结果', outcome],
    ['采纳情况和效果', effect],
    ['采用日期', date(adoptedOn)],
  ]),
];
