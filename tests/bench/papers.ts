import type { Paper } from '#core/papers/model.ts';
import { codeStem } from '#core/papers/page-code.ts';
import { typesetter } from '#server/papers/typeset.ts';
import type { Line } from './line.ts';

const words = '市总工会研究决定命名下列工作室为劳模创新工作室并授予牌匾希望珍惜荣誉';
const trace = codeStem('https://lingxian.example', { of: 'matters', id: '0198d3aa-0000-7000-8000-0123456789ab', paper: 'naming-decision', version: 7 });
const letter: Paper = {
  kind: 'letter',
  title: '关于命名示例劳模创新工作室的决定',
  code: '命名批次 000000000001',
  trace,
  letter: {
    issuer: '示例市总工会文件',
    number: '示工办〔2013〕7号',
    to: '各区总工会',
    attachments: ['命名名单'],
    signed: '示例市总工会',
    on: '2013-11-18',
    copies: '市总工会各部室。',
    printedBy: '示例市总工会办公室',
  },
  blocks: [{ is: 'paragraph', text: words.repeat(28) }],
};
const table = (rows: number): Paper => ({
  kind: 'table',
  title: '创建情况汇总表',
  code: '汇总 000000000001',
  landscape: true,
  trace,
  blocks: [
    {
      is: 'grid',
      columns: Array.from({ length: 20 }, (_, index) => ({ title: `第${index}栏`, width: 6 })),
      rows: Array.from({ length: rows }, (_, row) => Array.from({ length: 20 }, (__, column) => (column % 3 === 0 ? '示例劳模创新工作室' : `${row * column}`))),
    },
  ],
});

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const p95 = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? Number.NaN;
const milliseconds = (value: number): string => `${value.toFixed(value < 10 ? 1 : 0)} ms`;

/** Once warm, one after the other: what laying out one paper costs, in milliseconds. */
async function layOut(): Promise<Line[]> {
  const press = typesetter();
  const timed = async (paper: Paper): Promise<number> => {
    const started = performance.now();
    await press.print(paper, 'a-2a');
    return performance.now() - started;
  };
  for (let turn = 0; turn < 3; turn += 1) await timed({ ...letter, title: `${letter.title}${turn}` });
  const [letters, tables]: [number[], number[]] = [[], []];
  // Every one another text: nothing is taken from what was laid out before.
  for (let turn = 0; turn < 7; turn += 1) {
    letters.push(await timed({ ...letter, blocks: [{ is: 'paragraph', text: `${turn}${words.repeat(28)}` }] }));
    tables.push(await timed(table(250 + turn)));
  }
  press.stop();
  const [one, many] = [median(letters), median(tables)];
  return [
    {
      what: 'an official letter of two pages : a landscape table of 250 rows, as PDF/A with a code on every page',
      a: milliseconds(one),
      b: milliseconds(many),
      ratio: many / one,
      gate: '≤ 150 ms : ≤ 1 s',
      fine: one <= 150 && many <= 1000,
    },
  ];
}

export type Served = Readonly<{ url: string; cookie: string; acceptance: string }>;
const ask = async ({ url, cookie }: Served, path: string): Promise<number> => {
  const started = performance.now();
  const answer = await fetch(`${url}${path}`, { headers: { cookie } });
  await answer.arrayBuffer();
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`);
  return performance.now() - started;
};

/** A list asked for again and again by one reader: alone, and while somebody prints a hundred papers. */
async function besideABatch(served: Served): Promise<Line> {
  const list = '/api/matters?limit=20';
  const paper = `/api/papers/matters/${served.acceptance}/acceptance-form`;
  await ask(served, paper);
  for (let turn = 0; turn < 30; turn += 1) await ask(served, list);
  const idle: number[] = [];
  for (let turn = 0; turn < 200; turn += 1) idle.push(await ask(served, list));
  let printing = true;
  const batch = (async () => {
    let left = 100;
    const clerk = async (): Promise<void> => {
      while (left > 0) {
        left -= 1;
        await ask(served, paper);
      }
    };
    await Promise.all([clerk(), clerk()]);
    printing = false;
  })();
  const busy: number[] = [];
  while (printing) busy.push(await ask(served, list));
  await batch;
  const [alone, beside] = [p95(idle), p95(busy)];
  return {
    what: 'p95 of a list while a batch of 100 papers is printed : idle',
    a: milliseconds(beside),
    b: milliseconds(alone),
    ratio: beside / alone,
    gate: '≤ 2 times',
    fine: beside / alone <= 2,
  };
}

/** Papers: what one costs, and that printing them does not keep others waiting. */
export const measurePapers = async (served: Served): Promise<Line[]> => [...(await layOut()), await besideABatch(served)];
