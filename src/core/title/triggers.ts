import { addDays, addMonths, daysBetween, type Day } from '#core/shared/days.ts';
import type { Standard } from '#core/standard/standard.ts';
import { reportDays } from '#core/report/life.ts';

/** 一家工作室在这一天的情况：够不够成为整改线索（domain 7）。 */
export type Vitals = Readonly<{
  namedOn: Day;
  establishedOn: Day;
  lastEntryOn?: Day;
  /** 领衔人空缺自哪天起。 */
  vacantSince?: Day;
  /** The last day on which a project was running, a recognised result was completed. */
  lastProjectOn?: Day;
  lastResultOn?: Day;
  /** The newest year whose report is still missing although it was to be made. */
  reportMissingFor?: number;
  /** Band of the last assessment that is decided. */
  lastBand?: string;
}>;
export type TriggerCode = 'no-project' | 'no-result' | 'report-late' | 'lead-vacant' | 'low-score' | 'misuse' | 'red-finding';
export type Trigger = Readonly<{ code: TriggerCode; zh: string; clause: string }>;

export const triggerZh: Readonly<Record<TriggerCode, string>> = {
  'no-project': '长期没有攻关项目',
  'no-result': '长期没有创新成果',
  'report-late': '年度报告逾期未报',
  'lead-vacant': '领衔人空缺逾期',
  'low-score': '年度考核得分不合格',
  misuse: '补助使用正在核查',
  'red-finding': '检查发现问题，严重或没有整改',
};

/** 自命名之日起算，新命名的有一整段时间。 */
const longAgo = (last: Day | undefined, namedOn: Day, today: Day, months: number): boolean =>
  (last === undefined || last < namedOn ? namedOn : last) <= addMonths(today, -months);

/** 命名后的工作室，今天有哪些整改线索。线索只提请核实，是否整改由市总决定。 */
export function triggersOf(
  { namedOn, vacantSince, lastProjectOn, lastResultOn, reportMissingFor }: Vitals,
  standard: Standard,
  today: Day,
): readonly Trigger[] {
  const { idleMonths, leadVacancyDays } = standard.timeLimits;
  const found: Trigger[] = [];
  if (longAgo(lastProjectOn, namedOn, today, idleMonths)) found.push({ code: 'no-project', zh: `${idleMonths}个月没有攻关项目`, clause: '三.4' });
  if (longAgo(lastResultOn, namedOn, today, idleMonths)) found.push({ code: 'no-result', zh: `${idleMonths}个月没有得到认可的创新成果`, clause: '三.7' });
  if (reportMissingFor !== undefined && today > reportDays(standard, reportMissingFor).trigger)
    found.push({ code: 'report-late', zh: `${reportMissingFor}年度报告逾期${standard.annualReport.lateTriggerDaysAfterDue}日未报`, clause: '四.4' });
  if (vacantSince !== undefined && daysBetween(vacantSince, today) > leadVacancyDays)
    found.push({ code: 'lead-vacant', zh: `领衔人空缺超过${leadVacancyDays}日`, clause: '三.1' });
  return found;
}

/** 台账沉睡的天数正好到了哪一级提醒；没有到的为空。Counted from the last entry, or from the naming where there is none since. */
export function dormancyOn(
  { namedOn, lastEntryOn }: Pick<Vitals, 'namedOn' | 'lastEntryOn'>,
  { timeLimits }: Pick<Standard, 'timeLimits'>,
  today: Day,
): number | undefined {
  const asleep = daysBetween(lastEntryOn === undefined || lastEntryOn < namedOn ? namedOn : lastEntryOn, today);
  return timeLimits.dormancyAlertDays.toSorted((a, b) => b - a).find((days) => asleep >= days);
}

/** 到期复核在有效期满前多少日开始。 */
export const reviewOpensOn = ({ timeLimits }: Pick<Standard, 'timeLimits'>, validUntil: Day): Day => addDays(validUntil, -timeLimits.reReviewOpensDaysBefore);
/** 近两次考核都合格、没有整改线索的，走简易复核。 */
export const isHealthy = (bands: readonly string[], triggers: readonly Trigger[]): boolean =>
  triggers.length === 0 && bands.slice(0, 2).every((band) => band !== 'rectify');
