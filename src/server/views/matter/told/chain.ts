import type { Acceptance } from '#core/acceptance/life.ts';
import type { Sheet } from '#core/acceptance/sheet.ts';
import type { Designation } from '#core/batch/designation.ts';
import type { Declaration } from '#core/declaration/life.ts';
import type { Grant } from '#core/grant/life.ts';
import { honourLevels, type HonourMatter } from '#core/honour/life.ts';
import type { Objection } from '#core/objection/life.ts';
import type { Actor } from '#core/people/actor.ts';
import type { ProjectMatter } from '#core/project/life.ts';
import type { Publicity } from '#core/publicity/life.ts';
import { dayZh } from '#core/shared/days.ts';
import { inWords, yuan } from '#core/shared/money.ts';
import type { Standard } from '#core/standard/standard.ts';
import type { Section } from '#contract/shapes.ts';
import type { Allocation } from '#core/targets/allocation.ts';
import type { OldPlaque, Title } from '#core/title/life.ts';
import type { Names } from '../../names.ts';
import { date, fields, table, type Told } from './parts.ts';

export const declared: Told = ({ statement, goals, ipStatement, submittedOn, postedOn, postedUntil, postedPlace, rank, acceptedOn }: Declaration) => [
  fields('申报表', [
    ['工作室简介', statement],
    ['计划和目标', goals],
    ['知识产权归属', ipStatement],
    ['提交日期', date(submittedOn)],
  ]),
  fields('公示和推荐', [
    ['单位公示', postedOn && postedUntil ? `${dayZh(postedOn)}至${dayZh(postedUntil)}，${postedPlace ?? ''}` : undefined],
    ['推荐排序', rank === undefined ? undefined : `第${rank}位`],
    ['受理日期', date(acceptedOn)],
  ]),
];
export const accepted: Told = ({ visitOn, place, record, round, concludedOn, passedOn, cleared, leaderId }: Acceptance, { actor, names }) => [
  fields('验收安排', [
    ['轮次', round === 1 ? '首次验收' : `第${round}次（复议或复验）`],
    ['现场验收', visitOn === undefined ? undefined : `${dayZh(visitOn)}，${place ?? ''}`],
    ['组长', ['department', 'leadership', 'expert'].includes(actor.office) ? names.get(leaderId ?? '') : undefined],
    [
      '不构成回避',
      actor.office === 'department'
        ? Object.entries(cleared)
            .map(([person, reason]) => `${names.get(person) ?? ''}：${reason}`)
            .join('；')
        : undefined,
    ],
  ]),
  ...(record
    ? [
        fields('现场验收记录', [
          ['验收日期', dayZh(record.visitedOn)],
          ['听取汇报', record.heardReport ? '是' : '否'],
          ['查阅材料', record.checkedMaterials ? '是' : '否'],
          ['查看现场', record.sawSite ? '是' : '否'],
          ['发现的问题', record.problems || '无'],
        ]),
      ]
    : []),
  fields('结论', [
    ['汇总日期', date(concludedOn)],
    ['通过日期', date(passedOn)],
  ]),
];
/** 打好的分，交表之前只有专家自己看得到。 */
const givenIn = (sheet: Sheet, { id }: Actor): Sheet =>
  sheet.state === 'in' || sheet.expertId === id ? sheet : { ...sheet, points: {}, reasons: {}, veto: undefined, advice: '' };
export const scoredSheet: Told = (sheet: Sheet, { names, standard, actor }) => sheetSections(givenIn(sheet, actor), names, standard);
const sheetSections = (
  { points = {}, reasons = {}, veto, vetoReason, advice, inOn, expertId, state }: Sheet,
  names: Names,
  standard: Standard,
): readonly Section[] => [
  fields('评分表', [
    ['专家', names.get(expertId)],
    ['材料', state === 'declaring' ? '声明无利害关系以后打开' : undefined],
    ['交表日期', date(inOn)],
    ['一票否决', veto === undefined ? undefined : `${standard.rubric.items.find(({ code }) => code === veto)?.zh ?? veto}：${vetoReason ?? ''}`],
    ['意见建议', advice],
  ]),
  ...(Object.keys(points).length === 0
    ? []
    : [
        table(
          '逐项得分',
          ['项目', '满分', '得分', '扣分理由'],
          standard.rubric.items.flatMap(({ code, zh, max }) =>
            points[code] === undefined ? [] : [[`${code} ${zh}`, `${max}`, `${points[code]}`, reasons[code] ?? '']],
          ),
        ),
      ]),
];
export const named: Told = ({ minutesNo, metOn, documentNumber, issuedOn }: Designation) => [
  fields('命名', [
    ['会议纪要', minutesNo],
    ['会议日期', date(metOn)],
    ['发文字号', documentNumber],
    ['印发日期', date(issuedOn)],
  ]),
];
export const posted: Told = ({ postedOn, until, endedOn, code, snapshot, sha256, id }: Publicity) => [
  {
    ...fields('公示', [
      ['公示期', `${dayZh(postedOn)}至${dayZh(until)}`],
      ['期满', date(endedOn)],
      ['公示编号', code],
      ['名单摘要（SHA-256）', sha256],
    ]),
  },
  { title: '公开页面', fields: [{ label: '公示网页', text: `/public/notices/${id}`, href: `/public/notices/${id}` }] },
  table(
    '公示名单',
    ['工作室', '所在单位', '领衔人'],
    snapshot.map(({ name, unit, lead }) => [name, unit, lead]),
  ),
];
export const objected: Told = ({ byKind, name, phone, address, grounds, seal, receipt, finding, reply, answeredOn }: Objection, { actor }) => [
  fields('异议', [
    ['回执号', receipt],
    ['异议人', ['department'].includes(actor.office) ? `${name}（${byKind === 'unit' ? '单位' : '个人'}）` : byKind === 'unit' ? '单位' : '个人'],
    ['电话', actor.office === 'department' ? phone : undefined],
    ['地址', actor.office === 'department' ? address : undefined],
    ['异议内容', grounds],
    ['异议书', seal === undefined ? undefined : '查看文件', seal],
  ]),
  fields('核查', [
    ['核查结论', finding],
    ['答复', reply],
    ['答复日期', date(answeredOn)],
  ]),
];
const fateOf = ({ awardedOn, lostOn, returnedOn }: OldPlaque): string =>
  lostOn !== undefined
    ? `${dayZh(lostOn)}遗失，作废`
    : returnedOn !== undefined
      ? `${dayZh(returnedOn)}收回`
      : awardedOn === undefined
        ? '未发出，作废'
        : '待收回';
export const titled: Told = ({
  plaqueNo,
  namedOn,
  documentNumber,
  awardedOn,
  handedBy,
  receivedBy,
  receipt,
  validUntil,
  verifyCode,
  endedOn,
  oldPlaques,
}: Title) => [
  fields('称号', [
    ['命名日期', dayZh(namedOn)],
    ['命名决定', documentNumber],
    ['有效期至', dayZh(validUntil)],
    ['撤销、注销日期', date(endedOn)],
  ]),
  fields('牌匾', [
    ['牌匾编号', plaqueNo],
    ['授牌日期', date(awardedOn)],
    ['发放人', handedBy],
    ['签收人', receivedBy],
    ['签收单', receipt === undefined ? undefined : '查看文件', receipt],
  ]),
  ...(oldPlaques.length === 0
    ? []
    : [
        table(
          '换下的牌匾',
          ['牌匾编号', '换下日期', '事由', '签收人', '下落'],
          oldPlaques.map((one) => [one.plaqueNo, dayZh(one.replacedOn), one.why, one.receivedBy ?? '', fateOf(one)]),
        ),
      ]),
  { title: '公开核验', fields: [{ label: '核验网页', text: `/verify/${verifyCode}`, href: `/verify/${verifyCode}` }] },
];
const masked = (account: string | undefined, actor: Actor): string | undefined =>
  account === undefined || ['department', 'finance', 'grassroots', 'auditor'].includes(actor.office) ? account : `****${account.slice(-4)}`;
export const granted: Told = (
  { amountFen, accountName, bank, accountNo, paidOn, voucherNo, receipt, checkedBy, paidBy }: Grant,
  { actor, names, standard },
) => [
  fields('补助', [
    ['金额', `${yuan(amountFen)}（${inWords(amountFen)}）`],
    ['依据', standard.subsidy.clause === null ? standard.programme.zh : `${standard.document.number ?? ''} ${standard.subsidy.clause}`],
    ['可用于', standard.subsidy.permittedUses.map(({ zh }) => zh).join('、')],
    ['户名', accountName],
    ['开户银行', bank],
    ['账号', masked(accountNo, actor)],
    ['核定', names.get(checkedBy ?? '')],
    ['拨付', names.get(paidBy ?? '')],
    ['拨付日期', date(paidOn)],
    ['凭证号', voucherNo],
    ['收款收据', receipt === undefined ? undefined : '查看文件', receipt],
  ]),
];
export const honoured: Told = ({ honourTitle, level, honourKind, year, issuer, number, certificate, confirmedOn }: HonourMatter) => [
  fields('荣誉', [
    ['荣誉名称', honourTitle],
    ['类别', honourKind],
    ['级别', honourLevels[level as keyof typeof honourLevels]],
    ['授予年份', `${year}年`],
    ['授予单位', issuer],
    ['证书编号', number],
    ['荣誉证书', '查看文件', certificate],
    ['核实日期', date(confirmedOn)],
  ]),
];
export const projected: Told = (
  {
    projectKind,
    source,
    problem,
    goal,
    startOn,
    endOn,
    leaderId,
    documentNo,
    document,
    closedOn,
    adoption,
    milestones,
    budgetFen,
    participants,
    spreadOn,
  }: ProjectMatter,
  { names },
) => [
  fields('项目', [
    ['类别', projectKind],
    ['来源', source],
    ['要解决的难题', problem],
    ['目标和指标', goal],
    ['起止', `${dayZh(startOn)}至${dayZh(endOn)}`],
    ['负责人', names.get(leaderId)],
    ['参加人', participants.map(({ person, percent }) => `${names.get(person) ?? ''}${percent}%`).join('、')],
    ['预算', budgetFen === undefined ? undefined : yuan(budgetFen)],
    ['立项文号', documentNo],
    ['立项文件', document === undefined ? undefined : '查看文件', document],
    ['结题日期', date(closedOn)],
    ['推广日期', date(spreadOn)],
    ['采纳证明', adoption === undefined ? undefined : '查看文件', adoption],
  ]),
  ...(milestones.length === 0
    ? []
    : [
        table(
          '节点',
          ['节点', '应完成', '实际完成'],
          milestones.map(({ name, dueOn, doneOn }) => [name, dayZh(dueOn), doneOn === undefined ? '' : dayZh(doneOn)]),
        ),
      ]),
];
export const allocated: Told = ({ basis, createdTotal, qualifiedTotal, documentNumber, issuedOn, rows }: Allocation, { names }) => [
  fields('目标任务', [
    ['计数口径', basis === 'cumulative' ? '累计到年末' : '当年新增'],
    ['全市创建任务', `${createdTotal}家`],
    ['全市达标任务', `${qualifiedTotal}家`],
    ['发文字号', documentNumber],
    ['下达日期', date(issuedOn)],
  ]),
  table(
    '任务分解表',
    ['序号', '单位', '累计创建任务数', '累计达标数'],
    [
      ...rows.map(({ unionId, created, qualified }, index) => [`${index + 1}`, names.get(unionId) ?? '', `${created}`, `${qualified}`]),
      ['', '合计', `${rows.reduce((sum, { created }) => sum + created, 0)}`, `${rows.reduce((sum, { qualified }) => sum + qualified, 0)}`],
    ],
  ),
];
