import type { Kind } from '#core/lives.ts';
import { acceptanceStore } from './acceptance.ts';
import { allocationStore } from './allocation.ts';
import { declarationStore } from './declaration.ts';
import { designationStore } from './designation.ts';
import { projectStore } from './project.ts';
import type { KindStore } from './kind-store.ts';
import { sheetStore } from './sheet.ts';

/** One store for each kind of matter. */
export const kindStores: Readonly<Record<Kind, KindStore>> = {
  acceptance: acceptanceStore,
  allocation: allocationStore,
  declaration: declarationStore,
  designation: designationStore,
  grant: {
    table: 'subsidy',
    columns: ['acceptance', 'studioId', 'amountFen', 'accountName', 'bank', 'accountNo', 'checkedBy', 'paidBy', 'paidOn', 'voucherNo', 'receipt'],
  },
  honour: { table: 'honour', columns: ['personId', 'honourTitle', 'level', 'honourKind', 'year', 'issuer', 'number', 'certificate', 'confirmedOn'] },
  objection: {
    table: 'objection',
    columns: ['receipt', 'byKind', 'name', 'phone', 'address', 'seal', 'grounds', 'outcome', 'finding', 'reply', 'answeredOn'],
  },
  project: projectStore,
  publicity: { table: 'publicity', columns: ['postedOn', 'until', 'endedOn', 'code', 'snapshot', 'sha256'], json: ['snapshot'] },
  sheet: sheetStore,
  title: { table: 'title', columns: ['plaqueNo', 'verifyCode', 'namedOn', 'documentNumber', 'awardedOn', 'receivedBy', 'validUntil'] },
};
