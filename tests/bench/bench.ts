import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { reading } from '#server/kernel/house.ts';
import { listMatters } from '#server/views/list-matters.ts';
import { listStudios } from '#server/views/list-studios.ts';
import { bare, inBothCities, inSmallCity, perSecond, sideBySide, statementOf, type City } from './cities.ts';
import { measureDrafts } from './drafts.ts';
import { measureInspection } from './inspection.ts';
import type { Line } from './line.ts';
import { measurePapers } from './papers.ts';
import { measurePlans } from './search.ts';
import { measureSheets } from './sheets.ts';

/**
 * The ratios of docs/performance.md, measured side by side in one run. Absolute figures are this machine's and say
 * little; the ratios are gated. `--write` puts the table into the document; `--only=inspection` measures only that part.
 */
const perSecondText = (value: number): string => `${Math.round(value)} /s`;

async function measure(small: City, large: City): Promise<Line[]> {
  const lines: Line[] = [];
  const statement = await statementOf(() => listMatters(reading(small.running.house, small.actor), { limit: 20 }));
  const plain = await bare(small.serverUrl, statement);
  const [ours, theirs] = await sideBySide(
    () => perSecond(`${small.running.url}/api/matters?limit=20`, small.cookie),
    () => perSecond(plain.url, ''),
  );
  await plain.close();
  lines.push({
    what: '20-row list with scope : bare web server with the same SQL',
    a: perSecondText(ours),
    b: perSecondText(theirs),
    ratio: ours / theirs,
    gate: '≥ 0.5',
    fine: ours / theirs >= 0.5,
  });

  for (const [what, path] of [
    ['to-do list', '/api/todos?limit=20'],
    ['matter page', undefined],
    ['studio list (100 a page)', '/api/studios?limit=100'],
  ] as const) {
    const at = async ({ running, cookie }: City): Promise<number> => {
      const { id } = await running.house.db
        .selectFrom('matter')
        .select('id')
        .where('kind', '=', 'acceptance')
        .where('state', '=', 'passed')
        .orderBy('id')
        .executeTakeFirstOrThrow();
      return perSecond(`${running.url}${path ?? `/api/matters/${id}`}`, cookie);
    };
    const [few, many] = await sideBySide(
      () => at(small),
      () => at(large),
    );
    lines.push({
      what: `${what}: ${small.studios} : ${large.studios} studios`,
      a: perSecondText(few),
      b: perSecondText(many),
      ratio: few / many,
      gate: '≤ 1.5 times slower',
      fine: few / many <= 1.5,
    });
  }
  return [...lines, ...(await measureSearch(small, large)), ...(await measureYear(small, large)), ...(await draftsOf(small)), ...(await papersOf(small))];
}

/** The search over everything, and the plans of the query language. */
async function measureSearch(small: City, large: City): Promise<Line[]> {
  // A studio with a life behind it, of a name nobody else bears: as much is found in either city.
  const nameIn = async ({ running }: City): Promise<string> => {
    const { name } = await running.house.db
      .selectFrom('studio')
      .select('name')
      .where('standing', '=', 'in-force')
      .groupBy('name')
      .having(({ fn }) => fn.countAll(), '=', 1)
      .orderBy(({ fn }) => fn.min('id'))
      .executeTakeFirstOrThrow();
    return name;
  };
  const searched = async (what: string, wordIn: (city: City) => string | Promise<string>): Promise<Line> => {
    const at = async (city: City): Promise<number> => perSecond(`${city.running.url}/api/search?q=${encodeURIComponent(await wordIn(city))}`, city.cookie);
    const [few, many] = await sideBySide(
      () => at(small),
      () => at(large),
    );
    return {
      what: `search over studios, matters, people, results and letters for ${what}: ${small.studios} : ${large.studios} studios`,
      a: perSecondText(few),
      b: perSecondText(many),
      ratio: few / many,
      gate: '≤ 1.5 times slower',
      fine: few / many <= 1.5,
    };
  };
  const found = [await searched('one name', nameIn), await searched('a word in every name', () => '劳模')];
  const work = reading(large.running.house, large.actor);
  const lists = { matters: listMatters, studios: listStudios };
  return [...found, await measurePlans(large.serverUrl, (list, q) => statementOf(() => lists[list](work, { limit: 20, q })))];
}

async function papersOf({ running, cookie }: City): Promise<Line[]> {
  const { id } = await running.house.db
    .selectFrom('matter')
    .select('id')
    .where('kind', '=', 'acceptance')
    .where('state', '=', 'passed')
    .orderBy('id')
    .executeTakeFirstOrThrow();
  return measurePapers({ url: running.url, cookie, acceptance: id });
}

/** 年报和年度汇总：编一份年报，比翻一页台账；全市一年的汇总，随家数至多线性增长。 */
async function measureYear(small: City, large: City): Promise<Line[]> {
  const { id } = await small.running.house.db.selectFrom('studio').select('id').where('standing', '=', 'in-force').orderBy('id').executeTakeFirstOrThrow();
  const at =
    ({ running, cookie }: City, path: string) =>
    () =>
      perSecond(`${running.url}${path}`, cookie);
  const [page, report] = await sideBySide(at(small, `/api/studios/${id}/facts/activity?limit=20`), at(small, `/api/studios/${id}/year?year=2013`));
  const [few, many] = await sideBySide(at(small, '/api/year?year=2013'), at(large, '/api/year?year=2013'));
  const times = large.studios / small.studios;
  return [
    {
      what: 'a page of the ledger : a year compiled (with the year before)',
      a: perSecondText(page),
      b: perSecondText(report),
      ratio: page / report,
      gate: '≤ 10 times slower',
      fine: page / report <= 10,
    },
    {
      what: "a page of the ledger : the city's year at 250 studios",
      a: perSecondText(page),
      b: perSecondText(few),
      ratio: page / few,
      gate: '≤ 25 times slower',
      fine: page / few <= 25,
    },
    {
      what: `the city's year: ${small.studios} : ${large.studios} studios (${times.toFixed(1)} times as many)`,
      a: `${few.toFixed(1)} /s`,
      b: `${many.toFixed(1)} /s`,
      ratio: few / many,
      gate: `≤ ${times.toFixed(1)} times slower`,
      fine: few / many <= times,
    },
  ];
}

/** The first load of the signed-in home, from the build's own manifest. */
function weight(): Line {
  const printed = execFileSync(process.execPath, ['scripts/web-size.mjs'], { encoding: 'utf8' });
  const kilobytes = Number(/([\d.]+) \/ \d+ kB {2}pages\/home\//.exec(printed)?.[1] ?? Number.NaN);
  return {
    what: 'first load of the signed-in home, gzip',
    a: `${kilobytes} kB`,
    b: '450 kB',
    ratio: kilobytes / 450,
    gate: '≤ 450 kB',
    fine: kilobytes <= 450,
  };
}

const table = (lines: readonly Line[]): string =>
  [
    '| measured | this | against | ratio | gate | |',
    '| --- | --- | --- | --- | --- | --- |',
    ...lines.map(({ what, a, b, ratio, gate, fine }) => `| ${what} | ${a} | ${b} | ${ratio.toFixed(2)} | ${gate} | ${fine ? '✓' : '✗'} |`),
  ].join('\n');

const marks = ['<!-- measured -->', '<!-- /measured -->'] as const;
function write(lines: readonly Line[]): void {
  const path = 'docs/performance.md';
  const text = readFileSync(path, 'utf8');
  const [before, after] = [text.slice(0, text.indexOf(marks[0])), text.slice(text.indexOf(marks[1]))];
  writeFileSync(path, `${before}${marks[0]}\n${table(lines)}\n${after}`);
}

const draftsOf = ({ running, cookie, actor, serverUrl }: City): Promise<Line[]> => measureDrafts({ url: running.url, cookie, person: actor.id, serverUrl });
/** The parts that can be measured alone, by their names. */
const apart: Readonly<Record<string, () => Promise<Line[]>>> = {
  drafts: () => inSmallCity(draftsOf),
  inspection: measureInspection,
  papers: () => inSmallCity(papersOf),
  search: () => inBothCities(measureSearch),
  sheets: measureSheets,
};
const only = process.argv.find((one) => one.startsWith('--only='))?.slice('--only='.length);
if (only !== undefined && apart[only] === undefined) throw new Error(`--only= takes ${Object.keys(apart).join(', ')}`);

const lines =
  only === undefined
    ? [...(await inBothCities(measure)), ...(await measureInspection()), ...(await measureSheets()), weight()]
    : ((await apart[only]?.()) ?? []);
console.log(table(lines));
if (only === undefined && process.argv.includes('--write')) write(lines);
process.exitCode = lines.every(({ fine }) => fine) ? 0 : 1;
