import type { Designation } from '#core/batch/designation.ts';
import type { Commendation } from '#core/commendation/life.ts';
import type { Block, Letter, Paper } from '#core/papers/model.ts';
import type { Publicity } from '#core/publicity/life.ts';
import type { Rectification } from '#core/rectification/life.ts';
import { revocationGrounds, type Revocation } from '#core/revocation/life.ts';
import { dayZh, type Day } from '#core/shared/days.ts';
import { inWords, yuan } from '#core/shared/money.ts';
import type { Matter as Subject } from '#core/shared/life.ts';
import type { Matter } from '#contract/shapes.ts';
import { codeOf } from './forms.ts';

/** A letter is drafted from the matter itself: its number and its day are there only once it is signed. */
export type Drafted = Readonly<{ matter: Matter; subject: Subject; city: string; base?: string; contact?: string | undefined }>;
type Draft = Readonly<{
  title: string;
  to: string;
  blocks: readonly Block[];
  number?: string | undefined;
  on?: Day | undefined;
  attachments?: readonly string[];
  copies?: string;
  /** 公示：没有红头、文号和版记；便函：有机关名称，不编文号。 */
  as?: 'notice' | 'plain';
}>;
type Template = Readonly<{ name: string; zh: string; draft: (drafted: Drafted) => Draft | undefined }>;

const basis = '根据《关于深化创建劳模创新工作室工作的意见》（厦工办〔2013〕6号）';
const allUnions = '各区总工会，各产业工会（工委），开发区工委，教育工会';
const say = (text: string): Block => ({ is: 'paragraph', text });
const head = (text: string): Block => ({ is: 'heading', level: 1, text });
/** 句末有句号，已有的不再加。 */
const ended = (text: string): string => (/[。！？；]$/.test(text) ? text : `${text}。`);
const ordinals = [...'一二三四五六七八九十'];
const ordinal = (n: number): string =>
  n < 10
    ? (ordinals[n] ?? '')
    : `${n < 19 ? '' : (ordinals[Math.floor((n + 1) / 10) - 1] ?? '')}十${(n + 1) % 10 === 0 ? '' : (ordinals[((n + 1) % 10) - 1] ?? '')}`;

/** 名单按归口工会分组，各有家数。 */
function grouped(rows: readonly Readonly<{ union: string; line: string }>[]): readonly Block[] {
  const unions = [...new Set(rows.map(({ union }) => union))];
  return unions.flatMap((union, n) => {
    const lines = rows.filter((row) => row.union === union);
    return [head(`${ordinal(n)}、${union}（${lines.length}个）`), ...lines.map(({ line }) => say(line))];
  });
}

function naming({ matter, subject }: Drafted): Draft | undefined {
  const { documentNumber, issuedOn, state } = subject as Designation;
  const signed = state === 'issued';
  const items = (matter.items ?? []).filter(({ state: item }) => item.code === (signed ? 'named' : 'listed'));
  if (items.length === 0) return undefined;
  const first = items[0]!.studio.name;
  return {
    title: `关于命名${first}${items.length > 1 ? `等${items.length}个劳模创新工作室` : ''}的决定`,
    to: allUnions,
    number: documentNumber,
    on: issuedOn,
    blocks: [
      say(`${basis}，经单位申报、归口工会推荐、考核验收和公示，市总工会研究决定，命名下列${items.length}个工作室为“劳模创新工作室”，并授予牌匾。`),
      ...grouped(
        items.map(({ union, studio, hostUnit, plaqueNo }) => ({
          union,
          line: `${studio.name}（${hostUnit}${plaqueNo === undefined ? '' : `，牌匾编号${plaqueNo}`}）`,
        })),
      ),
      say(
        '希望被命名的工作室珍惜荣誉，发挥劳模示范引领作用，围绕本单位难题开展攻关和技术交流，多出成果、多出人才。各级工会要加强指导和服务，在人员、资金、物资、场地等方面给予支持和保障。',
      ),
    ],
    copies: '市总工会领导，各部室。',
  };
}

function commending({ matter, subject }: Drafted): Draft | undefined {
  const { documentNumber, announcedOn, state, honour, year, basis: approved } = subject as Commendation;
  const rows = (matter.candidates ?? []).filter(({ state: item }) => item.code === (state === 'announced' ? 'commended' : 'listed'));
  if (rows.length === 0) return undefined;
  return {
    title: `关于表彰${year}年度${honour}的通报`,
    to: allUnions,
    number: documentNumber,
    on: announcedOn,
    blocks: [
      say(
        `${year}年，全市劳模创新工作室认真贯彻${basis.slice(2)}，围绕单位难题开展攻关，取得明显成效。为表彰先进，经${approved}批准，市总工会研究决定，对组织健全、活动正常、制度完善、创新成果显著的下列${rows.length}个工作室予以表彰，授予“${honour}”称号。`,
      ),
      ...grouped(
        rows.map(({ union, studio, hostUnit, certificateNo }) => ({
          union,
          line: `${studio.name}（${hostUnit}${certificateNo === undefined ? '' : `，证书编号${certificateNo}`}）`,
        })),
      ),
      say('希望受表彰的工作室再接再厉，全市各工作室以先进为榜样，把创新成果用到生产、服务和管理中去。'),
    ],
    copies: '市总工会领导，各部室。',
  };
}

const hostOf = ({ studio, union }: Matter): string => [union?.name, studio?.name].filter((part) => part !== undefined).join('，');
function revoking({ matter, subject }: Drafted): Draft | undefined {
  const { ground, reason, documentNumber, decidedOn, notifiedOn, statement } = subject as Revocation;
  return {
    title: `关于撤销${matter.studio?.name ?? ''}“劳模创新工作室”称号的决定`,
    to: hostOf(matter),
    number: documentNumber,
    on: decidedOn,
    blocks: [
      say(`经查，${matter.studio?.name ?? ''}存在以下情况：${revocationGrounds[ground]}。${reason}`),
      say(
        `${notifiedOn === undefined ? '' : `市总工会已于${dayZh(notifiedOn)}书面告知，`}${statement === '' ? '在规定期限内未提出陈述申辩。' : `其陈述申辩意见已予研究。`}${basis}，决定撤销其“劳模创新工作室”称号，收回牌匾，停拨未拨付的补助，收回未使用的补助。`,
      ),
      say('对本决定不服的，可在收到之日起十日内向市总工会申诉。'),
    ],
    copies: '市总工会经审会、财务部。',
  };
}

function mending({ matter, subject }: Drafted): Draft | undefined {
  const { reason, demands, mendBy, since, state } = subject as Rectification;
  if (mendBy === undefined) return undefined;
  return {
    title: `关于责令${matter.studio?.name ?? ''}限期整改的通知`,
    to: hostOf(matter),
    on: state === 'proposed' ? undefined : since.slice(0, 10),
    as: 'plain',
    blocks: [
      say(`经核实，你工作室存在以下问题：${ended(reason)}`),
      say(`${basis}，现责令限期整改，要求如下：${ended(demands)}`),
      say(`请于${dayZh(mendBy)}前完成整改，并由领衔人申请复验。逾期未整改或复验不合格的，按规定撤销称号。`),
    ],
  };
}

const fact = ({ sections }: Matter, label: string): string => sections.flatMap(({ fields }) => fields).find((field) => field.label === label)?.text ?? '';
function paying({ matter, subject }: Drafted): Draft | undefined {
  const { amountFen } = subject as Subject & { amountFen?: number };
  if (amountFen === undefined) return undefined;
  return {
    title: `关于拨付${matter.studio?.name ?? ''}补助的通知`,
    to: hostOf(matter),
    as: 'plain',
    blocks: [
      say(
        `${basis}，${matter.studio?.name ?? ''}已通过考核验收并命名，现拨付补助${yuan(amountFen).replace('.00 元', '元')}（人民币${inWords(amountFen)}），收款单位为${fact(matter, '户名') || '所在单位工会'}。`,
      ),
      say('补助用于工作室建设、设备采购、项目开发和成果推广，专款专用。请单独登记使用台账，凭证齐全，接受经审监督。'),
    ],
    copies: '市总工会经审会、财务部。',
  };
}

function inspecting({ matter }: Drafted): Draft | undefined {
  if (matter.state.code === 'draft') return undefined;
  return {
    title: `关于开展${matter.title.replace(/（.*$/, '')}的通知`,
    to: allUnions,
    as: 'plain',
    blocks: [
      say(`${basis}，市总工会决定开展劳模创新工作室检查。现将有关事项通知如下。`),
      ...['方式', '范围', '检查比例', '时间', '检查对象', '说明'].flatMap((label) =>
        fact(matter, label) === '' ? [] : [say(`${label}：${fact(matter, label)}。`)],
      ),
      say('请有关单位和工作室做好准备，如实提供台账和凭证。检查不听专题汇报、不要求另写材料，以台账和现场为准。检查发现的问题逐条下达，限期整改。'),
    ],
    attachments: ['检查清单', ...(matter.sections.some(({ title }) => title === '互查配对') ? ['互查配对表'] : [])],
  };
}

/** 公示公告（domain 5）：只有工作室、所在单位、领衔人；公示不是公文文种，没有文号和红头。 */
function posting({ matter, subject, city, contact }: Drafted): Draft | undefined {
  const { snapshot, postedOn, until, code } = subject as Publicity;
  const what = matter.parent?.kind === 'commendation' ? '拟表彰' : '拟命名';
  return {
    title: `关于${what}劳模创新工作室名单的公示`,
    to: '',
    on: postedOn,
    as: 'notice',
    blocks: [
      say(
        `${basis}，经${matter.parent?.kind === 'commendation' ? '考核推荐' : '单位申报、归口工会推荐、考核验收'}和会议研究，现将${what}的${snapshot.length}个劳模创新工作室名单予以公示。`,
      ),
      ...snapshot.map(({ name, unit, lead }, index) => say(`${index + 1}．${name}（${unit}，领衔人${lead}）`)),
      say(
        `公示期自${dayZh(postedOn)}至${dayZh(until)}24:00。公示期内如有异议，请以书面形式向${city}提出：个人须署真实姓名，单位须加盖公章，并写明地址和电话。`,
      ),
      ...(contact === undefined ? [] : [say(`联系电话：${contact}`)]),
      say(`公示编号：${code}`),
    ],
  };
}

const templates: Readonly<Record<string, readonly Template[]>> = {
  designation: [{ name: 'naming-decision', zh: '命名决定', draft: naming }],
  commendation: [{ name: 'commendation-circular', zh: '表彰通报', draft: commending }],
  publicity: [{ name: 'publicity-notice', zh: '公示公告', draft: posting }],
  revocation: [{ name: 'revocation-decision', zh: '撤销决定', draft: revoking }],
  rectification: [{ name: 'rectification-notice', zh: '整改通知', draft: mending }],
  grant: [{ name: 'grant-notice', zh: '拨付通知', draft: paying }],
  inspectionPlan: [{ name: 'inspection-notice', zh: '检查通知', draft: inspecting }],
};

/** 这件事项现在能起草哪些公文。 */
export const lettersOf = (drafted: Drafted): readonly Readonly<{ name: string; zh: string; paper: Paper }>[] =>
  (templates[drafted.matter.kind] ?? []).flatMap(({ name, zh, draft }) => {
    const drawn = draft(drafted);
    if (drawn === undefined) return [];
    const { title, to, blocks, number, on, attachments = [], copies = '', as } = drawn;
    const { city, matter } = drafted;
    const letter: Letter = {
      issuer: as === 'notice' ? '' : as === 'plain' ? city : `${city}文件`,
      ...(number === undefined ? (as === 'plain' ? { number: '' } : {}) : { number }),
      to,
      attachments,
      signed: city,
      ...(on === undefined ? {} : { on }),
      copies,
      printedBy: as === 'notice' ? '' : `${city}办公室`,
    };
    return [{ name, zh, paper: { kind: 'letter', title, code: codeOf(matter), letter, blocks } }];
  });
