import { z } from 'zod';
import type { Office } from '#core/people/actor.ts';
import { addDays, addMonths, type Day } from '#core/shared/days.ts';
import { askedWhen } from '#core/shared/asked-when.ts';
import { choice, count, day, file, flag, money, oneOf, oneOfCodes, optionalFile, optionalWords, words } from '#core/shared/fields.ts';
import type { Standard } from '#core/standard/standard.ts';

/** 台账的一类：叫什么、谁能记、记什么。`event` is the field that says when it happened. */
export type LedgerKind = Readonly<{
  zh: string;
  path: string;
  /** 记一笔的说法。 */
  add: string;
  by: readonly Office[];
  event: string;
  /** 工会登记的，不算工作室自己记的台账。 */
  byUnions?: true;
  form: (context: LedgerContext) => z.ZodObject;
}>;
/** 这一类记录有助于哪一条（两个标准里的键）。 */
export const helps: Readonly<Partial<Record<string, readonly string[]>>> = {
  member: ['team'],
  premises: ['premises'],
  equipment: ['premises'],
  regulation: ['regulations'],
  income: ['funding'],
  spending: ['funding'],
  achievement: ['outcomes'],
  activity: ['ledger', 'regulations'],
  mentorship: ['outcomes'],
  plan: ['regulations'],
  sign: ['plaque'],
};
export type LedgerContext = Readonly<{ today: Day; standard: Standard; establishedOn: Day }>;

const studioSide: readonly Office[] = ['lead', 'secretary'];
const unions: readonly Office[] = ['grassroots', 'unit', 'supervisor'];
const withUnit: readonly Office[] = ['lead', 'secretary', 'unit', 'grassroots'];

export const educations = ['博士研究生', '硕士研究生', '大学本科', '大学专科', '中专、高中', '初中及以下'] as const;
export const professionalTitles = ['正高级职称', '副高级职称', '中级职称', '初级职称', '高级技师', '技师', '高级工', '中级工', '初级工', '无'] as const;
export const activityKinds = ['攻关', '培训', '交流', '技术服务', '例会', '讲堂', '参观', '竞赛', '咨询', '考察接待'] as const;
export const achievementKinds = [
  '发明专利',
  '实用新型',
  '外观设计',
  '软件著作权',
  '论文',
  '标准',
  '工法',
  'QC成果',
  '先进操作法',
  '五小',
  '合理化建议',
  '获奖',
  '新产品',
  '课题',
  '手册',
] as const;
export const regulationKinds = ['学习', '项目', '活动', '经费', '奖励', '知识产权'] as const;
export const premisesKinds = ['办公室', '实验室', '工作室', '车间', '其他'] as const;
export const incomeSources = ['单位行政', '单位工会', '上级补助', '其他'] as const;
export const supportHeads = ['人员', '资金', '物资', '场地'] as const;
export const legalStatuses = ['受理', '公开', '授权', '失效', '不适用'] as const;
export const levels = ['单位', '区', '市', '省部', '国家'] as const;

const happened = (title: string, { today }: LedgerContext) => day(title, { from: '1980-01-01', to: today, example: today });
/** 工作室成立以后的事：早于成立日期的，不是这个工作室的。 */
const sinceFounded = (title: string, { today, establishedOn }: LedgerContext, extra: Readonly<{ default?: Day }> = {}) =>
  day(title, { from: establishedOn <= today ? establishedOn : today, to: today, example: today, ...extra });
/** 可以后补的：表单先不摊开。 */
const later = { 'x-later': true } as const;
/** 权属和份额（三.7、四.3）：合计不超过百分之百。 */
const owners = z
  .array(
    z.strictObject({
      unit: words('权属单位', { min: 2, max: 80, examples: ['示例单位'] }),
      share: count('份额（%）', { min: 1, max: 100, examples: [100] }),
    }),
  )
  .max(10)
  .refine((list) => list.reduce((sum, { share }) => sum + share, 0) <= 100, '各单位份额合计不能超过100%，请核对')
  .optional()
  .meta({ title: '权属和份额', description: '四.3：不填即归所在单位', ...later });

/** 认可或认定（三.7）：认可单位、文号、证明文件，缺一不算。 */
export const recognition = z.strictObject({
  recogniser: words('认可或认定单位', { min: 2, max: 80, description: '三.7：得到有关方面的认可或认定', examples: ['厦门市科学技术局'] }),
  level: oneOf('级别', levels),
  documentNo: words('文号或证书号', { min: 2, max: 80, examples: ['厦科奖〔2013〕1号'] }),
  document: file('证明文件扫描件'),
});
/** 经费到账（三.6）。 */
export const receiving = ({ today }: Pick<LedgerContext, 'today'>) =>
  z.strictObject({
    receivedOn: day('到账日期', { from: '1980-01-01', to: today, example: today }),
    voucherNo: words('凭证号', { max: 60, examples: ['记字第1号'] }),
    voucher: optionalFile('凭证扫描件'),
  });

// oxfmt-ignore
export const ledger = {
  member: {
    zh: '团队成员', path: 'members', add: '添加成员', by: studioSide, event: 'joinedOn',
    form: ({ today }) => z.strictObject({
      name: words('姓名', { max: 40, examples: ['甲示例'] }),
      department: words('班组或科室', { max: 40, examples: ['技术科'], description: '三.2：团队结构' }),
      role: words('角色', { max: 40, examples: ['业务骨干'] }),
      duty: words('分工', { max: 200, examples: ['负责工艺试验和数据整理'] }),
      specialist: flag('是业务骨干', { description: '三.2：有专长、有理论水平、工作经验和创新能力', examples: [true] }),
      title: oneOf('职称或技能等级', professionalTitles, { examples: ['中级职称'] }),
      education: oneOf('学历', educations, { examples: ['硕士研究生'] }),
      birth: z.string().regex(/^(19|20)\d{2}-(0[1-9]|1[0-2])$/, '写作 1988-06').meta({ title: '出生年月', description: '三.2：年龄结构', examples: ['1988-06'] }),
      joinedOn: happened('加入日期', { today } as LedgerContext),
      unit: optionalWords('所在单位（外单位的填写）', { max: 80, description: '四.3：共建单位的成员', ...later }),
    }),
  },
  premises: {
    zh: '场所', path: 'premises', add: '登记场所', by: withUnit, event: 'since',
    form: (context) => z.strictObject({
      kind: oneOf('依托场所', premisesKinds, { description: '四.3' }),
      address: words('地址', { min: 2, max: 120, examples: ['厂区2号楼301室'] }),
      areaM2: z.number({ error: '请填写面积' }).min(0, '面积不能为负').max(100_000, '面积过大').meta({ title: '面积', 'x-unit': '平方米', examples: [40] }),
      fixed: flag('固定场所', { description: '三.3：有固定办公活动场所', examples: [true] }),
      photo: optionalFile('场所照片'),
      since: happened('启用日期', context),
    }),
  },
  equipment: {
    zh: '仪器设备', path: 'equipment', add: '登记设备', by: withUnit, event: 'since',
    form: (context) => z.strictObject({
      name: words('名称', { max: 60, examples: ['电焊机'] }),
      model: optionalWords('型号', { max: 60 }),
      quantity: count('数量', { min: 1, max: 10_000 }),
      valueFen: money('价值', { min: 0, examples: [500_000] }),
      ownership: oneOf('权属', ['单位', '工作室', '借用'] as const),
      since: happened('启用日期', context),
    }),
  },
  regulation: {
    zh: '工作制度', path: 'regulations', add: '登记制度', by: studioSide, event: 'effectiveOn',
    form: (context) => z.strictObject({
      kind: oneOf('类别', regulationKinds, { description: '三.5：一套完整的工作制度' }),
      title: words('制度名称', { min: 2, max: 80, examples: ['工作室项目管理办法'] }),
      edition: words('版本', { max: 20, examples: ['2013年版'] }),
      file: optionalFile('制度文本'),
      effectiveOn: happened('生效日期', context),
    }),
  },
  income: {
    zh: '经费收入', path: 'incomes', add: '登记经费', by: withUnit, event: 'on',
    form: (context) => askedWhen(z.strictObject({
      source: oneOf('来源', incomeSources),
      amountFen: money('金额', { examples: [1_000_000] }),
      received: flag('已到账', { description: '三.6：计划数不算到账', examples: [true] }),
      voucherNo: words('凭证号', { max: 60, examples: ['记字第1号'] }),
      voucher: optionalFile('凭证扫描件'),
      on: day('日期', { from: '1980-01-01', to: addMonths(context.today, 12), example: context.today }),
      note: optionalWords('说明'),
    }), { voucherNo: { field: 'received', is: [true] }, voucher: { field: 'received', is: [true], optional: true } }).refine(({ received, on }) => !received || on <= context.today, { path: ['on'], message: '已到账的日期不能在今天之后' }),
  },
  spending: {
    zh: '经费支出', path: 'spendings', add: '登记支出', by: withUnit, event: 'on',
    form: (context) => z.strictObject({
      purse: oneOfCodes('用哪笔钱', { own: '单位经费', subsidy: '市总补助' }),
      useCode: oneOfCodes('用途', Object.fromEntries([...context.standard.subsidy.permittedUses, ...context.standard.subsidy.ownFundOnlyUses].map(({ code, zh }) => [code, zh]))),
      amountFen: money('金额', { examples: [50_000] }),
      payee: words('收款单位', { max: 80, examples: ['示例材料店'] }),
      voucherNo: optionalWords('凭证号', { max: 60, ...later }),
      voucher: optionalFile('发票扫描件', later),
      on: sinceFounded('支出日期', context),
      approver: optionalWords('审批人', { max: 40, ...later }),
      assetTag: optionalWords('资产编号', { max: 40, description: '购置设备的填写', ...later }),
      note: optionalWords('说明', later),
    }).refine(({ purse, useCode }) => purse === 'own' || context.standard.subsidy.permittedUses.some(({ code }) => code === useCode), { path: ['useCode'], message: '市总补助专款专用，不能用于这一用途' }),
  },
  achievement: {
    zh: '创新成果', path: 'achievements', add: '登记成果', by: [...studioSide, 'member'], event: 'completedOn',
    form: (context) => z.strictObject({
      title: words('成果名称', { min: 2, max: 120, examples: ['一种快速夹具'] }),
      kind: oneOf('类别', achievementKinds),
      number: optionalWords('专利号、登记号', { max: 60 }),
      legalStatus: oneOf('法律状态', legalStatuses, later).optional(),
      project: choice('来自哪个项目', 'own-projects', later).optional(),
      owners,
      inventors: optionalWords('完成人（按顺序）', { max: 200, ...later }),
      appliedAt: optionalWords('应用在哪里', { max: 120, description: '一：转化为现实生产力', ...later }),
      completedOn: happened('完成日期', context),
      recogniser: optionalWords('认可或认定单位', { max: 80, description: '三.7；可以后补', ...later }),
      level: oneOf('级别', levels, later).optional(),
      documentNo: optionalWords('文号或证书号', { max: 80, ...later }),
      document: optionalFile('证明文件扫描件', later),
      benefitFen: money('经济效益', { min: 0, ...later }).optional(),
      benefitMethod: optionalWords('效益计算方法', { max: 400, ...later }),
      benefitProof: optionalFile('财务证明', { description: '盖财务章', ...later }),
      socialBenefit: optionalWords('社会效益', { max: 400, ...later }),
    }),
  },
  activity: {
    zh: '工作活动', path: 'activities', add: '记一笔活动', by: [...studioSide, 'member'], event: 'on',
    form: (context) => z.strictObject({
      kind: oneOf('做了什么', activityKinds),
      topic: words('主题', { min: 2, max: 120, examples: ['焊接返修率攻关现场分析'] }),
      on: sinceFounded('日期', context, { default: context.today }),
      leadPresent: flag('领衔人参加', { examples: [true], default: true }).default(true),
      inside: count('本单位参加人数', { max: 10_000, examples: [6], default: 1 }).default(1),
      photo: optionalFile('照片'),
      outside: count('外单位参加人数', { max: 10_000, examples: [0], default: 0, ...later }).default(0),
      hours: z.number({ error: '请填写时长' }).min(0).max(1000).meta({ title: '时长', 'x-unit': '小时', examples: [2], default: 0, ...later }).default(0),
      place: optionalWords('地点', { max: 80, ...later }),
      minutes: optionalWords('过程和结果', { max: 2000, ...later }),
      project: choice('为哪个项目', 'own-projects', later).optional(),
    }),
  },
  mentorship: {
    zh: '师带徒', path: 'mentorships', add: '登记师徒', by: studioSide, event: 'startOn',
    form: (context) => z.strictObject({
      master: choice('师傅', 'team'),
      apprentice: choice('徒弟', 'team'),
      startOn: happened('协议开始', context),
      endOn: day('协议结束', { from: addDays(context.today, -1100), to: addMonths(context.today, 36), example: addMonths(context.today, 12) }),
      skill: words('传授技能', { max: 120, examples: ['焊接操作'] }),
      goals: optionalWords('培养目标', { max: 400, ...later }),
      agreement: optionalFile('师徒协议', later),
      promoted: flag('徒弟当年晋级', { examples: [false], default: false, ...later }).default(false),
    }).refine(({ master, apprentice }) => master !== apprentice, { path: ['apprentice'], message: '师傅和徒弟不能是同一人' })
      .refine(({ startOn, endOn }) => String(endOn) >= addMonths(String(startOn), 12) && String(endOn) <= addMonths(String(startOn), 36), { path: ['endOn'], message: '师徒协议期限为一至三年' }),
  },
  plan: {
    zh: '年度计划', path: 'plans', add: '登记年度计划', by: studioSide, event: 'on',
    form: (context) => z.strictObject({
      year: count('年度', { min: 2000, max: 2100, examples: [Number(context.today.slice(0, 4))] }),
      content: words('计划内容', { min: 10, max: 4000, examples: ['完成攻关项目一项，组织培训两次，带徒两名。'] }),
      on: happened('制定日期', context),
    }),
  },
  sign: {
    zh: '标识牌', path: 'signs', add: '登记标识牌', by: withUnit, event: 'since',
    form: (context) => z.strictObject({
      content: words('牌面文字', { min: 2, max: 60, examples: ['劳模创新工作室'] }),
      photo: optionalFile('照片'),
      since: happened('悬挂日期', context),
    }),
  },
  support: {
    zh: '工会支持', path: 'supports', add: '登记工会支持', by: unions, event: 'since', byUnions: true,
    form: (context) => z.strictObject({
      head: oneOf('哪方面', supportHeads, { description: '四.1：在人员、资金、物资、场地等方面给予支持和保障' }),
      content: words('支持内容', { min: 2, max: 300, examples: ['安排一名专职联络员，每月到室一次。'] }),
      since: sinceFounded('从哪天起', context, { default: context.today }),
      amountFen: money('金额或价值', { min: 0, examples: [500_000], description: '资金须填金额；物资、场地可填折价', ...later }).optional(),
      quantity: optionalWords('数量', { max: 60, examples: ['1名'], ...later }),
      until: day('到哪天止', { from: context.establishedOn, to: addMonths(context.today, 120), example: addMonths(context.today, 12), ...later }).optional(),
      file: optionalFile('文件或凭证', later),
    }).refine(({ head, amountFen }) => head !== '资金' || Number(amountFen ?? 0) > 0, { path: ['amountFen'], message: '资金支持须填金额' })
      .refine(({ since, until }) => until === undefined || String(until) >= String(since), { path: ['until'], message: '止日不早于起日' }),
  },
} as const satisfies Record<string, LedgerKind>;

export type FactKind = keyof typeof ledger;
export const factKinds = Object.keys(ledger) as readonly FactKind[];
