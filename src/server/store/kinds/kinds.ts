import type { Kind } from '#core/lives.ts';
import { acceptanceStore } from './acceptance.ts';
import { allocationStore } from './allocation.ts';
import { assessmentStore, roundStore } from './assessment.ts';
import { commendationStore } from './commendation.ts';
import { declarationStore } from './declaration.ts';
import { designationStore } from './designation.ts';
import { inspectionPlanStore, inspectionStore } from './inspection.ts';
import { challengeStore, difficultyStore, experienceStore } from './library.ts';
import { meetingStore } from './meeting.ts';
import { partnershipStore } from './partnership.ts';
import { projectStore } from './project.ts';
import { rectificationStore } from './rectification.ts';
import { reportStore } from './report.ts';
import { reviewStore } from './review.ts';
import { dissolutionStore, revocationStore } from './settling.ts';
import type { KindStore } from './kind-store.ts';
import { sheetStore } from './sheet.ts';
import { titleStore } from './title.ts';

/** One store for each kind of matter. */
export const kindStores: Readonly<Record<Kind, KindStore>> = {
  acceptance: acceptanceStore,
  adoption: { table: 'adoption', columns: ['unionId', 'usedAt', 'adoptedOn', 'effect', 'benefitFen', 'proof', 'provenOn'] },
  allocation: allocationStore,
  assessment: assessmentStore,
  // Whoever chooses, and whoever gives up being chosen, wait for one another.
  bid: { table: 'bid', columns: ['poster', 'plan', 'file', 'outcome'], heldUnderParent: true },
  challenge: challengeStore,
  change: { table: 'change', columns: ['what', 'asked', 'reason', 'file', 'approvedOn'], json: ['asked'] },
  commendation: commendationStore,
  declaration: declarationStore,
  delivery: { table: 'delivery', columns: ['recipient', 'receiptNo', 'deliveredAt', 'reviewedOn', 'opinion'] },
  designation: designationStore,
  difficulty: difficultyStore,
  dissolution: dissolutionStore,
  draw: {
    table: 'draw',
    columns: [
      'purpose',
      'candidates',
      'hash',
      'announcedOn',
      'drawOn',
      'source',
      'take',
      'excluded',
      'value',
      'witness',
      'proof',
      'drawnOn',
      'result',
      'voidReason',
    ],
    json: ['candidates', 'excluded', 'result'],
  },
  experience: experienceStore,
  finding: {
    table: 'finding',
    columns: [
      'inspectionId',
      'studioId',
      'key',
      'year',
      'item',
      'itemTitle',
      'level',
      'text',
      'advice',
      'photos',
      'mendBy',
      'measures',
      'proof',
      'conclusion',
      'sentBack',
      'closedOn',
    ],
    json: ['photos'],
  },
  grant: {
    table: 'subsidy',
    columns: ['acceptance', 'studioId', 'amountFen', 'accountName', 'bank', 'accountNo', 'checkedBy', 'paidBy', 'paidOn', 'voucherNo', 'receipt'],
  },
  honour: { table: 'honour', columns: ['personId', 'honourTitle', 'level', 'honourKind', 'year', 'issuer', 'number', 'certificate', 'confirmedOn'] },
  inspection: inspectionStore,
  inspectionPlan: inspectionPlanStore,
  meeting: meetingStore,
  objection: {
    table: 'objection',
    columns: ['receipt', 'byKind', 'name', 'phone', 'address', 'seal', 'grounds', 'outcome', 'finding', 'reply', 'answeredOn'],
  },
  partnership: partnershipStore,
  problem: { table: 'problem', columns: ['problemKind', 'area', 'text', 'wantedBy', 'plan', 'outcome', 'effect', 'adoptedOn'] },
  project: projectStore,
  publicity: { table: 'publicity', columns: ['postedOn', 'until', 'endedOn', 'code', 'snapshot', 'sha256'], json: ['snapshot'] },
  rectification: rectificationStore,
  report: reportStore,
  review: reviewStore,
  revocation: revocationStore,
  round: roundStore,
  sheet: sheetStore,
  title: titleStore,
};
