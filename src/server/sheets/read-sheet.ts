import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { FileStore } from '#server/files/file-store.ts';
import { refuse } from '#server/kernel/refusal.ts';
import { turns } from '#server/kernel/turns.ts';
import { rootFolder } from '#server/root-folder.ts';
import { lookIntoZip } from './look-into-zip.ts';

export const mostRows = 20_000;
const mostColumns = 60;
const LONGEST_MS = 30_000;
const MEMORY_MB = 768;

/** A sheet as plain text, row by row; days as ISO days. */
export type ReadSheet = Readonly<{ name: string; rows: readonly (readonly string[])[] }>;
type Told = Readonly<{ sheets: readonly ReadSheet[] }> | Readonly<{ failed: string; at?: string }>;

function askWorker(path: string): Promise<Told> {
  const child = fork(join(rootFolder(), 'src', 'server', 'sheets', 'sheet-worker.mjs'), [path, String(mostRows + 1), String(mostColumns)], {
    serialization: 'advanced',
    execArgv: [`--max-old-space-size=${MEMORY_MB}`],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
  return new Promise((done) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), LONGEST_MS);
    child.once('message', (told) => done(told as Told));
    child.once('error', () => done({ failed: 'unreadable' }));
    child.once('exit', () => {
      clearTimeout(timer);
      done({ failed: 'unreadable' });
    });
  });
}

const sentences: Readonly<Record<string, (at: string) => string>> = {
  formula: (at) => `${at}是公式，请复制后“粘贴为数值”再上传`,
  'too-many-rows': () => `一次最多导入${mostRows}行，请分几次`,
  'too-many-columns': () => `栏数超过${mostColumns}，不是导入模板`,
  unreadable: () => '这个工作簿打不开，可能已损坏，请另存为 .xlsx 再上传',
};
const inTurn = turns();

/**
 * Reads a workbook that somebody uploaded: looked into before it is unpacked, then read in a process that can be killed.
 * @throws Refusal 415 not a workbook, 422 with the sentence that says why, and where
 */
export async function readWorkbook(files: FileStore, { sha256, name }: Readonly<{ sha256: string; name: string }>): Promise<readonly ReadSheet[]> {
  if (!/\.xlsx$/i.test(name)) throw refuse(415, 'not-a-workbook', '请上传 .xlsx 工作簿（旧的 .xls、WPS 表格请先另存为 .xlsx）', 'file');
  const path = join(files.spool, `sheet-${randomUUID()}`);
  try {
    await pipeline(await files.open(sha256), createWriteStream(path, { mode: 0o600 }));
    const hostile = await lookIntoZip(path);
    if (hostile !== undefined) throw refuse(422, 'workbook-refused', hostile, 'file');
    const told = await inTurn(() => askWorker(path));
    if ('sheets' in told) return told.sheets;
    throw refuse(422, 'workbook-refused', (sentences[told.failed] ?? sentences['unreadable']!)(told.at ?? ''), 'file');
  } finally {
    await rm(path, { force: true });
  }
}
