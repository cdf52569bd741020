import type { Section } from '#contract/shapes.ts';
import type { Kind } from '#core/lives.ts';
import type { Actor } from '#core/people/actor.ts';
import type { Matter } from '#core/shared/life.ts';
import type { Standard } from '#core/standard/standard.ts';
import type { Names } from '../names.ts';
import { accepted, allocated, declared, granted, honoured, named, objected, posted, projected, scoredSheet, titled } from './told/chain.ts';
import { commended, foundProblem, inspected, lotted, planned } from './told/inspection.ts';
import { met } from './told/meeting.ts';
import { adopted, challenged, experienced, offered } from './told/library.ts';
import type { Told } from './told/parts.ts';
import { changed, dissolved, partnered, posed, rectified, reReviewed, revoked, troubled } from './told/title-life.ts';
import { assessed, delivered, ranked, reported } from './told/year.ts';

const told: Readonly<Record<Kind, Told>> = {
  acceptance: accepted,
  adoption: adopted,
  allocation: allocated,
  assessment: assessed,
  bid: offered,
  challenge: challenged,
  change: changed,
  commendation: commended,
  declaration: declared,
  delivery: delivered,
  designation: named,
  difficulty: troubled,
  dissolution: dissolved,
  draw: lotted,
  experience: experienced,
  finding: foundProblem,
  grant: granted,
  honour: honoured,
  inspection: inspected,
  inspectionPlan: planned,
  meeting: met,
  objection: objected,
  partnership: partnered,
  problem: posed,
  project: projected,
  publicity: posted,
  rectification: rectified,
  report: reported,
  review: reReviewed,
  revocation: revoked,
  round: ranked,
  sheet: scoredSheet,
  title: titled,
};

/** The sections of a matter page; empty ones are left out. */
export const sectionsOf = (matter: Matter, context: { names: Names; actor: Actor; standard: Standard }): Section[] =>
  told[matter.kind as Kind](matter as never, context).filter((section) => section.fields.length > 0 || section.rows !== undefined);
