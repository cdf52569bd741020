import type { Says, Table } from './why.ts';

/** 哪一类表都有的项：为什么填由名字就知道；依据是这一类事项的依据。 */
// oxfmt-ignore
export const anyForm: Readonly<Record<string, string>> = {
  opinion: '这一步凭什么办，写进办理经过，以后查得到。',
  reason: '为什么这样办要有据可查，当事的人凭它知道原因。',
  note: '别的项写不下、又要让接着办的人知道的，写在这里。',
  remarks: '逐项写明，对方一次就能改对，不用再打电话问。',
  'remarks.field': '写明是哪一项，意见就显示在那一项旁边。',
  'remarks.says': '写清改成什么样，免得来回退。',
  minutesNo: '这一步由会议研究决定，记下纪要编号，决定才有出处。',
  metOn: '哪一天研究决定的，期限和文件从这一天说起。',
  grounds: '申诉不服的是哪一项、为什么，复核只看写明的。',
  mendBy: '整改到哪一天为止，到期系统提醒并安排复查。',
};
/** 原件：留作依据，办结后一并归档。 */
export const anyPaper: Readonly<Record<string, string>> = {
  file: '原件留作依据，办结后随事项一并归档。',
  seal: '单位盖章才算数：系统打印、盖章、扫描传回，逐页核对。',
  document: '文件原件留作依据，以后查得到、核得对。',
  certificate: '证书原件留作依据，核实时对照。',
  evidence: '结论要有依据材料，当事单位看得到。',
};

/** 各类事项办理的依据：这一类的表里没有单独说的项，就按它说。 */
// oxfmt-ignore
export const grounds: Readonly<Record<string, Says[1]>> = {
  acceptance: '四.1', adoption: '四.2', allocation: '附件', assessment: '四.2', bid: '二.2', challenge: '二.2', change: '四.2', commendation: '四.4',
  declaration: '四.2', delivery: '四.4', designation: '四.2', difficulty: '四.2', dissolution: '四.2', draw: '四.4*', experience: '四.2', experts: '四.1*',
  finding: '四.4', grant: '四.1', guidance: '四.2', honour: 'have.lead', inspection: '四.4', inspectionPlan: '四.4', matter: '四.2*', meeting: '四.2*',
  objection: '四.2*', partnership: '四.3', problem: '二.2', project: 'have.projects', rectification: '四.2', report: '四.4', reporters: '四.2*',
  review: '四.2', revocation: '四.2', round: '四.2', sheet: '四.2', title: '四.3', vacancy: 'have.lead', studio: '四.3',
  member: 'have.team', premises: 'have.premises', equipment: 'have.premises', regulation: 'have.regulations', income: 'have.funding', spending: '四.1',
  achievement: 'have.outcomes', activity: '二.3', mentorship: '二.4', plan: 'have.projects', sign: 'have.plaque', support: '四.1',
  agenda: '四.1', workingRule: '四.1', unionRecord: '四.1', 'in-charge': '四.1', person: 'security', account: 'security', office: 'security',
  union: '四.1', kinship: '四.2*', standIn: '四.1',
};

/** 台账作废不删：为什么作废，查的人看得到。 */
export const voided: Table = {
  '*.void': { reason: ['作废不是删除，写明为什么，检查和审计看得到。', 'archive'] },
};
