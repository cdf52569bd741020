/** 职务：谁坐在哪张桌子前。`clock` 是系统自己。 */
export type Office =
  | 'lead'
  | 'secretary'
  | 'member'
  | 'unit'
  | 'grassroots'
  | 'supervisor'
  | 'department'
  | 'leadership'
  | 'finance'
  | 'expert'
  | 'auditor'
  | 'sysadmin'
  | 'secadmin'
  | 'auditadmin'
  | 'clock';

export const officeZh: Readonly<Record<Office, string>> = {
  lead: '领衔人',
  secretary: '工作室秘书',
  member: '工作室成员',
  unit: '单位行政',
  grassroots: '基层工会',
  supervisor: '归口工会',
  department: '市总经济部',
  leadership: '市总领导',
  finance: '市总财务',
  expert: '评审专家',
  auditor: '经审会',
  sysadmin: '系统管理员',
  secadmin: '安全管理员',
  auditadmin: '审计管理员',
  clock: '系统',
};

/** One office somebody holds now; a person may hold several and acts in one at a time. `kin` are declared relatives; `standsFor` is whose place it is, standing in. */
export type Actor = Readonly<{ id: string; office: Office; union?: string; studio?: string; kin: readonly string[]; officeId: string; standsFor?: string }>;

export const theSystem: Actor = { id: 'clock', office: 'clock', kin: [], officeId: 'clock' };
