import { addDays, addMonths, type Day } from '#core/shared/days.ts';
import type { Cast, DemoUnit } from './people.ts';
import type { Chair, Player } from './player.ts';
import type { House } from '#server/kernel/house.ts';

/** How far a studio of the demo city has come by the day the demo starts. */
export type Goal =
  | 'founded'
  | 'ledger'
  | 'draft'
  | 'unit-review'
  | 'union-check'
  | 'unit-publicity'
  | 'union-review'
  | 'returned'
  | 'formal-check'
  | 'correction'
  | 'rejected'
  | 'withdrawn'
  | 'arranging'
  | 'scoring'
  | 'reviewed'
  | 'rectifying'
  | 'failed'
  | 'passed'
  | 'posted'
  | 'objected'
  | 'struck'
  | 'named'
  | 'account'
  | 'checking'
  | 'paying'
  | 'receipt'
  | 'paid';

export type Story = {
  readonly goal: Goal;
  readonly unit: DemoUnit;
  readonly seed: number;
  readonly foundedOn: Day;
  studio: string;
  name: string;
  lead: Chair;
  secretary: Chair;
  declaration?: string;
  acceptance?: string;
};

const pick = <T>(list: readonly T[], seed: number): T => list[seed % list.length]!;
const topics = ['返修率攻关现场分析', '工装改进讨论', '节能改造试验', '故障诊断演练', '新工艺试制', '服务流程梳理'];
const projects = ['降低返修率攻关', '工装夹具快换改造', '生产线节能改造', '设备故障预警研究', '服务流程优化', '安全防护装置改进'];

/** 立室：基层工会创建，领衔人、秘书到位。 */
export async function found(house: House, play: Player, cast: Cast, unit: DemoUnit, goal: Goal, seed: number, foundedOn: Day): Promise<Story> {
  const leadName = cast.nextName();
  const name = `${leadName}劳模创新工作室`;
  const { record } = await play.begin(unit.grassroots, 'studio.found', undefined, {
    lead: leadName,
    name,
    field: pick(['技术', '科研', '管理', '服务'], seed),
    title: pick(['高级技师', '副高级职称', '技师'], seed),
    education: pick(['大学本科', '大学专科'], seed),
    birth: `19${62 + (seed % 12)}-0${1 + (seed % 9)}`,
    department: '总装车间',
    establishedOn: foundedOn,
    profile: '长期在一线从事技术工作，主持完成多项技术改造，带出一批业务骨干。',
  });
  const studio = { id: record?.id ?? '', name };
  const seat = await house.db
    .selectFrom('officeHeld')
    .select(['id', 'personId'])
    .where('studioId', '=', studio.id)
    .where('office', '=', 'lead')
    .executeTakeFirstOrThrow();
  const lead = await cast.admit({ person: seat.personId, office: 'lead', officeId: seat.id, union: unit.id, studio: studio.id }, leadName, unit.name, name);
  const secretary = await cast.seat(await cast.person(unit.unit, '工作室秘书'), 'secretary', unit, studio);
  return { goal, unit, seed, foundedOn, studio: studio.id, name, lead, secretary };
}

/** 领衔人的劳模荣誉，附证书，等市总核实。 */
export async function claimHonour(play: Player, { studio, lead, seed }: Story): Promise<void> {
  const certificate = await play.scan(lead, '劳动模范荣誉证书');
  await play.begin(lead, 'honour.claim', studio, {
    title: pick(['厦门市劳动模范', '福建省劳动模范', '全国劳动模范'], seed),
    kind: '劳模',
    level: pick(['city', 'province', 'nation'], seed),
    year: 2005 + (seed % 7),
    issuer: '示例颁授机关',
    number: `示劳证第${1000 + seed}号`,
    certificate,
  });
}

/** 第一批台账：成员、场所、设备、制度、计划、经费。`weak` leaves out what makes an acceptance fail. */
export async function settle(play: Player, story: Story, weak: boolean): Promise<void> {
  const { studio, secretary, seed, unit } = story;
  const today = play.today();
  const members = weak ? 1 : 3 + (seed % 3);
  for (let n = 0; n < members; n += 1) {
    await play.fact(secretary, studio, 'member', {
      name: `${pick('赵钱孙冯褚卫蒋沈韩'.split(''), seed + n)}${pick('示范样例'.split(''), n)}${pick('一二三四五六七八九'.split(''), seed)}`,
      department: pick(weak ? ['总装车间'] : ['技术科', '质检班', '总装车间'], n),
      role: n === 0 ? '副领衔人' : '骨干成员',
      duty: pick(['工艺试验和数据整理', '现场实施', '资料和台账'], n),
      specialist: n < 2,
      title: pick(weak ? ['无'] : ['中级职称', '技师', '初级职称', '高级工'], n),
      education: pick(weak ? ['大学本科'] : ['大学本科', '硕士研究生', '大学专科'], n),
      birth: `19${72 + ((seed + n * 5) % 20)}-0${1 + (n % 9)}`,
      joinedOn: today,
    });
  }
  await play.fact(secretary, studio, 'premises', {
    kind: pick(['车间', '办公室', '实验室', '工作室'], seed),
    address: `厂区${1 + (seed % 5)}号楼${101 + seed}室`,
    areaM2: weak ? 12 : 25 + (seed % 40),
    fixed: true,
    since: today,
  });
  await play.fact(secretary, studio, 'equipment', {
    name: pick(['试验台', '焊接工位', '检测仪', '电脑工作站'], seed),
    model: 'SL-1',
    quantity: 1 + (seed % 3),
    valueFen: 300_000 + seed * 10_000,
    ownership: '单位',
    since: today,
  });
  for (const kind of weak ? (['学习'] as const) : (['学习', '项目', '活动', '经费', '奖励', '知识产权'] as const))
    await play.fact(secretary, studio, 'regulation', { kind, title: `工作室${kind}管理办法`, edition: `${today.slice(0, 4)}年版`, effectiveOn: today });
  if (!weak)
    await play.fact(secretary, studio, 'plan', {
      year: Number(today.slice(0, 4)),
      content: '完成攻关项目两项，组织培训四次，带徒两名，整理成果两项。',
      on: today,
    });
  await play.fact(unit.grassroots, studio, 'income', {
    source: '单位行政',
    amountFen: 1_000_000 + (seed % 5) * 500_000,
    received: true,
    voucherNo: `记字第${200 + seed}号`,
    on: today,
  });
}

/** 师带徒：领衔人带一两名成员，一年为期。 */
export async function teach(play: Player, house: House, { studio, lead, secretary, seed }: Story): Promise<void> {
  const team = await house.db
    .selectFrom('fact')
    .innerJoin('factMember', 'factMember.id', 'fact.id')
    .select('personId')
    .where('fact.studioId', '=', studio)
    .orderBy('fact.id')
    .limit(1 + (seed % 2))
    .execute();
  for (const { personId } of team) {
    await play.fact(secretary, studio, 'mentorship', {
      master: lead.person,
      apprentice: personId,
      startOn: play.today(),
      endOn: addMonths(play.today(), 24),
      skill: '操作技能和质量控制',
      promoted: seed % 3 === 0,
    });
  }
}

/** 立项，由单位行政批。 */
export async function startProject(play: Player, story: Story, n: number): Promise<string> {
  const { studio, lead, unit, seed } = story;
  const today = play.today();
  const { matter = '' } = await play.begin(lead, 'project.propose', studio, {
    name: `${pick(projects, seed + n)}${n > 0 ? '（二期）' : ''}`,
    kind: pick(['技术攻关', '技术改造', '管理创新', '服务创新'], seed + n),
    source: '自选',
    problem: '一线反映的返修多、耗时长问题，影响交付和成本。',
    goal: '返修率下降一半，单件耗时缩短两成。',
    leader: lead.person,
    startOn: today,
    endOn: addMonths(today, 8),
    milestones: [
      { name: '完成方案', dueOn: addDays(today, 45) },
      { name: '现场试用', dueOn: addDays(today, 120) },
    ],
  });
  await play.step(unit.management, 'project', matter, 'approve', {
    documentNo: `技字〔2013〕${seed + n * 50}号`,
    document: await play.scan(unit.management, '立项通知'),
  });
  return matter;
}

/** 节点按期完成的，记上；每四家有一家误了期。 */
export async function reachMilestone(play: Player, house: House, { secretary }: Story, project: string): Promise<void> {
  const next = await house.db
    .selectFrom('projectMilestone')
    .select('id')
    .where('projectId', '=', project)
    .where('doneOn', 'is', null)
    .orderBy('position')
    .executeTakeFirst();
  if (next) await play.step(secretary, 'project', project, 'reach', { milestone: next.id, doneOn: play.today() });
}

/** 记一笔：每月一两条，日期和登记日期都真。 */
export async function monthly(play: Player, story: Story, month: number): Promise<void> {
  const { studio, secretary, seed } = story;
  const today = play.today();
  const late = (seed + month) % 7 === 0 ? 40 : (seed + month) % 5;
  const on = addDays(today, -late) < story.foundedOn ? today : addDays(today, -late);
  await play.fact(secretary, studio, 'activity', {
    kind: pick(['攻关', '培训', '交流', '技术服务', '例会'], seed + month),
    topic: pick(topics, seed + month),
    on,
    leadPresent: (seed + month) % 3 !== 0,
    inside: 5 + (seed % 9),
    outside: month % 3,
    hours: 2 + (month % 3),
  });
  if (month % 3 === 1)
    await play.fact(secretary, studio, 'spending', {
      purse: 'own',
      useCode: pick(['equipment', 'project', 'training'], seed + month),
      amountFen: 80_000 + ((seed * 37) % 90) * 1000,
      payee: '示例材料商行',
      voucherNo: (seed + month) % 6 === 0 ? undefined : `支字第${seed}${month}号`,
      on: today,
    });
}

/** 单位出一道难题（二.2），等工作室接。 */
export async function poseProblem(play: Player, { studio, unit }: Story): Promise<void> {
  await play.begin(unit.management, 'problem.post', studio, {
    kind: '难题',
    area: '工艺改造',
    title: '3号线夜班返修率偏高',
    text: '近三个月夜班返修率在4%左右，影响交付，请工作室到现场看看。',
    wantedBy: addMonths(play.today(), 3),
  });
}

/** 跨单位共建（四.3）：邀请，对方自己确认，联合成果按份额登记。 */
export async function invitePartner(play: Player, { studio, lead, secretary, unit, seed }: Story, partner: Story): Promise<void> {
  if (partner.unit.id === unit.id) return;
  const agreement = await play.scan(lead, '知识产权协议');
  const { matter = '' } = await play.begin(lead, 'partnership.invite', studio, {
    partner: partner.unit.id,
    role: '提供检测设备，参加工艺试验。',
    sharePercent: 30,
    ip: 'agreement',
    agreement,
  });
  await play.step(partner.unit.grassroots, 'partnership', matter, 'confirm', { opinion: '同意共建。' });
  await play.fact(secretary, studio, 'achievement', {
    title: `联合检测方法（示例${seed}-联合）`,
    kind: 'QC成果',
    completedOn: play.today(),
    owners: [
      { unit: unit.unit, share: 70 },
      { unit: partner.unit.unit, share: 30 },
    ],
    socialBenefit: '两家单位共用检测设备，少走弯路。',
  });
}

/** 成果，多数已得到认可；个别还没有证明。 */
export async function achieve(play: Player, story: Story, n: number): Promise<void> {
  const { studio, secretary, seed } = story;
  const proven = (seed + n) % 6 !== 5;
  await play.fact(secretary, studio, 'achievement', {
    title: `${pick(['快换夹具', '节能控制方法', '检测工装', '故障预警程序', '服务标准'], seed + n)}（示例${seed}-${n + 1}）`,
    kind: pick(['实用新型', 'QC成果', '先进操作法', '发明专利', '标准'], seed + n),
    completedOn: play.today(),
    ...(proven
      ? { recogniser: '示例认定机构', level: '市', documentNo: `示认〔2013〕${seed * 3 + n}号`, document: await play.scan(secretary, '成果认定证书') }
      : {}),
    benefitFen: 2_000_000 + ((seed * 131) % 50) * 100_000,
    benefitMethod: '按年节约工时和材料计算',
    ...(seed % 3 === 0 ? {} : { benefitProof: await play.scan(secretary, '财务证明') }),
    socialBenefit: '在本单位推广，减轻劳动强度。',
  });
}
