import type { Calendar } from '#core/shared/days.ts';
import { loadCalendar, loadStandards } from '#server/kernel/standards.ts';

/** The real versions of the policy and the real working days: rules are tested against what is in force. */
export const standards = loadStandards('standards');
export const calendar: Calendar = loadCalendar('standards');
export const of2013 = standards.get('xm-2013');
export const of2019 = standards.get('xm-2019');
