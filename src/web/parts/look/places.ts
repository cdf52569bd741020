import type { Me } from '#contract/shapes.ts';

type Office = Me['acting']['office'];
/** A page that is not opened daily: one step from the desk, and from Ctrl+K. */
export type Place = Readonly<{ href: string; label: string }>;

const everybody = (): boolean => true;
const of =
  (...offices: readonly Office[]) =>
  (office: Office): boolean =>
    offices.includes(office);
const unions = of('grassroots', 'supervisor', 'department', 'leadership', 'auditor');
/** The registers everybody may look into have their own data scoped; who is not named here is sent away by the server anyway. */
const places: readonly (Place & Readonly<{ for: (office: Office) => boolean }>)[] = [
  { href: '/library', label: '经验库', for: everybody },
  { href: '/challenges', label: '揭榜', for: everybody },
  { href: '/support', label: '工会保障', for: unions },
  { href: '/import', label: '从 Excel 导入', for: of('grassroots', 'supervisor', 'department', 'sysadmin') },
  { href: '/scans', label: '盖章件回传', for: of('unit', 'grassroots', 'supervisor', 'department', 'leadership') },
  { href: '/review', label: '评审台', for: of('department', 'auditor') },
  { href: '/meetings', label: '会议', for: of('department', 'leadership') },
  { href: '/plaques', label: '牌匾登记簿', for: everybody },
  { href: '/archive', label: '归档', for: of('department', 'auditor') },
  { href: '/compare', label: '对照', for: of('supervisor', 'department', 'leadership', 'auditor', 'finance') },
  { href: '/standards', label: '政策版本', for: everybody },
];

/** 不天天看、菜单里放不下的几页。 */
export const placesFor = ({ acting }: Pick<Me, 'acting'>): readonly Place[] =>
  places.filter(({ for: fits }) => fits(acting.office)).map(({ href, label }) => ({ href, label }));
