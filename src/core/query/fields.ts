/**
 * 查询语言认得的条件：每个清单一张表，名称是人说的话。`is` says what may stand behind it and how it is compared.
 * Written once: the server compiles from it, the page completes from it, the message for an unknown word suggests from it.
 */
export type QueryField = Readonly<{ code: string; zh: string; also?: readonly string[]; is: 'text' | 'number' | 'day' | 'yes'; says: string }>;

// oxfmt-ignore
export const matterFields: readonly QueryField[] = [
  { code: 'state',  zh: '状态',   is: 'text',   says: '如 状态:公示' },
  { code: 'kind',   zh: '类别',   is: 'text',   says: '如 类别:申报' },
  { code: 'union',  zh: '归口',   also: ['归口工会'], is: 'text', says: '如 归口:思明' },
  { code: 'unit',   zh: '单位',   also: ['所在单位'], is: 'text', says: '如 单位:机械' },
  { code: 'studio', zh: '工作室', is: 'text',   says: '如 工作室:林示甲' },
  { code: 'days',   zh: '天数',   is: 'number', says: '在这一步几天了，如 天数>5' },
  { code: 'left',   zh: '剩余',   is: 'number', says: '离期限还有几天，如 剩余<3' },
  { code: 'due',    zh: '期限',   is: 'day',    says: '如 期限<2013-12-01' },
  { code: 'opened', zh: '立项',   is: 'day',    says: '如 立项>=2013-01-01' },
  { code: 'open',   zh: '在办',   is: 'yes',    says: '如 在办:是' },
  { code: 'given',  zh: '委派',   is: 'yes',    says: '我委派给同事办的，如 委派:是' },
];
// oxfmt-ignore
export const studioFields: readonly QueryField[] = [
  { code: 'standing',  zh: '现况',   is: 'text', says: '如 现况:整改' },
  { code: 'union',     zh: '归口',   also: ['归口工会'], is: 'text', says: '如 归口:思明' },
  { code: 'unit',      zh: '单位',   also: ['所在单位'], is: 'text', says: '如 单位:医院' },
  { code: 'lead',      zh: '领衔人', is: 'text', says: '如 领衔人:林' },
  { code: 'created',   zh: '创建',   is: 'day',  says: '如 创建>=2013-01-01' },
  { code: 'qualified', zh: '达标',   is: 'day',  says: '如 达标<2014-01-01' },
  { code: 'entered',   zh: '记台账', is: 'day',  says: '最近一次记台账，如 记台账<2013-09-01' },
];
