import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeCsv, writeSheet, type Table } from '#server/sheets/write-sheet.ts';
import { cloneChainCity, type ChainCity } from '../support/chain-city.ts';

/** 导出的就是屏幕上筛出来的：范围、筛选、次序都一样；长数字不变，公式不算。 */
let city: ChainCity;
beforeAll(async () => {
  city = await cloneChainCity();
});
afterAll(() => city?.close());

const hostile = ['=1+1', '+2', '-3+4', '@SUM(A1)', '\t=5', '01234567890123456789', '𠅤，“引号”,"双引号"\n换行', '-12.5'];
const table: Table = {
  title: '工作室/名录',
  columns: [
    { title: '名称', width: 20, is: 'text' },
    { title: '金额', width: 12, is: 'yuan' },
    { title: '日期', width: 12, is: 'day' },
    { title: '家数', width: 8, is: 'number' },
  ],
  rows: hostile.map((text, n) => [text, 1_234_56, '2013-11-18', n]),
};

it('writes text as text, money in yuan, days as days; nothing in it is a formula', async () => {
  const { sheets } = await readXlsx(await writeSheet(table));
  const rows = sheets[0]!.rows;
  expect(rows[0]).toEqual(['名称', '金额', '日期', '家数']);
  expect(rows.slice(1).map(([text]) => text)).toEqual(hostile);
  expect(rows[1]?.slice(1)).toEqual([1234.56, new Date('2013-11-18T00:00:00Z'), 0]);
  expect([...(sheets[0]!.cells?.values() ?? [])].filter(({ formula }) => formula !== undefined)).toEqual([]);
});

it('writes CSV that Excel reads as Chinese, formulas told to be text', () => {
  const csv = writeCsv(table).toString('utf8');
  expect(csv.startsWith('\uFEFF名称,金额,日期,家数\r\n')).toBe(true);
  for (const cell of ["'=1+1", "'+2", "'-3+4", "'@SUM(A1)", '-12.5,', '01234567890123456789', '""双引号""']) expect(csv).toContain(cell);
  expect(csv).not.toMatch(/(^|,|\n)[=+@]/);
});

const rowsOf = async (chair: Parameters<typeof city.as>[0], path: string) => {
  const answer = await (await city.as(chair)).download(path);
  expect(answer.status, path).toBe(200);
  return (await readXlsx(Buffer.from(await answer.arrayBuffer()))).sheets[0]!.rows.slice(1);
};

it('takes exactly what the list shows, for this reader and this filter, and leaves a line in the audit', async () => {
  const { supervisor } = city.unions[0]!;
  const person = await city.as(supervisor);
  const { items } = await person.get<{ items: { name: string }[] }>('/api/studios?limit=100&sort=name');
  expect((await rowsOf(supervisor, '/api/export/studios?sort=name')).map(([name]) => name)).toEqual(items.map(({ name }) => name));
  const everybody = await rowsOf(city.department[0]!, '/api/export/studios?sort=name');
  expect(everybody.length).toBeGreaterThan(items.length);
  const filtered = await rowsOf(city.department[0]!, '/api/export/matters?kind=declaration&open=true');
  expect(filtered.length).toBeGreaterThan(1);
  expect(new Set(filtered.map(([kind]) => kind))).toEqual(new Set(['申报']));
  const [line] = await city.sql("select which from audit where what = 'list.export' and person_id = $1", [supervisor.person]);
  expect(line?.['which']).toBe('studios');
});

it.each(['todos', 'matters', 'studios', 'entries?figure=activities&year=2013', 'year-studios?year=2013', 'experiences', 'challenges', 'support-records'])(
  'can export %s in both formats',
  async (list) => {
    const person = await city.as(city.department[0]!);
    for (const format of ['xlsx', 'csv'])
      expect((await person.download(`/api/export/${list}${list.includes('?') ? '&' : '?'}format=${format}`)).status).toBe(200);
  },
);

it('refuses a list it does not know, a filter the list does not know, and whoever is not signed in', async () => {
  const person = await city.as(city.department[0]!);
  expect((await person.send('GET', '/api/export/people')).status).toBe(404);
  expect((await person.send('GET', '/api/export/studios?colour=red')).status).toBe(400);
  expect((await fetch(`${city.url}/api/export/studios`)).status).toBe(401);
});
