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
    const pasted = pasteInto(columns, [{ union: 'u1' }], { row: 0, column: 1 }, '20,000.00\t2013/11/18\n3000\t2013年12月1日', labels);
    expect(pasted).toEqual({
      rows: [
        { union: 'u1', amountFen: 2_000_000, on: '2013-11-18' },
        { amountFen: 300_000, on: '2013-12-01' },
      ],
      taken: 2,
      unread: [],
      beyond: 0,
    });
  });

  it.each([
    ['full-width figures', '２０，０００．５\t２０１３／１１／１８', { amountFen: 2_000_050, on: '2013-11-18' }],
    ['money as people write it', '￥1,234元\t2013年3月1日', { amountFen: 123_400, on: '2013-03-01' }],
    ['a quoted cell with commas', '"12,000.00"\t2013-03-01', { amountFen: 1_200_000, on: '2013-03-01' }],
    ['the heads of the columns, too', '金额（元）\t日期\n5\t2013.3.1', { amountFen: 500, on: '2013-03-01' }],
  ])('reads %s', (_, text, row) => {
    const { rows, unread } = pasteInto(columns, [], { row: 0, column: 1 }, text, labels);
    expect([rows, unread]).toEqual([[row], []]);
  });

  it('keeps line breaks inside quotes, quotes inside quotes, and says what had no room', () => {
    const [notes] = asked(z.strictObject({ rows: z.array(z.strictObject({ note: words('说明'), fixed: flag('固定') })).max(2) }));
    const fields = notes?.kind === 'rows' ? notes.fields : [];
    const text = '"第一行\n第二行 ""引用"""\t是\n普通\t×\n没有地方的\t否';
    expect(pasteInto(fields, [], { row: 0, column: 0 }, text, {}, 2)).toEqual({
      rows: [
        { note: '第一行\n第二行 "引用"', fixed: true },
        { note: '普通', fixed: false },
      ],
      taken: 2,
      unread: [],
      beyond: 1,
    });
    expect(pasteInto(fields, [], { row: 0, column: 1 }, '大概', {}).unread).toMatchObject([{ title: '固定', cell: '大概', why: '应填“是”或“否”' }]);
  });

  it('finds a reference by its name and tells what it could not read', () => {
    const { rows, unread } = pasteInto(columns, [], { row: 0, column: 0 }, '示范区总工会\t一万\n不认识的工会\t5', labels);
    expect({ rows, unread }).toEqual({
      rows: [{ union: 'u1' }, { amountFen: 500 }],
      unread: [
        { row: 0, column: 'amountFen', title: '金额', cell: '一万', why: '应是金额，如 1,234.50' },
        { row: 1, column: 'union', title: '工会', cell: '不认识的工会', why: '没有这一个，或不在您的范围内' },
      ],
    });
  });
});
