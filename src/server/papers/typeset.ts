import { fork, type ChildProcess } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { renderSVG } from 'uqr';
import type { Paper, Plate } from '#core/papers/model.ts';
import { dayZh } from '#core/shared/days.ts';
import { refuse } from '#server/kernel/refusal.ts';
import { rootFolder } from '#server/root-folder.ts';
import { fontFolders } from './fonts.ts';

const LONGEST_MS = 20_000;
const JOBS_PER_WORKER = 100;
const MOST_WAITING = 200;

type Answer = Readonly<{ id?: number; ready?: true; pdf?: Uint8Array; error?: string }>;
type Job = Readonly<{
  id: number;
  paper: string;
  qr: string | undefined;
  trace: string | undefined;
  standard: string | undefined;
  madeAt: number | undefined;
  done: (pdf: Buffer) => void;
  failed: (error: Error) => void;
}>;

/** Lays out papers as PDF, one at a time, in a child process that is killed when it takes too long and replaced now and then. `madeAt` (seconds) is when the file says it was made, else now. */
export type Typesetter = Readonly<{ print: (paper: Paper, standard?: string, madeAt?: number) => Promise<Buffer>; stop: () => void }>;

export function typesetter(fontsDir?: string): Typesetter {
  const template = join(rootFolder(), 'papers', 'paper.typ');
  const waiting: Job[] = [];
  let worker: ChildProcess | undefined;
  let current: { job: Job; timer: NodeJS.Timeout } | undefined;
  let printed = 0;
  let last = 0;

  const dismiss = (): void => {
    worker?.kill('SIGKILL');
    worker = undefined;
    printed = 0;
  };
  const finish = (settle: (job: Job) => void): void => {
    if (current === undefined) return;
    const { job, timer } = current;
    clearTimeout(timer);
    current = undefined;
    settle(job);
    if (printed >= JOBS_PER_WORKER) dismiss();
    next();
  };
  const hear = ({ ready, pdf, error }: Answer): void => {
    if (ready === true) return;
    finish(({ done, failed }) => (pdf === undefined ? failed(new Error(`文书排版失败：${error ?? ''}`)) : done(Buffer.from(pdf))));
  };
  const start = (): ChildProcess => {
    const child = fork(join(rootFolder(), 'src', 'server', 'papers', 'typst-worker.mjs'), [template, JSON.stringify(fontFolders(fontsDir))], {
      serialization: 'advanced',
      execArgv: [],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    // Papers wait for people, not people for papers.
    if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
    child.on('message', (answer) => hear(answer as Answer));
    child.on('exit', () => {
      if (worker !== child) return;
      worker = undefined;
      finish(({ failed }) => failed(new Error('文书排版进程中断')));
    });
    child.unref();
    child.channel?.unref();
    return child;
  };
  function next(): void {
    const job = current === undefined ? waiting.shift() : undefined;
    if (job === undefined) return;
    worker ??= start();
    const timer = setTimeout(() => {
      dismiss();
      finish(({ failed }) => failed(refuse(503, 'paper-too-slow', '这份文书太大，没能排出来，请缩小范围后再试')));
    }, LONGEST_MS);
    current = { job, timer };
    printed += 1;
    worker.send({ id: job.id, paper: job.paper, qr: job.qr, trace: job.trace, standard: job.standard, madeAt: job.madeAt });
  }
  return {
    print: (paper, standard, madeAt) =>
      new Promise<Buffer>((done, failed) => {
        if (waiting.length >= MOST_WAITING) return failed(refuse(503, 'papers-busy', '正在排版的文书太多，请稍候再试'));
        last += 1;
        waiting.push({
          id: last,
          paper: JSON.stringify(shown(paper)),
          qr: paper.plate === undefined ? undefined : plateCode(paper.plate),
          trace: paper.trace,
          standard,
          madeAt,
          done,
          failed,
        });
        return next();
      }),
    stop: dismiss,
  };
}

/**
 * A plaque is scanned through scratches and glare for twenty years: a quarter of its code may be lost. A certificate is paper.
 * The border is the quiet zone that readers need.
 */
const plateCode = ({ is, link }: Plate): string => renderSVG(link, { border: 4, ecc: is === 'plaque' ? 'Q' : 'M' });

/** Days as people write them; what has no value is left out, so that the layout can ask for it. */
function shown(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shown);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, one]) => one !== undefined)
      .map(([key, one]) => [key, key === 'on' && typeof one === 'string' ? dayZh(one) : shown(one)]),
  );
}
