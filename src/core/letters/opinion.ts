type Remark = Readonly<{ field: string; says: string }>;
const isRemark = (one: unknown): one is Remark =>
  typeof one === 'object' && one !== null && 'field' in one && 'says' in one && typeof one.field === 'string' && typeof one.says === 'string';
/** What every form calls what is said to the other side. */
const said = ['opinion', 'reason', 'note', 'statement', 'answer'] as const;

/** 这一步写下的意见、理由，和逐项说明，照原样。 */
export function opinionIn(brought: unknown): string {
  if (typeof brought !== 'object' || brought === null) return '';
  const fields = brought as Readonly<Record<string, unknown>>;
  const words = said.map((name) => fields[name]).filter((one): one is string => typeof one === 'string' && one.trim() !== '');
  const remarks = Array.isArray(fields['remarks']) ? fields['remarks'].filter(isRemark) : [];
  return [...words, ...remarks.map(({ field, says }, n) => `${n + 1}．${field}：${says}`)].join('\n　　');
}
