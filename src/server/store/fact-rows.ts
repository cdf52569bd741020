import { normalNumber, normalTitle } from '#core/studio/claims.ts';
import type { FactKind } from '#core/studio/ledger.ts';
import type { Database } from './schema.ts';

type Brought = Readonly<Record<string, unknown>>;
/** How what was brought for a kind of fact lies in its table. */
type FactRow = Readonly<{ table: keyof Database & string; row: (brought: Brought) => Record<string, unknown> }>;

const or = (value: unknown, otherwise: unknown): unknown => value ?? otherwise;

export const factRows: Readonly<Record<FactKind, FactRow>> = {
  member: {
    table: 'factMember',
    row: ({ person, department, role, duty, specialist }) => ({ personId: person, department, role, duty, specialist, leftOn: null }),
  },
  premises: { table: 'factPremises', row: ({ kind, address, areaM2, fixed, photo }) => ({ placeKind: kind, address, areaM2, fixed, photo: or(photo, null) }) },
  equipment: {
    table: 'factEquipment',
    row: ({ name, model, quantity, valueFen, ownership }) => ({ name, model: or(model, ''), quantity, valueFen, ownership }),
  },
  regulation: { table: 'factRegulation', row: ({ kind, title, edition, file }) => ({ regulationKind: kind, title, edition, file: or(file, null) }) },
  income: {
    table: 'factIncome',
    row: ({ source, amountFen, received, voucherNo, voucher, note }) => ({
      source,
      amountFen,
      received,
      voucherNo: or(voucherNo, ''),
      voucher: or(voucher, null),
      note: or(note, ''),
    }),
  },
  spending: {
    table: 'factSpending',
    row: ({ purse, useCode, amountFen, payee, voucherNo, voucher, note, approver, assetTag }) => ({
      purse,
      useCode,
      amountFen,
      payee,
      voucherNo: or(voucherNo, ''),
      voucher: or(voucher, null),
      note: or(note, ''),
      approver: or(approver, ''),
      assetTag: or(assetTag, ''),
    }),
  },
  achievement: {
    table: 'factAchievement',
    row: (brought) => ({
      title: brought['title'],
      achievementKind: brought['kind'],
      number: or(brought['number'], ''),
      project: or(brought['project'], null),
      legalStatus: or(brought['legalStatus'], ''),
      owners: JSON.stringify(or(brought['owners'], [])),
      inventors: or(brought['inventors'], ''),
      appliedAt: or(brought['appliedAt'], ''),
      numberKey: normalNumber(String(or(brought['number'], ''))),
      titleKey: normalTitle(String(brought['title'])),
      recogniser: or(brought['recogniser'], ''),
      level: or(brought['level'], ''),
      documentNo: or(brought['documentNo'], ''),
      document: or(brought['document'], null),
      benefitFen: or(brought['benefitFen'], 0),
      benefitMethod: or(brought['benefitMethod'], ''),
      benefitProof: or(brought['benefitProof'], null),
      socialBenefit: or(brought['socialBenefit'], ''),
    }),
  },
  activity: {
    table: 'factActivity',
    row: ({ kind, topic, place, leadPresent, inside, outside, hours, minutes, photo, project }) => ({
      project: or(project, null),
      activityKind: kind,
      topic,
      place: or(place, ''),
      leadPresent,
      inside,
      outside,
      hours,
      minutes: or(minutes, ''),
      photo: or(photo, null),
    }),
  },
  mentorship: {
    table: 'factMentorship',
    row: ({ master, apprentice, endOn, skill, agreement, promoted, goals }) => ({
      goals: or(goals, ''),
      masterId: master,
      apprenticeId: apprentice,
      endOn,
      skill,
      agreement: or(agreement, null),
      promoted,
    }),
  },
  plan: { table: 'factPlan', row: ({ year, content }) => ({ year, content }) },
  support: {
    table: 'factSupport',
    row: ({ union, head, content, amountFen, quantity, until, file }) => ({
      unionId: union,
      head,
      content,
      amountFen: or(amountFen, 0),
      quantity: or(quantity, ''),
      until: or(until, null),
      file: or(file, null),
    }),
  },
  sign: { table: 'factSign', row: ({ content, photo }) => ({ content, photo: or(photo, null) }) },
};
