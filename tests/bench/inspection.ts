import { drawOf, hashOf } from '#core/draw/draw.ts';
import { digest } from '#server/kernel/ids.ts';
import { assign, pairTimed, type Timed } from '#server/pairing/pair.ts';
import { round, xiamen } from '../pairing/city.ts';
import type { Line } from './line.ts';

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(2)} s`;

/** A pairing with the start of its process; what the solver itself took is stated beside it. */
async function timePairing(studios: number): Promise<{ all: number; own: number; gap: number }> {
  const input = round(xiamen(studios));
  const started = performance.now();
  const { paired, milliseconds }: Timed = await pairTimed(input);
  if (!paired.ok) throw new Error(paired.zh);
  return { all: performance.now() - started, own: milliseconds, gap: paired.proof.optimum - paired.proof.bound };
}

function timeDraw(count: number): number {
  const candidates = Array.from({ length: count }, (_, index) => `candidate-${index}`);
  const started = performance.now();
  const hash = hashOf(candidates, digest);
  drawOf({ candidates, hash, value: '3316.78', take: 100 }, digest);
  return performance.now() - started;
}

/** Three experts for each case, half of them seated somewhere already, every seventh pair barred. */
async function timeAssignment(cases: number, experts: number): Promise<number> {
  const judge = (nth: number): string => `expert-${nth}`;
  const input = {
    most: Math.ceil((cases * 3) / experts) + 4,
    seed: '3316.78',
    experts: Array.from({ length: experts }, (_, nth) => ({ id: judge(nth), name: judge(nth), load: nth % 2 })),
    cases: Array.from({ length: cases }, (_, nth) => ({
      id: `case-${nth}`,
      title: `case-${nth}`,
      need: 3,
      kept: [],
      drawn: [],
      barred: Object.fromEntries(
        Array.from({ length: experts }, (__, other) => other).flatMap((other) => ((nth + other) % 7 === 0 ? [[judge(other), ['同一单位']]] : [])),
      ),
    })),
  };
  const started = performance.now();
  const assigned = await assign(input);
  if (!assigned.ok) throw new Error(assigned.zh);
  return performance.now() - started;
}

/** 互查配对, 抽签 and 评审分派: calculations of an inspection, with the time they may take at most on two cores. */
export async function measureInspection(): Promise<Line[]> {
  await timePairing(250);
  const [few, many] = [await timePairing(250), await timePairing(5_000)];
  timeDraw(250);
  const [season, decade] = [await timeAssignment(30, 40), await timeAssignment(300, 100)];
  const [short, long] = [timeDraw(250), timeDraw(5_000)];
  return [
    {
      what: '互查配对: 250 : 5,000 studios (20 times as many), with the start of its process; the solver alone in brackets',
      a: `${seconds(few.all)} (${seconds(few.own)})`,
      b: `${seconds(many.all)} (${seconds(many.own)})`,
      ratio: many.all / few.all,
      gate: '≤ 2 s : ≤ 60 s, both proven best',
      fine: few.all <= 2_000 && many.all <= 60_000 && few.gap === 0 && many.gap === 0,
    },
    {
      what: '抽签: 250 : 5,000 candidates (20 times as many)',
      a: `${short.toFixed(1)} ms`,
      b: `${long.toFixed(1)} ms`,
      ratio: long / short,
      gate: '≤ 1 s for 5,000',
      fine: long <= 1_000,
    },
    {
      what: '评审分派: 30 cases among 40 experts : 300 among 100, three for each, with the start of its process',
      a: seconds(season),
      b: seconds(decade),
      ratio: decade / season,
      gate: '≤ 2 s : ≤ 30 s, as even as can be',
      fine: season <= 2_000 && decade <= 30_000,
    },
  ];
}
