import type { Block, Paper } from '#core/papers/model.ts';
import type { Matter, Studio } from '#contract/shapes.ts';
import {
  factBlocks,
  fieldsOf,
  figureBlocks,
  gridOf,
  heading,
  ledgerKinds,
  paragraph,
  resultBlocks,
  sectionBlocks,
  signatureBlock,
  verdictBlocks,
  type Box,
} from './compose.ts';

/** What a paper is made from: the matter as its reader sees it, and the studio it is about, where the reader sees that. */
export type Source = Readonly<{
  matter: Matter;
  studio?: Studio | undefined;
  city: string;
  base?: string;
  contact?: string | undefined;
  plaqueCode?: string | undefined;
}>;
/** One paper a kind of matter has. */
export type Form = Readonly<{ name: string; title: string; blocks: (source: Source) => readonly Block[]; landscape?: true; boxes?: readonly Box[] }>;

/** 记录码：事项的种类和编号的末段，凭它找回。 */
export const codeOf = ({ kindZh, id }: Pick<Matter, 'kindZh' | 'id'>): string => `${kindZh} ${id.slice(-12).toUpperCase()}`;

const city = (seal: string): Box => ({
  title: '市总工会意见',
  transitions: ['accept', 'confirm', 'approve', 'publish', 'score', 'decide', 'renew', 'review'],
  seal,
});
const unit: Box = { title: '单位行政意见', transitions: ['concur'], seal: '（单位公章）' };
const grassroots: Box = { title: '基层工会意见', transitions: ['forward', 'submit', 'publish'], seal: '（工会公章）' };
const supervisor: Box = { title: '归口工会意见', transitions: ['endorse', 'concur', 'opine'], seal: '（归口工会公章）' };

const profile = ({ studio }: Source): readonly Block[] => (studio === undefined ? [] : [heading('工作室'), fieldsOf(studio.profile)]);
const told = ({ matter }: Source): readonly Block[] => sectionBlocks(matter.sections);
const named = ({ matter }: Source): Block =>
  gridOf(
    ['序号', '归口工会', '工作室名称', '所在单位', '领衔人', '验收得分', '状态', '牌匾编号', '备注'],
    (matter.items ?? []).map(({ union, studio, hostUnit, lead, score, state, plaqueNo, note }, index) => [
      `${index + 1}`,
      union,
      studio.name,
      hostUnit,
      lead,
      score === undefined ? '' : `${score}`,
      state.zh,
      plaqueNo ?? '',
      note ?? '',
    ]),
  );
const candidates = ({ matter }: Source): Block =>
  gridOf(
    ['名次', '工作室', '所在单位', '归口工会', '得分', '四条', '表彰事由', '状态', '证书编号'],
    (matter.candidates ?? []).map(({ rank, studio, hostUnit, union, score, criteria, reason, state, certificateNo }) => [
      `${rank}`,
      studio.name,
      hostUnit,
      union,
      score === 0 ? '未考核' : `${score}`,
      criteria.map(({ zh, met }) => `${zh}${met ? '' : '（未达到）'}`).join('；'),
      reason,
      state.zh,
      certificateNo ?? '',
    ]),
  );

/** 每一类事项有哪些表（domain 9）；没有专门样式的，按事项页印出。 */
export const forms: Readonly<Record<string, readonly Form[]>> = {
  declaration: [
    {
      name: 'declaration-form',
      title: '劳模创新工作室创建申报表',
      blocks: (source) => [
        ...profile(source),
        ...told(source),
        ...verdictBlocks(source.matter),
        ...(source.studio === undefined ? [] : [heading('台账摘要'), ...factBlocks(source.studio.facts, ledgerKinds)]),
      ],
      boxes: [{ title: '申报承诺', transitions: ['submit', 'amend'], seal: '（领衔人签名）' }, unit, grassroots, supervisor, city('（市总工会公章）')],
    },
  ],
  acceptance: [
    {
      name: 'acceptance-form',
      title: '劳模创新工作室验收登记表',
      blocks: (source) => [...profile(source), ...told(source), ...verdictBlocks(source.matter), ...resultBlocks(source.matter)],
      boxes: [
        { title: '工作室确认', transitions: ['reapply'], seal: '（领衔人签名）' },
        { title: '专家组意见', transitions: ['conclude'], seal: '（组长签名）' },
        { title: '归口工会意见', transitions: [], seal: '（归口工会公章）' },
        city('（市总工会公章）'),
      ],
    },
  ],
  sheet: [{ name: 'score-sheet', title: '考核验收评分表', blocks: told, boxes: [{ title: '专家签名', transitions: ['submit'], seal: '（签名）' }] }],
  report: [
    {
      name: 'annual-report',
      title: '劳模创新工作室年度工作报告',
      blocks: (source) => [...profile(source), ...told(source), ...figureBlocks(source.matter.figures)],
      boxes: [
        { title: '工作室', transitions: ['finish'], seal: '（领衔人签名）' },
        grassroots,
        { title: '归口工会审阅', transitions: [], seal: '（归口工会公章）' },
        { title: '市总工会审阅', transitions: [], seal: '（市总工会公章）' },
      ],
    },
  ],
  delivery: [
    {
      name: 'receipt',
      title: '年度工作报告报送回执',
      blocks: (source) => [...told(source), ...figureBlocks(source.matter.figures)],
      boxes: [{ title: '审阅意见', transitions: ['review'], seal: '（收件单位盖章）' }],
    },
  ],
  assessment: [
    {
      name: 'assessment-form',
      title: '劳模创新工作室年度考核表',
      blocks: (source) => [...profile(source), ...told(source)],
      boxes: [{ title: '工作室自评', transitions: ['assess'], seal: '（领衔人签名）' }, supervisor, city('（市总工会公章）')],
    },
  ],
  inspection: [
    {
      name: 'inspection-record',
      title: '劳模创新工作室检查记录表',
      blocks: told,
      boxes: [
        { title: '检查方', transitions: ['submit', 'submitRefused'], seal: '（签名）' },
        { title: '被检查方', transitions: [], seal: '（签名）' },
        city('（市总工会公章）'),
      ],
    },
  ],
  title: [
    {
      name: 'plaque-receipt',
      title: '劳模创新工作室牌匾签收单',
      blocks: (source) => [
        fieldsOf([
          { label: '工作室', text: source.matter.title },
          ...(source.studio === undefined ? [] : [{ label: '所在单位', text: source.studio.hostUnit }]),
        ]),
        ...told(source),
        paragraph('牌匾、证书已当面点验，名称、编号与命名决定一致，二维码扫读正常。遗失、损毁的，及时书面报告市总工会；撤销、注销、换发的，交回牌匾。'),
      ],
      boxes: [
        { title: '发放人', transitions: ['award'], seal: '（签名）' },
        { title: '签收单位', transitions: [], seal: '（签名、工会公章）' },
      ],
    },
    { name: 'matter-form', title: '称号登记表', blocks: told },
  ],
  change: [
    {
      name: 'change-form',
      title: '劳模创新工作室变更审批表',
      blocks: (source) => [...profile(source), ...told(source)],
      boxes: [
        { title: '工作室申请', transitions: ['open'], seal: '（领衔人签名）' },
        { title: '基层工会意见', transitions: [], seal: '（工会公章）' },
        supervisor,
        city('（市总工会公章）'),
      ],
    },
  ],
  designation: [
    {
      name: 'naming-list',
      title: '劳模创新工作室创建情况汇总表',
      landscape: true,
      blocks: (source) => [...told(source), named(source)],
      boxes: [{ title: '填报', transitions: ['submit'], seal: '（市总经济部）' }],
    },
  ],
  commendation: [
    {
      name: 'commendation-list',
      title: '表彰推荐名单',
      landscape: true,
      blocks: (source) => [...told(source), candidates(source)],
      boxes: [{ title: '会议研究', transitions: ['approve'], seal: '（市总工会公章）' }],
    },
  ],
  publicity: [
    {
      name: 'publicity-proof',
      title: '公示情况证明',
      blocks: (source) => [...told(source), paragraph('以上公示已按规定进行。公示期间收到异议的，办理情况见异议事项。')],
      boxes: [{ title: '公示单位', transitions: ['end'], seal: '（公章）' }],
    },
  ],
};

const plainForm = (matter: Matter): Form => ({
  name: 'matter-form',
  title: `${matter.kindZh}登记表`,
  blocks: (source) => [...told(source), ...verdictBlocks(source.matter), ...resultBlocks(source.matter)],
});
export const formsOf = (matter: Matter): readonly Form[] => forms[matter.kind] ?? [plainForm(matter)];

/** 办理经过附在每张表后面：谁、什么时候、做了什么。 */
const trail = ({ history }: Matter): readonly Block[] => [
  heading('办理经过'),
  gridOf(
    ['时间', '办理', '到', '经办'],
    history.map(({ at, zh, to, by }) => [at.slice(0, 16).replace('T', ' '), zh, to.zh, `${by.name}（${by.officeZh}）`]),
  ),
];

/** A form, filled. */
export const filled = (form: Form, source: Source): Paper => ({
  kind: form.landscape ? 'table' : 'form',
  title: form.title,
  code: codeOf(source.matter),
  ...(form.landscape ? { landscape: true as const } : {}),
  blocks: [
    ...form.blocks(source),
    ...(form.boxes === undefined ? [] : [heading('意见和签章'), signatureBlock(source.matter, form.boxes)]),
    ...trail(source.matter),
  ],
});
