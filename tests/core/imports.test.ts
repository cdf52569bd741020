import fc from 'fast-check';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { cellText, columnsOf, readCell } from '#core/imports/columns.ts';
import { judgeRows, keyOf, type Judging } from '#core/imports/judge.ts';
import { factKinds, ledger } from '#core/studio/ledger.ts';
import { of2013 } from '../support/standards.ts';

const context = { today: '2013-11-18', standard: of2013, establishedOn: '2013-01-01' };
const columns = columnsOf(ledger.activity.form(context));
const named = (key: string) => columns.find((column) => column.key === key)!;

it('the columns are those of the form, without files and lists', () => {
  expect(columns.map(({ title }) => title)).toEqual([
    '做了什么',
    '主题',
    '日期',
    '领衔人参加',
    '本单位参加人数',
    '外单位参加人数',
    '时长（小时）',
    '地点',
    '过程和结果',
    '为哪个项目',
  ]);
  expect(named('kind')).toMatchObject({ is: 'enum', required: true, labels: { 培训: '培训' } });
  expect(columnsOf(ledger.spending.form(context)).find(({ key }) => key === 'amountFen')).toMatchObject({ title: '金额（元）', is: 'money' });
  for (const kind of factKinds) expect(columnsOf(ledger[kind].form(context)).length, kind).toBeGreaterThan(1);
});

it('reads what a clerk would write, and says of everything else what it should be', () => {
  const read = (key: string, text: string) => readCell(named(key), text, new Map([['焊装攻关', 'p1']]));
  expect(read('on', '2013年11月8日')).toEqual({ value: '2013-11-08' });
  expect(read('on', '2013-02-30')).toEqual({ wrong: '应是日期，写作 2013-11-18' });
  expect(read('leadPresent', '√')).toEqual({ value: true });
  expect(read('inside', '1,200')).toEqual({ value: 1200 });
  expect(read('inside', '一百')).toEqual({ wrong: '应是数字' });
  expect(read('inside', '1.5')).toEqual({ wrong: '应是整数' });
  expect(read('kind', '开会')).toEqual({ wrong: expect.stringMatching(/只能填：攻关、培训/) });
  expect(read('topic', '')).toEqual({ wrong: '必填' });
  expect(read('topic', '甲\u0000乙')).toEqual({ wrong: '含有不能保存的控制字符' });
  expect(read('topic', '甲\u202E乙')).toEqual({ wrong: expect.stringMatching(/方向控制符/) });
  expect(read('topic', '=1+1')).toEqual({ value: '=1+1' });
  expect(read('project', '焊装攻关')).toEqual({ value: 'p1' });
  expect(read('project', '别家的项目')).toEqual({ wrong: '没有“别家的项目”，或不在您的范围内' });
  const money = columnsOf(ledger.spending.form(context)).find(({ key }) => key === 'amountFen')!;
  expect([readCell(money, '1,234.5元'), readCell(money, '0.001')]).toEqual([{ value: 123450 }, { wrong: '金额最多两位小数' }]);
});

it('what is printed is read back as the same', () => {
  const form = z.strictObject({
    a: z.string().meta({ title: 'a' }),
    n: z.int().meta({ title: 'n' }),
    f: z.int().meta({ title: 'f', 'x-unit': 'fen' }),
    d: z.iso.date().meta({ title: 'd', format: 'date' }),
    b: z.boolean().meta({ title: 'b' }),
    e: z.enum(['x', 'y']).meta({ title: 'e', 'x-labels': { x: '甲', y: '乙' } }),
  });
  const [a, n, f, d, b, e] = columnsOf(form);
  const back = (column: typeof a, value: unknown) => expect(readCell(column!, cellText(column!, value))).toEqual({ value });
  fc.assert(
    fc.property(
      fc.stringMatching(/^[一-龥]{1,9}$/),
      fc.nat(1e9),
      fc.nat(1e12),
      fc.date({ min: new Date('1990-01-01'), max: new Date('2050-01-01'), noInvalidDate: true }),
      fc.boolean(),
      fc.constantFrom('x', 'y'),
      (text, count, fen, date, flag, code) => {
        back(a, text);
        back(n, count);
        back(f, fen);
        back(d, date.toISOString().slice(0, 10));
        back(b, flag);
        back(e, code);
      },
    ),
  );
});

it('a row that is there already changes nothing, one that differs is refused by column, one that stands twice is refused the second time', () => {
  const few = columns.slice(0, 5);
  const keys = ['on', 'kind', 'topic'];
  const there = ['培训', '焊接', '2013-11-01', '是', '6'];
  const judging: Judging = { columns: few, keys, existing: new Map([[keyOf(few, keys, there), there]]), choices: new Map() };
  const judged = (...rows: string[][]) =>
    judgeRows(
      judging,
      rows.map((cells, index) => ({ row: index + 2, cells })),
      cellText,
    );
  expect(judged(there).map(({ says }) => says)).toEqual(['same']);
  expect(judged(['培训', ' 焊接 ', '2013年11月1日', '', '']).map(({ says }) => says)).toEqual(['same']);
  expect(judged(['培训', '焊接', '2013-11-01', '是', '7'])).toMatchObject([
    { says: 'refused', faults: [{ column: '本单位参加人数', message: expect.stringContaining('系统里是“6”，表里是“7”') }] },
  ]);
  const fresh = ['攻关', '夹具', '2013-11-02', '否', '3'];
  expect(judged(fresh, there, fresh)).toMatchObject([
    { row: 2, says: 'new', input: { kind: '攻关', topic: '夹具', on: '2013-11-02', leadPresent: false, inside: 3 } },
    { row: 3, says: 'same' },
    { row: 4, says: 'refused', faults: [{ message: '与第2行重复' }] },
  ]);
});
