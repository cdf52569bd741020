import { experience } from './library/experience.ts';
import { challenge } from './library/challenge.ts';
import { bid } from './library/bid.ts';
import { adoption } from './library/adoption.ts';
import { inspectionPlan } from './inspection/plan.ts';
import { inspection } from './inspection/life.ts';
import { finding } from './inspection/finding.ts';
import { draw } from './draw/life.ts';
import { commendation } from './commendation/life.ts';
import { acceptance } from './acceptance/life.ts';
import { assessment } from './assessment/life.ts';
import { round } from './assessment/round.ts';
import { change } from './change/life.ts';
import { partnership } from './partnership/life.ts';
import { problem } from './problem/life.ts';
import { rectification } from './rectification/life.ts';
import { delivery } from './report/delivery.ts';
import { report } from './report/life.ts';
import { review } from './review/life.ts';
import { difficulty } from './difficulty/life.ts';
import { dissolution } from './revocation/dissolution.ts';
import { revocation } from './revocation/life.ts';
import { sheet } from './acceptance/sheet.ts';
import { designation } from './batch/designation.ts';
import { declaration } from './declaration/life.ts';
import { grant } from './grant/life.ts';
import { meeting } from './meeting/life.ts';
import { honour } from './honour/life.ts';
import { objection } from './objection/life.ts';
import { project } from './project/life.ts';
import { publicity } from './publicity/life.ts';
import { allocation } from './targets/allocation.ts';
import { title } from './title/life.ts';

/** 凡有一生的事项，都在这里。 */
export const lives = {
  acceptance,
  adoption,
  allocation,
  assessment,
  bid,
  challenge,
  change,
  commendation,
  declaration,
  delivery,
  designation,
  difficulty,
  dissolution,
  draw,
  experience,
  finding,
  grant,
  honour,
  inspection,
  inspectionPlan,
  meeting,
  objection,
  partnership,
  problem,
  project,
  publicity,
  rectification,
  report,
  review,
  revocation,
  round,
  sheet,
  title,
};
export type Kind = keyof typeof lives;
export const kinds = Object.keys(lives) as readonly Kind[];
export const isKind = (text: string): text is Kind => Object.hasOwn(lives, text);
