import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { filledFields, leftToDo, together, withoutBlanks, writtenSoFar } from '#core/checklist/parts.ts';
import { carried } from '#core/drafts/carried.ts';
import { differing, draftPlace, merged, typedOf } from '#core/drafts/draft.ts';
import { aboutWhich, isAbout, standingRemarks, type Step } from '#core/handling/remarks.ts';
import { askedBlocks } from '#core/papers/asked.ts';
import { askedWhen } from '#core/shared/asked-when.ts';
import { conditionsOf, isAsked, onlyAsked } from '#core/shared/conditions.ts';
import { choice, count, day, file, flag, money, oneOf, oneOfCodes, optionalWords, words } from '#core/shared/fields.ts';

type Json = Readonly<{ properties?: Readonly<Record<string, object>>; required?: readonly string[] }>;
const schemaOf = (form: z.ZodType) => z.toJSONSchema(form, { io: 'input', unrepresentable: 'any' }) as Json;

describe('a field asked only when another one says so', () => {
  const form = askedWhen(
    z.strictObject({
      ip: oneOfCodes('知识产权', { agreement: '已签协议', waiver: '不签' }),
      agreement: file('协议'),
      waiver: words('理由'),
      why: oneOf('原因', ['甲', '乙']),
    }),
    { agreement: { field: 'ip', is: ['agreement'] }, waiver: { field: 'ip', is: ['waiver'] }, why: { field: 'ip', is: ['waiver'], optional: true } },
  );
  const issues = (value: unknown) => form.safeParse(value).error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`) ?? [];

  it('is required then, refused otherwise, and may be said to be optional', () => {
    expect(issues({ ip: 'agreement' })).toEqual(['agreement 请上传协议']);
    expect(issues({ ip: 'waiver', waiver: '' })).toContain('waiver 请填写理由');
    expect(issues({ ip: 'waiver', waiver: '仅交流技术' })).toEqual([]);
    expect(issues({ ip: 'waiver', waiver: '仅交流技术', agreement: 'f1' })).toEqual(['agreement 协议这里不用填，请去掉']);
  });

  it('is printed in the JSON Schema with its title, and is not among what is always required', () => {
    const { properties = {}, required } = schemaOf(form);
    expect(properties['agreement']).toMatchObject({ title: '协议', format: 'file', 'x-when': { field: 'ip', is: ['agreement'] } });
    expect(required).toEqual(['ip']);
  });

  it('is never sent unasked: whatever was typed, what is left is refused for no field that was not asked', () => {
    const conditions = conditionsOf(schemaOf(form).properties ?? {});
    const text = fc.option(fc.string({ minLength: 1 }), { nil: undefined });
    fc.assert(
      fc.property(fc.constantFrom('agreement', 'waiver', '', 7), text, text, text, (ip, agreement, waiver, why) => {
        const kept = onlyAsked(conditions, { ip, agreement, waiver, why });
        expect(issues(kept).filter((issue) => issue.includes('不用填'))).toEqual([]);
        for (const name of Object.keys(kept)) expect(isAsked(conditions[name], kept, conditions)).toBe(true);
      }),
    );
  });

  it('asks for nothing when what decides is itself not asked for, and does not run in circles', () => {
    const conditions = { b: { field: 'a', is: [true] }, c: { field: 'b', is: [1] }, x: { field: 'y', is: [1] }, y: { field: 'x', is: [1] } };
    expect(isAsked(conditions.c, { a: false, b: 1 }, conditions)).toBe(false);
    expect(isAsked(conditions.c, { a: true, b: 1 }, conditions)).toBe(true);
    expect(isAsked(conditions.x, { x: 1, y: 1 }, conditions)).toBe(true);
  });
});

describe('what the last return said', () => {
  const back = (brought: unknown, transition = 'sendBack'): Step => ({ transition, from: 'review', to: 'returned', back: true, brought });
  const fill: Step = { transition: 'fill', from: 'returned', to: 'returned', back: true, brought: { statement: '…' } };
  const submit: Step = { transition: 'submit', from: 'returned', to: 'review', back: false, brought: null };
  const undo = (from: string, to: string): Step => ({ transition: 'undo', from, to, back: true, brought: null });
  const said = { remarks: [{ field: '工作室简介', says: '请补充' }] };

  it.each<[string, Step[], number | undefined]>([
    ['stands while it is filled in again', [submit, back(said), fill, fill], 1],
    ['is over once it is handed in again', [back(said), fill, submit], undefined],
    ['is the last one, not the one before', [back(said), submit, back({ reason: '请再看看' })], 2],
    ['comes back when handing in is taken back', [back(said), submit, undo('review', 'returned')], 0],
    ['is gone when it is taken back itself', [submit, back(said), undo('returned', 'review')], undefined],
    ['is nothing where nothing was ever returned', [submit], undefined],
    ['is nothing where the return said nothing', [back(null)], undefined],
  ])('%s', (_, steps, at) => expect(standingRemarks(steps)?.at).toBe(at));

  it('is about the field it names, in the words people use', () => {
    expect(standingRemarks([back({ reason: ' 请补证明 ' })])?.remarks).toEqual([{ field: '', says: '请补证明' }]);
    expect([isAbout({ field: '简介' }, '工作室简介'), isAbout({ field: '“工作室简介”一栏' }, '工作室简介'), isAbout({ field: '' }, '工作室简介')]).toEqual([
      true,
      true,
      false,
    ]);
    expect(aboutWhich({ field: '目标' }, ['年度目标', '目标'])).toBe('目标');
  });
});

describe('a draft', () => {
  it('keeps only what was changed, what was cleared as nothing, and goes together with another', () => {
    expect(typedOf({ a: 1, b: 'x', c: [1] }, { a: 1, b: undefined, c: [1, 2], d: 'new' })).toEqual({ b: null, c: [1, 2], d: 'new' });
    const values = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.oneof(fc.string(), fc.integer(), fc.constant(null)));
    fc.assert(
      fc.property(values, values, fc.subarray(['a', 'b', 'c']), (mine, theirs, chosen) => {
        const both = merged(mine, theirs, new Set(chosen));
        // Nothing that only one of them wrote is lost, and of what both wrote one of the two stands.
        for (const name of Object.keys(theirs)) expect([mine[name], theirs[name]]).toContainEqual(both[name]);
        for (const name of Object.keys(mine).filter((one) => !chosen.includes(one))) expect(both[name]).toEqual(mine[name]);
        if (differing(mine, theirs).length === 0) expect(merged(mine, theirs)).toEqual(merged(theirs, mine));
      }),
    );
  });
  it.each(['/api/declarations/01a-b/fill', '/api/studios'])('belongs to an address of the API: %s', (place) => expect(draftPlace.test(place)).toBe(true));
  it.each(['', 'fill', '/api', '/api/', '/api/x?y=1', '/public/x', '//evil', `/api/${'x'.repeat(300)}`])('belongs to no other: %s', (place) =>
    expect(draftPlace.test(place)).toBe(false),
  );
});

describe('what is brought over from before', () => {
  const form = z.strictObject({
    topic: words('主题'),
    on: day('日期'),
    photo: file('照片'),
    pledge: z.literal(true).meta({ title: '承诺' }),
    account: words('账号', { 'x-personal': true }),
    people: z.array(z.strictObject({ name: words('姓名'), proof: file('证明') })).meta({ title: '名单' }),
    steps: z.array(z.strictObject({ name: words('节点'), dueOn: day('日期') })).meta({ title: '节点' }),
  });
  it('is what can be said again: no days, no files, no pledges, nothing personal, nothing the form does not ask', () => {
    const steps = [{ name: '方案', dueOn: '2012-03-01' }];
    const before = {
      topic: '攻关',
      on: '2012-11-18',
      photo: 'f1',
      pledge: true,
      account: { digest: 'd', salt: 's' },
      people: [{ name: '甲', proof: 'f2' }],
      steps,
      other: 1,
    };
    expect(carried(schemaOf(form), before)).toEqual({ topic: '攻关', steps: [{ name: '方案' }] });
    expect(carried(schemaOf(form), {})).toEqual({});
  });
});

describe('a package', () => {
  const form = askedWhen(
    z.strictObject({
      opinion: words('意见', { min: 2 }),
      seal: file('盖章件'),
      rank: count('排序', { max: 9 }).optional(),
      received: flag('到账'),
      voucher: words('凭证号'),
    }),
    { voucher: { field: 'received', is: [true] } },
  );
  const schema = schemaOf(form);
  it('says of each field whether it is there, missing or wrong, and counts what was not asked for as neither', () => {
    const values = writtenSoFar(schema, { opinion: ' 同意 ', rank: 12, received: false, seal: null });
    const fields = filledFields(schema, values, [{ field: 'rank', message: '排序不超过9' }]);
    expect(fields.map(({ name, state, paper }) => [name, state, paper])).toEqual([
      ['opinion', 'done', false],
      ['seal', 'missing', true],
      ['rank', 'wrong', false],
      ['received', 'done', false],
    ]);
    expect(leftToDo(fields)).toBe('还差盖章件；排序：排序不超过9');
    expect(filledFields(schema, { received: true }, []).find(({ name }) => name === 'voucher')?.state).toBe('missing');
  });
  it('is as good as its worst part', () =>
    expect([together([]), together(['done', 'missing']), together(['missing', 'wrong'])]).toEqual(['done', 'missing', 'wrong']));
  it('takes blanks for nothing, however deep', () =>
    expect(withoutBlanks({ a: ' ', b: [{}, { c: '' }], d: [{ e: 0 }], f: false })).toEqual({ d: [{ e: 0 }], f: false }));
});

describe('a form on paper', () => {
  const form = askedWhen(
    z.strictObject({
      kind: oneOf('方式', ['转让', '许可']),
      amountFen: money('金额'),
      received: flag('已到账'),
      voucherNo: words('凭证号'),
      on: day('日期', { description: '三.6' }),
      union: choice('工会', 'unions'),
      note: optionalWords('说明', { max: 800 }),
      rows: z.array(z.strictObject({ name: words('节点'), fen: money('预算') })).meta({ title: '节点' }),
    }),
    { voucherNo: { field: 'received', is: [true] } },
  );
  const text = (values?: Record<string, unknown>) =>
    askedBlocks(schemaOf(form), values, (id) => (id === 'u1' ? '示范区总工会' : undefined)).map((block) =>
      block.is === 'fields'
        ? block.rows.flat().map(({ label, text: says }) => `${label}｜${says.trim()}`)
        : block.is === 'grid'
          ? [block.columns.map(({ title }) => title), ...block.rows.slice(0, 2)]
          : '',
    );
  it('asks every field when blank, with units, clauses, choices to tick and lines to write on', () => {
    const [fields, , grid] = text();
    expect(fields).toEqual([
      '方式｜□ 转让　□ 许可',
      '金额（元）｜',
      '已到账｜□ 是　□ 否',
      '凭证号（“已到账”为“是”的填写）｜',
      '日期（依据三.6）｜年　　月　　日',
      '工会｜',
      '说明（不超过800字；可不填）｜',
    ]);
    expect(grid).toEqual([
      ['节点', '预算（元）'],
      ['', ''],
      ['', ''],
    ]);
  });
  it('says what was written when filled, and leaves out what was not asked for', () => {
    const [fields, , grid] = text({
      kind: '许可',
      amountFen: 123_450,
      received: false,
      voucherNo: '留着',
      on: '2013-11-18',
      union: 'u1',
      rows: [{ name: '方案', fen: 100 }],
    });
    expect(fields).toEqual([
      '方式｜许可',
      '金额（元）｜1,234.50 元',
      '已到账｜否',
      '日期（依据三.6）｜2013年11月18日',
      '工会｜示范区总工会',
      '说明（不超过800字；可不填）｜',
    ]);
    expect(grid).toEqual([
      ['节点', '预算（元）'],
      ['方案', '1.00 元'],
    ]);
  });
});
