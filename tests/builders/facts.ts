import type { Achievement, Activity, Honour, Income, Project, StudioFacts, Team } from '#core/studio/facts.ts';

/** Facts that are valid by themselves and meet all seven haves of 2013; a test says only what differs. */
export const anHonour = (over: Partial<Honour> = {}): Honour => ({
  id: 'h1',
  title: '厦门市劳动模范',
  level: 'city',
  kind: '劳模',
  year: 2010,
  certificate: 'f1',
  state: 'confirmed',
  ...over,
});
export const aMember = (over: Partial<Team> = {}): Team => ({
  id: 'm1',
  person: 'p1',
  department: '技术科',
  role: '骨干',
  duty: '试验',
  specialist: true,
  title: '中级职称',
  education: '硕士研究生',
  birth: '1985-01',
  eventOn: '2013-01-05',
  ...over,
});
export const aProject = (over: Partial<Project> = {}): Project => ({
  id: 'j1',
  name: '攻关',
  state: 'active',
  startOn: '2013-02-01',
  endOn: '2013-12-01',
  enteredOn: '2013-02-01',
  leader: 'lead',
  document: 'f2',
  milestones: [],
  ...over,
});
export const anAchievement = (over: Partial<Achievement> = {}): Achievement => ({
  id: 'a1',
  title: '夹具',
  kind: '实用新型',
  recogniser: '认定机构',
  documentNo: '1号',
  document: 'f3',
  benefitFen: 0,
  socialBenefit: '',
  eventOn: '2013-05-01',
  enteredOn: '2013-05-02',
  ...over,
});
export const anActivity = (over: Partial<Activity> = {}): Activity => ({
  id: 'v1',
  kind: '攻关',
  topic: '分析',
  leadPresent: true,
  inside: 5,
  outside: 0,
  eventOn: '2013-03-01',
  enteredOn: '2013-03-02',
  ...over,
});
export const anIncome = (over: Partial<Income> = {}): Income => ({
  id: 'i1',
  source: '单位行政',
  amountFen: 1_000_000,
  received: true,
  voucherNo: '1',
  eventOn: '2013-02-01',
  enteredOn: '2013-02-01',
  ...over,
});

export const facts = (over: Partial<StudioFacts> = {}): StudioFacts => ({
  id: 's1',
  name: '示例劳模创新工作室',
  establishedOn: '2013-01-01',
  plaqueAwarded: false,
  lead: { person: 'lead', department: '总装车间', title: '高级技师', education: '大学本科', birth: '1965-03', honours: [anHonour()] },
  members: [aMember()],
  premises: [{ id: 'r1', kind: '车间', areaM2: 40, fixed: true, eventOn: '2013-01-05', enteredOn: '2013-01-05' }],
  equipment: [{ id: 'e1', name: '试验台', quantity: 1, eventOn: '2013-01-05', enteredOn: '2013-01-05' }],
  regulations: [{ id: 'g1', kind: '项目', title: '项目管理办法', edition: '2013年版', eventOn: '2013-01-05', enteredOn: '2013-01-05' }],
  incomes: [anIncome()],
  spendings: [],
  achievements: [anAchievement()],
  activities: [anActivity()],
  mentorships: [],
  plans: [],
  signs: [{ id: 'n1', eventOn: '2013-01-05', enteredOn: '2013-01-05' }],
  projects: [aProject()],
  ...over,
});
