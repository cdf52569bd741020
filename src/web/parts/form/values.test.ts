import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { choice, day, flag, money, optionalWords, remarks, words } from '#core/shared/fields.ts';
import { pasteInto } from './paste.ts';
import { fieldsOf } from './schema.ts';
import { inputOf, placeOf, startingValues } from './values.ts';

const asked = (form: z.ZodType) => fieldsOf(z.toJSONSchema(form, { io: 'input', unrepresentable: 'any' }) as Record<string, unknown>);
const entry = z.strictObject({
  topic: words('主题'),
  on: day('日期'),
  amountFen: money('金额').optional(),
  fixed: flag('固定场所'),
  note: optionalWords('说明'),
});

describe('what was filled in becomes what is sent', () => {
  it('sends money in fen, days in ISO, no as no, and nothing for what was left empty', () => {
    const input = inputOf(asked(entry), { topic: ' 攻关 ', on: '2013-11-18', amountFen: 123_450, fixed: false, note: '' });
    expect(input).toEqual({ topic: '攻关', on: '2013-11-18', amountFen: 123_450, fixed: false });
    expect(entry.safeParse(input).success).toBe(true);
  });

  it('leaves empty rows out of a table', () => {
    expect(inputOf(asked(z.strictObject({ remarks })), { remarks: [{ field: '攻关项目', says: '请补充' }, {}, { field: '' }] })).toEqual({
      remarks: [{ field: '攻关项目', says: '请补充' }],
    });
  });

  it('starts a table with one empty row where one is asked, and with the rows it was given', () => {
    const row = z.strictObject({ union: words('工会'), created: z.int().meta({ title: '创建数' }) });
    const form = z.strictObject({ remarks, rows: z.array(row).default([{ union: '示范区总工会', created: 4 }]) });
    expect(startingValues(asked(form))).toEqual({ remarks: [{}], rows: [{ union: '示范区总工会', created: 4 }] });
  });

  it('sends the reason for a deduction only where points were taken off', () => {
    const item = (code: string) => ({
      [code]: z.number().max(6).meta({ title: code, 'x-group': '3' }),
      [`${code}-reason`]: optionalWords('理由', { 'x-reason-for': code }),
    });
    const fields = asked(z.strictObject({ ...item('3.1'), ...item('3.2') }));
    expect(inputOf(fields, { '3.1': 6, '3.1-reason': '先前写过', '3.2': 4.5, '3.2-reason': '缺通风' })).toEqual({
      '3.1': 6,
      '3.2': 4.5,
      '3.2-reason': '缺通风',
    });
  });
});

describe('what the server objects to finds its field', () => {
  const fields = asked(z.strictObject({ remarks, '3.1': z.number().max(6).meta({ 'x-group': '3' }), about: z.strictObject({ name: words('姓名') }) }));
  it.each([
    ['remarks.0.says', ['remarks', 0, 'says']],
    ['remarks.2', ['remarks', 2]],
    ['about.name', ['about', 'name']],
    ['3.1', ['3.1']],
    ['something', undefined],
  ])('%s', (path, place) => expect(placeOf(fields, path)).toEqual(place));
});

describe('a block from Excel pasted into a table', () => {
  const row = z.strictObject({ union: choice('工会', '/api/choices/unions'), amountFen: money('金额'), on: day('日期') });
  const [table] = asked(z.strictObject({ rows: z.array(row) }));
  const columns = table?.kind === 'rows' ? table.fields : [];
  const labels = { '/api/choices/unions': [{ value: 'u1', label: '示范区总工会' }] };

  it('fills from the cell it was pasted into and adds rows', () => {
    const { rows, taken, unread } = pasteInto(columns, [{ union: 'u1' }], { row: 0, column: 1 }, '20,000.00\t2013/11/18\n3000\t2013年12月1日', labels);
    expect({ rows, taken, unread }).toEqual({
      rows: [
        { union: 'u1', amountFen: 2_000_000, on: '2013-11-18' },
        { amountFen: 300_000, on: '2013-12-01' },
      ],
      taken: 2,
      unread: [],
    });
  });

  it('finds a reference by its name and tells what it could not read', () => {
    const { rows, unread } = pasteInto(columns, [], { row: 0, column: 0 }, '示范区总工会\t一万\n不认识的工会\t5', labels);
    expect({ rows, unread }).toEqual({ rows: [{ union: 'u1' }, { amountFen: 500 }], unread: ['一万', '不认识的工会'] });
  });
});
