import type { Me } from '#contract/shapes.ts';

type Office = Me['acting']['office'];
export type MenuItem = Readonly<{ href: string; label: string }>;

const desk: MenuItem = { href: '/', label: '我的桌面' };
const matters: MenuItem = { href: '/matters', label: '事项' };
const studios: MenuItem = { href: '/studios', label: '工作室' };
const targets: MenuItem = { href: '/targets', label: '目标任务' };
const year: MenuItem = { href: '/year', label: '年度' };
const city: MenuItem = { href: '/city', label: '全市一页' };
const unions: MenuItem = { href: '/unions', label: '工会' };
const people: MenuItem = { href: '/people', label: '人员' };
const audit: MenuItem = { href: '/audit', label: '审计日志' };
const scoring: MenuItem = { href: '/expert', label: '评分' };

/** 每个职务三到六个名词，多了就找不到。 */
const menus: Readonly<Record<Office, readonly MenuItem[]>> = {
  lead: [desk, studios, matters],
  secretary: [desk, studios, matters],
  member: [desk, studios, matters],
  unit: [desk, studios, matters],
  grassroots: [desk, studios, matters],
  supervisor: [desk, targets, year, studios, matters, unions],
  // 全市一页 is a link on the page 年度.
  department: [desk, targets, year, studios, matters, unions],
  leadership: [desk, city, year, targets, studios, matters],
  finance: [desk, matters, studios],
  expert: [desk, scoring, matters],
  auditor: [desk, city, year, studios, matters, audit],
  sysadmin: [desk, people, unions],
  secadmin: [desk, people, audit],
  auditadmin: [desk, audit],
};

/** The menu of the office that is acted in; a studio's own people go straight to their studio. */
export function menuOf({ acting }: Pick<Me, 'acting'>): readonly MenuItem[] {
  const own = acting.studio;
  return menus[acting.office].map((item) => (item === studios && own !== undefined ? { href: `/studios/${own.id}`, label: '我的工作室' } : item));
}
