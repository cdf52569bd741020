import { z } from 'zod';
import { addDays, dayIn, type CityTime } from '#core/shared/days.ts';
import { choice, day, optionalFile, optionalWords, words } from '#core/shared/fields.ts';

/** 工会自己的两样（四.1）：列入议事日程，建立工作制度。 */
export type UnionRecordKind = 'agenda' | 'rule';
export const unionRecordZh: Readonly<Record<UnionRecordKind | 'support', string>> = { agenda: '议事', rule: '工作制度', support: '支持' };

/** 登记议事：哪个会、议了什么、定了什么。 */
export const agendaForm = (now: CityTime) => {
  const today = dayIn(now);
  return z.strictObject({
    body: words('会议名称', { min: 2, max: 60, description: '四.1：列入同级党政和工会的议事日程', examples: ['工会主席办公会'] }),
    date: day('会议日期', { from: addDays(today, -1100), to: today, example: today }),
    title: words('议题', { min: 2, max: 100, examples: ['研究劳模创新工作室年度工作'] }),
    decided: words('议定事项', { min: 2, max: 1000, examples: ['同意安排专项经费三万元，明确一名副主席负责。'] }),
    file: optionalFile('会议纪要'),
  });
};
export type AgendaForm = z.infer<ReturnType<typeof agendaForm>>;

/** 登记工作制度：工会管理工作室的制度，不是工作室自己的。 */
export const workingRuleForm = (now: CityTime) => {
  const today = dayIn(now);
  return z.strictObject({
    title: words('制度名称', { min: 2, max: 100, description: '四.1：建立健全工作制度', examples: ['劳模创新工作室联系制度'] }),
    edition: words('版本', { max: 40, examples: ['2013年版'] }),
    date: day('施行日期', { from: '1990-01-01', to: addDays(today, 60), example: today }),
    body: optionalWords('主要内容', { max: 1000 }),
    file: optionalFile('制度文本'),
  });
};
export type WorkingRuleForm = z.infer<ReturnType<typeof workingRuleForm>>;

/** 登记错了的作废，写明理由，原来的留着。 */
export const voidRecordForm = (record?: string) =>
  z.strictObject({
    record: choice('要作废的登记', 'own-union-records', record === undefined ? {} : { default: record }),
    reason: words('作废理由', { min: 2, max: 200, examples: ['重复登记'] }),
  });
export type VoidRecordForm = z.infer<ReturnType<typeof voidRecordForm>>;
