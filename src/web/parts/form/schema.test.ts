import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { choice, count, day, file, flag, money, oneOfCodes, optionalFile, optionalWords, remarks, words } from '#core/shared/fields.ts';
import { fieldsOf, helpsOf, type Field } from './schema.ts';

/** The very forms of the regulation, as the server prints them. */
const asked = (form: z.ZodType): readonly Field[] => fieldsOf(z.toJSONSchema(form, { io: 'input', unrepresentable: 'any' }) as Record<string, unknown>);
const only = (form: z.ZodType): Field | undefined => asked(z.strictObject({ it: form }))[0];

describe('a schema becomes fields', () => {
  it('asks a short text in a line and a long one in a box', () => {
    expect(
      [only(words('姓名', { max: 40 })), only(words('意见', { max: 2000 }))].map((field) => field?.kind === 'text' && [field.title, field.max, field.long]),
    ).toEqual([
      ['姓名', 40, false],
      ['意见', 2000, true],
    ]);
  });

  it('knows what is asked and what may be left out, and says why and how', () => {
    const form = z.strictObject({ place: words('公示地点', { examples: ['厂务公开栏'], description: '三' }), note: optionalWords('说明') });
    expect(asked(form).map(({ name, required, why, example }) => [name, required, why, example])).toEqual([
      ['place', true, '三', '厂务公开栏'],
      ['note', false, undefined, undefined],
    ]);
  });

  it('takes fen for money, with its bounds in fen', () => {
    expect(only(money('金额', { examples: [50_000] }))).toMatchObject({ kind: 'money', min: 1, max: 100_000_000_000, example: 50_000 });
  });

  it('shows other units beside the number, and whole numbers as whole', () => {
    expect(only(z.number().min(0).max(1000).meta({ title: '时长', 'x-unit': '小时' }))).toMatchObject({
      kind: 'number',
      unit: '小时',
      whole: false,
      max: 1000,
    });
    expect(only(count('人数'))).toMatchObject({ kind: 'number', whole: true, min: 0, unit: undefined });
  });

  it('keeps a day between its two days', () => {
    expect(only(day('公示至', { from: '2013-11-25', to: '2014-01-24' }))).toMatchObject({ kind: 'date', from: '2013-11-25', to: '2014-01-24' });
  });

  it('asks for files and references, optional or not', () => {
    expect(
      [only(file('盖章件')), only(optionalFile('照片')), only(choice('师傅', '/api/choices/team?studio=s1'))].map((field) => [field?.kind, field?.required]),
    ).toEqual([
      ['file', true],
      ['file', false],
      ['choice', true],
    ]);
  });

  it('shows codes as words, and a yes or no apart from a pledge', () => {
    expect(only(oneOfCodes('用哪笔钱', { own: '单位经费', subsidy: '市总补助' }))).toMatchObject({
      kind: 'enum',
      choices: [
        { value: 'own', label: '单位经费' },
        { value: 'subsidy', label: '市总补助' },
      ],
    });
    expect(only(flag('固定场所'))).toMatchObject({ kind: 'flag', pledge: false });
    expect(only(z.literal(true).meta({ title: '我承诺以上材料真实' }))).toMatchObject({ kind: 'flag', pledge: true });
  });

  it('lays an array of objects out as a table', () => {
    const table = only(remarks);
    expect(table?.kind === 'rows' && [table.least, table.most, table.fields.map(({ title }) => title)]).toEqual([1, 50, ['哪一项', '要改什么']]);
  });

  it('reads several references as one choice of many', () => {
    expect(only(z.array(choice('专家', '/api/choices/experts')).min(3).max(7).meta({ title: '评审专家' }))).toMatchObject({
      kind: 'choice',
      many: true,
      href: '/api/choices/experts',
      least: 3,
      most: 7,
      title: '评审专家',
    });
  });

  it('finds the score, its group, its suggestion and the reason that goes with it', () => {
    const form = z.strictObject({
      '3.1': z.number().min(0).max(6).multipleOf(0.5).meta({ title: '3.1 场所', 'x-group': '3', 'x-suggested': 4 }),
      '3.1-reason': optionalWords('场所扣分理由', { max: 300, 'x-reason-for': '3.1' }),
    });
    expect(asked(form)).toMatchObject([
      { kind: 'score', group: '3', max: 6, step: 0.5, suggested: 4 },
      { kind: 'text', reasonFor: '3.1' },
    ]);
  });

  it('lets wait what can follow later, but never what is required', () => {
    const later = { 'x-later': true } as const;
    const form = z.strictObject({
      topic: words('主题', later),
      place: optionalWords('地点', later),
      hours: z
        .number()
        .default(0)
        .meta({ title: '时长', ...later }),
    });
    expect(asked(form).map((field) => [field.name, field.later])).toEqual([
      ['topic', false],
      ['place', true],
      ['hours', true],
    ]);
  });

  it('reads which criterion an entry helps', () => {
    expect([helpsOf({ type: 'object', 'x-helps': '有工作制度' }), helpsOf({ type: 'object' }), helpsOf(null)]).toEqual(['有工作制度', undefined, undefined]);
  });
});
