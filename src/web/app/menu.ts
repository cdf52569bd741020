import type { Me } from '#contract/shapes.ts';

type Office = Me['acting']['office'];
/** `also`: pages that stand under the same noun. */
export type MenuItem = Readonly<{ href: string; label: string; also?: string }>;

const desk: MenuItem = { href: '/', label: '我的桌面' };
const matters: MenuItem = { href: '/matters', label: '事项' };
const studios: MenuItem = { href: '/studios', label: '工作室' };
const targets: MenuItem = { href: '/targets', label: '目标任务' };
const year: MenuItem = { href: '/year', label: '年度' };
const library: MenuItem = { href: '/library', label: '经验', also: '/challenges' };
const support: MenuItem = { href: '/support', label: '工会保障' };
const city: MenuItem = { href: '/city', label: '全市一页' };
const unions: MenuItem = { href: '/unions', label: '工会' };
const people: MenuItem = { href: '/people', label: '人员' };
const audit: MenuItem = { href: '/audit', label: '审计日志' };
const outside: MenuItem = { href: '/outside', label: '接口' };
const scans: MenuItem = { href: '/scans', label: '盖章件' };
const scoring: MenuItem = { href: '/expert', label: '评分' };

/** 每个职务三到六个名词，多了就找不到。 */
const menus: Readonly<Record<Office, readonly MenuItem[]>> = {
  lead: [desk, studios, matters, library],
  secretary: [desk, studios, matters, library],
  member: [desk, studios, matters, library],
  unit: [desk, studios, matters, library, scans],
  grassroots: [desk, studios, matters, library, support, scans],
  supervisor: [desk, targets, year, studios, matters, unions],
  // 经验、揭榜、工会保障和全市一页, which are not opened daily, are links on the desk and on the page 年度.
  department: [desk, targets, year, studios, matters, unions],
  leadership: [desk, city, year, targets, studios, matters],
  finance: [desk, matters, studios],
  expert: [desk, scoring, matters],
  auditor: [desk, city, year, studios, matters, audit],
  sysadmin: [desk, people, unions, outside],
  secadmin: [desk, people, audit],
  auditadmin: [desk, audit],
};

/** The menu of the office that is acted in; a studio's own people go straight to their studio. */
export function menuOf({ acting }: Pick<Me, 'acting'>): readonly MenuItem[] {
  const own = acting.studio;
  return menus[acting.office].map((item) => (item === studios && own !== undefined ? { href: `/studios/${own.id}`, label: '我的工作室' } : item));
}

const writers: readonly Office[] = ['unit', 'grassroots', 'supervisor', 'department', 'leadership', 'finance'];
/** Offices whose decisions go out by letter find their outbox beside the bell. */
export const hasOutbox = ({ acting }: Pick<Me, 'acting'>): boolean => writers.includes(acting.office);
