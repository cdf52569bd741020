/** The kinds of matters as filters; a filter of a kind that the reader never sees simply finds nothing. */
export const kinds = [
  { value: 'declaration', label: '申报' },
  { value: 'acceptance', label: '考核验收' },
  { value: 'sheet', label: '评分表' },
  { value: 'designation', label: '命名批次' },
  { value: 'publicity', label: '公示' },
  { value: 'objection', label: '异议' },
  { value: 'title', label: '称号' },
  { value: 'grant', label: '补助' },
  { value: 'project', label: '攻关项目' },
  { value: 'honour', label: '荣誉' },
  { value: 'allocation', label: '目标任务' },
] as const;
/** Where a studio stands. */
export const standings = [
  { value: 'incubating', label: '培育中' },
  { value: 'declaring', label: '申报中' },
  { value: 'created', label: '已创建' },
  { value: 'qualified', label: '已命名' },
  { value: 'in-force', label: '已授牌' },
  { value: 'revoked', label: '已撤销' },
] as const;
