import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { readXlsx, writeXlsx } from 'hucre/xlsx';
import { ZipFile } from 'yazl';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Importable, ImportReport } from '#contract/shapes.ts';
import { factKinds, ledger } from '#core/studio/ledger.ts';
import { cloneChainCity, type ChainCity } from '../support/chain-city.ts';
import type { Person } from '../support/robot.ts';

/** Excel 进来：先试，逐行说结论；全部能进才进；同样的再来一遍，什么也不变。 */
let city: ChainCity;
let lead: Person;
let studio = '';
let name = '';
beforeAll(async () => {
  city = await cloneChainCity();
  const story = city.story('checking');
  lead = await city.as(story.lead);
  studio = story.studio;
  name = String((await city.sql('select name from studio where id = $1', [studio]))[0]!['name']);
});
afterAll(() => city?.close());

type Cell = string | number | null;
const template = async (person: Person, code: string, filled = ''): Promise<Uint8Array> =>
  new Uint8Array(await (await person.download(`/api/imports/${code}/template${filled}`)).arrayBuffer());
/** A template as somebody fills it in: rows below the head, the rest as it was. */
async function filledIn(person: Person, code: string, rows: readonly (readonly Cell[])[]): Promise<Buffer> {
  const { sheets } = await readXlsx(await template(person, code));
  const [form, , hidden] = sheets;
  return Buffer.from(
    await writeXlsx({
      sheets: [
        { name: '填写', rows: [form!.rows[0] ?? [], ...rows.map((row) => [...row])] },
        { name: hidden!.name, hidden: true, rows: hidden!.rows },
      ],
    }),
  );
}
const send = async (person: Person, code: string, bytes: Buffer, dry: boolean, file = '导入.xlsx') => {
  const id = await person.upload(bytes, file);
  const { status, body } = await person.send('POST', `/api/imports/${code}`, { file: id, dry });
  return { status, report: body as unknown as ImportReport, text: JSON.stringify(body), file: id };
};
const facts = async (): Promise<string> =>
  JSON.stringify(await city.sql('select kind, count(*)::int as n, max(entered_at) as last from fact where voided_at is null group by kind order by kind'));
const activity = (topic: string, on = '2013-11-05', more: readonly Cell[] = []): Cell[] => [name, '培训', topic, on, '是', 6, 0, 2, '', '', '', ...more];

it('a template has the columns of the form, drop-downs from the reader’s own choices, and cells that are text', async () => {
  const { sheets } = await readXlsx(await template(lead, 'ledger-activity'));
  expect(sheets.map(({ name: sheet, hidden }) => [sheet, hidden === true])).toEqual([
    ['填写', false],
    ['填写说明', false],
    ['_lingxian', true],
  ]);
  expect(sheets[0]!.rows[0]?.slice(0, 5)).toEqual(['工作室 *', '做了什么 *', '主题 *', '日期 *', '领衔人参加']);
  expect(sheets[0]!.dataValidations?.length).toBeGreaterThan(3);
  const lists = sheets[2]!.rows.flat().filter((value) => typeof value === 'string');
  expect(lists).toContain(name);
  const others = await city.sql('select name from studio where id <> $1', [studio]);
  expect(others.filter((row) => lists.includes(String(row['name'])))).toEqual([]);
});

it('who may not record it may not import it, and nobody imports for another', async () => {
  const may = async (person: Person) => (await person.get<{ items: Importable[] }>('/api/imports')).items.map(({ code }) => code);
  expect(await may(lead)).toEqual(expect.arrayContaining(['ledger-activity', 'ledger-member']));
  expect(await may(lead)).not.toContain('unions');
  expect(await may(await city.as(city.auditor))).toEqual([]);
  expect(await may(await city.as(city.admins[0]!))).toEqual(['unions', 'people']);
  expect((await lead.download('/api/imports/unions/template')).status).toBe(404);
  const foreign = String((await city.sql('select name from studio where id <> $1 order by id limit 1', [studio]))[0]!['name']);
  const { report } = await send(lead, 'ledger-activity', await filledIn(lead, 'ledger-activity', [[foreign, ...activity('别家的').slice(1)]]), true);
  expect(report).toMatchObject({
    fresh: 0,
    refused: 1,
    rows: [{ row: 2, says: 'refused', faults: [{ column: '工作室', message: `没有“${foreign}”，或不在您的范围内` }] }],
  });
});

it('tried first: every fault by row and column, and nothing is changed; then all or nothing; then again, and nothing', async () => {
  const before = await facts();
  const rows = [
    activity('焊接工艺讲解'),
    activity('夹具试装', '2013-02-30'),
    [name, '开会', '', '2013-11-06', '也许', '六', 0, 2],
    activity('焊接工艺讲解'),
    activity('早于成立', '1990-01-01'),
  ];
  const bad = await filledIn(lead, 'ledger-activity', rows);
  const tried = await send(lead, 'ledger-activity', bad, true);
  expect([tried.report.done, tried.report.fresh, tried.report.refused]).toEqual([false, 2, 3]);
  expect(tried.report.rows.slice(0, 3).map(({ row, faults }) => [row, faults.map(({ column }) => column)])).toEqual([
    [3, ['日期']],
    [4, ['做了什么', '主题', '领衔人参加', '本单位参加人数']],
    [5, ['工作室']],
  ]);
  const run = await send(lead, 'ledger-activity', bad, false);
  expect([run.status, run.text]).toEqual([422, expect.stringContaining('一行也没有导入')]);
  // What only the rules know is found by trying: the row is named all the same.
  const late = await filledIn(lead, 'ledger-activity', [rows[0]!, rows[4]!]);
  expect((await send(lead, 'ledger-activity', late, true)).report).toMatchObject({
    fresh: 1,
    refused: 1,
    rows: [{ row: 3, faults: [{ column: '日期' }] }, {}],
  });
  expect((await send(lead, 'ledger-activity', late, false)).status).toBe(422);
  expect(await facts()).toBe(before);

  const good = await filledIn(lead, 'ledger-activity', [activity('焊接工艺讲解'), activity('夹具试装', '2013年11月6日')]);
  expect((await send(lead, 'ledger-activity', good, true)).report).toMatchObject({ done: false, fresh: 2, refused: 0 });
  expect(await facts()).toBe(before);
  const twice = await Promise.all([send(lead, 'ledger-activity', good, false), send(lead, 'ledger-activity', good, false)]);
  expect(twice.map(({ status }) => status)).toEqual([200, 200]);
  expect(twice.map(({ report }) => report.fresh).toSorted((a, b) => a - b)).toEqual([0, 2]);
  expect((await city.sql("select count(*)::int as n from fact_activity where topic in ('焊接工艺讲解', '夹具试装')"))[0]).toEqual({ n: 2 });

  // The workbook that goes back says the same beside every row.
  const id = await lead.upload(bad, '导入.xlsx');
  const returned = await lead.download(`/api/imports/ledger-activity/verdicts?file=${id}`);
  const { sheets } = await readXlsx(new Uint8Array(await returned.arrayBuffer()), { readStyles: true });
  expect(sheets[0]!.rows[0]?.slice(-2)).toEqual(['结果', '说明']);
  expect(sheets[0]!.rows[2]?.slice(-2)).toEqual(['不能导入', '日期：应是日期，写作 2013-11-18']);
  const red = [...(sheets[0]!.cells ?? [])].filter(([, { style }]) => style?.fill?.type === 'pattern' && style.fill.fgColor?.rgb?.endsWith('FFC7CE') === true);
  expect(red.map(([at]) => at).filter((at) => at.startsWith('2,'))).toEqual(['2,3', '2,11']);
});

it('a database that goes away in the middle leaves nothing half done', async () => {
  const before = await facts();
  const many = await filledIn(
    lead,
    'ledger-activity',
    Array.from({ length: 400 }, (_, index) => activity(`断线${index}`)),
  );
  // At the 250th row of 400 the connection ends itself.
  await city.sql('create function cut_line() returns trigger language plpgsql as $$ begin perform pg_terminate_backend(pg_backend_pid()); return new; end $$');
  await city.sql("create trigger cut_line before insert on fact_activity for each row when (new.topic = '断线250') execute function cut_line()");
  expect((await send(lead, 'ledger-activity', many, false)).status).toBe(503);
  await city.sql('drop trigger cut_line on fact_activity');
  expect(await facts()).toBe(before);
  expect((await send(lead, 'ledger-activity', many, true)).report).toMatchObject({ fresh: 400, refused: 0 });
});

it('what was exported and is imported again changes nothing, whatever stands in it', async () => {
  const words = fc.stringMatching(/^[一-龥A-Za-z0-9=+@'"，。 𠮷䶮]{2,30}$/u).filter((text) => text.trim().length >= 2);
  const sample = fc.sample(
    fc.record({
      topic: words,
      kind: fc.constantFrom('攻关', '交流'),
      day: fc.integer({ min: 1, max: 17 }),
      inside: fc.nat(500),
      hours: fc.integer({ min: 0, max: 80 }),
      minutes: words,
    }),
    { numRuns: 40, seed: 7 },
  );
  const rows = sample.map(({ topic, kind, day, inside, hours, minutes }, index) => [
    name,
    kind,
    `${index} ${topic}`,
    `2013-11-${String(day).padStart(2, '0')}`,
    '否',
    inside,
    0,
    hours / 2,
    '',
    minutes,
    '',
  ]);
  const first = await send(lead, 'ledger-activity', await filledIn(lead, 'ledger-activity', rows), false);
  expect([first.status, first.report?.fresh], first.text).toEqual([200, 40]);
  const before = await facts();
  const admin = await city.as(city.admins[0]!);
  const clerk = await city.as(city.department[0]!);
  const grassroots = await city.as(city.story('checking').unit.grassroots);
  const all: [Person, string][] = [
    ...factKinds.filter((kind) => (ledger[kind].by as readonly string[]).includes('lead')).map((kind): [Person, string] => [lead, `ledger-${kind}`]),
    [grassroots, 'ledger-support'],
    [admin, 'unions'],
    [admin, 'people'],
    [clerk, 'studios'],
  ];
  let compared = 0;
  for (const [person, code] of all) {
    const exported = Buffer.from(await template(person, code, '?filled=1'));
    const { sheets } = await readXlsx(new Uint8Array(exported));
    const filledRows = sheets[0]!.rows.slice(1).filter((row) => row.some((value) => value !== null)).length;
    if (filledRows === 0) continue;
    const { status, report, text } = await send(person, code, exported, false);
    expect([status, report.fresh, report.same, report.refused], `${code}: ${text.slice(0, 600)}`).toEqual([200, 0, filledRows, 0]);
    compared += filledRows;
  }
  expect(compared).toBeGreaterThan(100);
  expect(await facts()).toBe(before);
});

it('unions, people and studios come in the way the screens take them', async () => {
  const supervisor = await city.as(city.story('checking').unit.union.supervisor);
  const union = city.story('checking').unit.union;
  const rows = [['导入示例厂工会', '基层工会', 'IMPORT-01', union.name, '导入示例厂']];
  expect((await send(supervisor, 'unions', await filledIn(supervisor, 'unions', rows), false)).report).toMatchObject({ done: true, fresh: 1 });
  const founded = [['导入示例厂工会', '导示甲', '导示甲劳模创新工作室', '技术', '技师', '大学专科', '1970-01', '总装车间', '2013-05-01', '长期从事装配。']];
  const book = await filledIn(supervisor, 'studios', founded);
  expect((await send(supervisor, 'studios', book, false)).report).toMatchObject({ done: true, fresh: 1 });
  expect((await send(supervisor, 'studios', book, false)).report).toMatchObject({ fresh: 0, same: 1 });
  // Another district's unit is not in reach, and the same account is one person.
  const other = city.stories.find((one) => one.unit.union.id !== union.id)!;
  const strange = await filledIn(supervisor, 'studios', [
    [String((await city.sql('select name from union_org where id = $1', [other.unit.id]))[0]!['name']), ...founded[0]!.slice(1)],
  ]);
  expect((await send(supervisor, 'studios', strange, true)).report).toMatchObject({ refused: 1 });
  const admin = await city.as(city.admins[0]!);
  const people = await filledIn(admin, 'people', [['导示乙', 'import.one', '导入示例厂', '0592-0000001']]);
  expect((await send(admin, 'people', people, false)).report).toMatchObject({ fresh: 1 });
  expect((await send(admin, 'people', people, false)).report).toMatchObject({ fresh: 0, same: 1 });
});

const zipped = (parts: Readonly<Record<string, Buffer>>): Promise<Buffer> =>
  new Promise((done) => {
    const zip = new ZipFile();
    for (const [path, bytes] of Object.entries(parts)) zip.addBuffer(bytes, path);
    zip.end();
    const chunks: Buffer[] = [];
    zip.outputStream.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => done(Buffer.concat(chunks)));
  });
const skeleton = { '[Content_Types].xml': Buffer.from('<Types/>'), 'xl/workbook.xml': Buffer.from('<workbook/>') };

it('a hostile or foreign workbook is refused with a sentence, and nothing is half done', async () => {
  const before = await facts();
  const good = await filledIn(lead, 'ledger-activity', [activity('安全用电')]);
  const [form, hidden] = (await readXlsx(new Uint8Array(good))).sheets;
  const rebuilt = async (mark: string, head = form!.rows[0] ?? [], more: object = {}) =>
    Buffer.from(
      await writeXlsx({
        sheets: [
          { name: '填写', rows: [head, ...form!.rows.slice(1)], ...more },
          { name: '_lingxian', hidden: true, rows: [[mark]] },
        ],
      }),
    );
  const mark = String(hidden!.rows[0]?.[0]);
  // What is refused while it is sent never becomes a file: the upload says so itself.
  const cases: [Buffer, string, number, RegExp][] = [
    [await zipped({ ...skeleton, 'xl/worksheets/sheet1.xml': Buffer.alloc(220 * 1024 * 1024, 32) }), '炸弹.xlsx', 422, /解开以后过大/],
    [await zipped({ ...skeleton, 'xl/vbaProject.bin': Buffer.from('x') }), '宏.xlsx', 415, /宏/],
    [await zipped({ ...skeleton, 'xl/externalLinks/externalLink1.xml': Buffer.from('<x/>') }), '外链.xlsx', 422, /链接了别的文件/],
    [await zipped({ ...skeleton, 'xl/connections.xml': Buffer.from('<x/>') }), '连接.xlsx', 422, /外部数据连接/],
    [await zipped(skeleton), '空的.xlsx', 422, /打不开|不是从本系统/],
    [await rebuilt('lingxian:ledger-activity:00000000'), '旧模板.xlsx', 422, /模板是旧版（00000000），现行版是/],
    [await rebuilt('lingxian:ledger-plan:00000000'), '别的模板.xlsx', 422, /这是“台账：年度计划”的模板/],
    [await rebuilt(''), '自己做的.xlsx', 422, /不是从本系统下载的导入模板/],
    [await rebuilt(mark, ['主题']), '改了表头.xlsx', 422, /第A列应是“工作室”/],
    [await rebuilt(mark, undefined, { cells: new Map([['1,2', { formula: '1+1', value: '2' }]]) }), '公式.xlsx', 422, /填写第2行C列是公式/],
    [Buffer.from('工作室,主题\n甲,乙\n'), '清单.csv', 415, /请上传 .xlsx/],
    [await zipped({ ...skeleton, 'xl/media/image1.png': randomBytes(40 * 1024 * 1024) }), '四十兆.xlsx', 413, /30 ?MB|30兆|过大|太大/],
  ];
  for (const [bytes, file, status, says] of cases) {
    const answer = await send(lead, 'ledger-activity', bytes, false, file).catch((error: unknown) => ({
      status: Number(/upload: (\d+)/.exec(String(error))?.[1]),
      text: String(error),
    }));
    expect([answer.status, answer.text], file).toEqual([status, expect.stringMatching(says)]);
  }
  for (const topic of ['甲\u202E乙', '甲\u200B乙']) {
    const { report } = await send(lead, 'ledger-activity', await filledIn(lead, 'ledger-activity', [activity(topic)]), true);
    expect(report.rows).toMatchObject([{ row: 2, faults: [{ column: '主题', message: expect.stringMatching(/方向控制符或零宽字符/) }] }]);
  }
  expect(await facts()).toBe(before);
});
