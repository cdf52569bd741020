import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { readPageCode } from '#core/papers/page-code.ts';
import type { Sheet } from '#core/papers/judge-scan.ts';
import type { FileStore } from './file-store.ts';
import { refuse } from '#server/kernel/refusal.ts';
import { turns } from '#server/kernel/turns.ts';
import { rootFolder } from '#server/root-folder.ts';

const LONGEST_MS = 60_000;
const MEMORY_MB = 512;
const mostSheets = 60;
const readable = new Set(['application/pdf', 'image/jpeg', 'image/png', 'image/tiff', 'image/webp']);

type Told = Readonly<{ sheets: readonly (readonly string[])[] }> | Readonly<{ failed: 'too-many' | 'unreadable' }>;

/** One process for one scan; killed when it takes too long. */
function askWorker(path: string, type: string): Promise<Told> {
  const child = fork(join(rootFolder(), 'src', 'server', 'files', 'scan-worker.mjs'), [path, type, String(mostSheets)], {
    execArgv: [`--max-old-space-size=${MEMORY_MB}`],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
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

// One scan at a time: each takes a core for a second or two, and people wait for the other.
const inTurn = turns();

/**
 * The codes on the sheets of a scan, in the order they were scanned.
 * @throws Refusal 415 not a PDF or picture, 422 when it cannot be opened or has more than 60 sheets
 */
export async function readScan(files: FileStore, { sha256, type }: Readonly<{ sha256: string; type: string }>): Promise<readonly Sheet[]> {
  if (!readable.has(type)) throw refuse(415, 'scan-type', '请上传扫描的 PDF 或图片（JPG、PNG、TIFF）', 'file');
  const path = join(files.spool, `scan-${randomUUID()}`);
  try {
    await pipeline(await files.open(sha256), createWriteStream(path, { mode: 0o600 }));
    const told = await inTurn(() => askWorker(path, type));
    if ('sheets' in told) return told.sheets.map((codes) => codes.map(readPageCode).find((code) => code !== undefined));
    if (told.failed === 'too-many') throw refuse(422, 'scan-too-long', `一次最多${mostSheets}张，请分开扫描`, 'file');
    throw refuse(422, 'scan-unreadable', '这份扫描件打不开，可能已损坏或设了密码，请重新扫描', 'file');
  } finally {
    await rm(path, { force: true });
  }
}
