import { fork } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cellText, columnsOf } from '#core/imports/columns.ts';
import { judgeRows, keyOf } from '#core/imports/judge.ts';
import { z } from 'zod';
import { writeSheet, type Table } from '#server/sheets/write-sheet.ts';
import { lookIntoZip } from '#server/sheets/look-into-zip.ts';
import { readTemplate, writeTemplate } from '#server/sheets/write-template.ts';
import type { Line } from './line.ts';

const rows = 10_000;
const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(2)} s`;
const form = z.strictObject(
  Object.fromEntries(
    Array.from({ length: 20 }, (_, index) => [
      `c${index}`,
      index % 4 === 0
        ? z.iso.date().meta({ title: `日期${index}`, format: 'date' })
        : index % 4 === 1
          ? z.int().meta({ title: `金额${index}`, 'x-unit': 'fen' })
          : z.string().meta({ title: `内容${index}` }),
    ]),
  ),
);
const columns = columnsOf(form);
const value = (row: number, column: number): string | number =>
  column % 4 === 0 ? '2013-11-18' : column % 4 === 1 ? row * 100 + column : `第${row}行第${column}栏示例`;

async function exported(): Promise<number> {
  const table: Table = {
    title: '台账明细',
    columns: columns.map(({ title, is }) => ({ title, width: 14, is: is === 'money' ? 'yuan' : is === 'day' ? 'day' : 'text' })),
    rows: Array.from({ length: rows }, (_, row) => columns.map((__, column) => value(row, column))),
  };
  const started = performance.now();
  await writeSheet(table);
  return performance.now() - started;
}

/** As an upload goes: looked into, read in a process of its own, its mark checked, every row judged against as many that are there. */
async function dryImported(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'lingxian-sheet-'));
  const path = join(folder, 'book.xlsx');
  const cells = Array.from({ length: rows }, (_, row) => columns.map((column, index) => cellText(column, value(row, index))));
  writeFileSync(path, await writeTemplate({ code: 'bench', title: '基准', columns, lists: new Map(), rows: cells }));
  const started = performance.now();
  if ((await lookIntoZip(path)) !== undefined) throw new Error('the bench’s own workbook was refused');
  const told = await new Promise<{ sheets: { name: string; rows: string[][] }[] }>((done, failed) => {
    const child = fork('src/server/sheets/sheet-worker.mjs', [path, '20001', '60'], { serialization: 'advanced', execArgv: [] });
    child.once('message', (message) => done(message as never));
    child.once('exit', (code) => code !== 0 && failed(new Error(`the reader ended with ${code}`)));
  });
  const filled = readTemplate('bench', columns, new Map(), told.sheets);
  if ('wrong' in filled) throw new Error(filled.wrong);
  const keys = ['c2', 'c1'];
  const verdicts = judgeRows(
    { columns, keys, existing: new Map(cells.map((row) => [keyOf(columns, keys, row), row])), choices: new Map() },
    filled.rows,
    cellText,
  );
  const took = performance.now() - started;
  if (!verdicts.every(({ says }) => says === 'same') || verdicts.length !== rows) throw new Error('what was exported was not the same when it came back');
  rmSync(folder, { recursive: true, force: true });
  return took;
}

const median = async (run: () => Promise<number>): Promise<number> => {
  const taken = [await run(), await run(), await run()];
  return taken.toSorted((a, b) => a - b)[1] ?? Number.NaN;
};

/** Excel out and in: ten thousand rows of twenty columns. */
export async function measureSheets(): Promise<Line[]> {
  const [out, back] = [await median(exported), await median(dryImported)];
  return [
    {
      what: '10,000 × 20 rows of Excel written : read and tried (looked into, read in its process, every row judged)',
      a: seconds(out),
      b: seconds(back),
      ratio: back / out,
      gate: '≤ 2 s : ≤ 5 s',
      fine: out <= 2_000 && back <= 5_000,
    },
  ];
}
