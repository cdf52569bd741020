import { z } from 'zod';

/**
 * A version of the policy as data: criteria, rubric, money, limits. Read from standards/ and checked at start.
 * A matter keeps the version it was opened under; no rule asks which version it is, it reads what the version says.
 */
const threshold = z.object({ metric: z.string(), op: z.literal('>='), value: z.number(), unit: z.string(), per: z.enum(['atAnyTime', 'year']) });
const criterion = z.object({
  code: z.string(),
  key: z.string(),
  zh: z.string(),
  clause: z.string().nullable(),
  maxPoints: z.number(),
  asks: z.string(),
  thresholds: z.array(threshold).min(1),
});
const rubricItem = z.object({
  code: z.string(),
  zh: z.string(),
  max: z.number().positive(),
  method: z.array(z.enum(['A', 'M', 'V', 'E'])).min(1),
  rule: z.string(),
  ruleZh: z.string(),
  params: z.record(z.string(), z.union([z.number(), z.array(z.string())])),
  veto: z.boolean(),
  vetoRuleZh: z.string().optional(),
});
const reportingUnit = z.object({ code: z.string(), zh: z.string(), kind: z.enum(['district', 'industry', 'zone']) });

const signingRule = z.object({
  mode: z.enum(['all', 'any', 'sequence']),
  offices: z.array(z.enum(['supervisor', 'grassroots', 'unit', 'department', 'leadership', 'finance', 'auditor'])).min(1),
  clause: z.string().optional(),
});
const monthDay = /^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

export const standardSchema = z
  .object({
    id: z.string(),
    programme: z.object({ code: z.string(), zh: z.string(), city: z.string() }),
    document: z.object({ title: z.string().nullable(), number: z.string().nullable(), year: z.int(), department: z.object({ zh: z.string() }) }),
    criteriaSet: z.object({
      zh: z.string(),
      eligibility: z.array(z.object({ code: z.string(), zh: z.string(), asks: z.string(), thresholds: z.array(threshold) })).default([]),
      criteria: z.array(criterion).min(1),
    }),
    rubric: z.object({ items: z.array(rubricItem).min(1) }),
    scoring: z.object({
      bonusMax: z.number().min(0),
      criterionPassRatio: z.number().min(0).max(1),
      rounding: z.object({ itemStep: z.number().positive(), totalDecimals: z.int() }),
      judges: z.object({ trimmedMeanFrom: z.int(), flagDeviationFromMedian: z.number() }),
    }),
    bonusItems: z.array(z.object({ code: z.string(), zh: z.string(), points: z.number() })),
    bands: z.array(
      z.object({ code: z.enum(['excellent', 'qualifiedBand', 'rectify']), zh: z.string(), min: z.number(), capShareOfAssessed: z.number().optional() }),
    ),
    annualReport: z.object({
      dueMonthDay: z.string().regex(monthDay),
      graceUntilMonthDay: z.string().regex(monthDay),
      lateTriggerDaysAfterDue: z.int().positive(),
      /** When the clock opens the report of the year, from when a studio may begin it itself, until when last year's may be made up. */
      opensMonthDay: z.string().regex(monthDay),
      earliestMonthDay: z.string().regex(monthDay),
      latestMonthDay: z.string().regex(monthDay),
    }),
    subsidy: z.object({
      amountFen: z.int().positive(),
      clause: z.string().nullable(),
      requires: z.array(z.enum(['acceptance', 'publicity', 'plaque'])),
      permittedUses: z.array(z.object({ code: z.string(), zh: z.string() })),
      ownFundOnlyUses: z.array(z.object({ code: z.string(), zh: z.string() })),
    }),
    /** 哪一步之前须会签，由哪些职务：`事项.动作` → 会签方式。 */
    signing: z.record(z.string(), signingRule).default({}),
    publicity: z.object({ unitWorkingDays: z.int().positive(), cityWorkingDays: z.int().positive() }),
    targets: z
      .object({
        year: z.int(),
        basis: z.enum(['cumulative', 'annual']),
        totals: z.object({ created: z.int(), qualified: z.int() }),
        units: z.array(reportingUnit.extend({ no: z.int(), created: z.int(), qualified: z.int(), adminCode: z.string().optional() })),
      })
      .nullable(),
    reportingUnitsAdded: z.array(reportingUnit).default([]),
    timeLimits: z.object({
      supervisorReviewWorkingDays: z.int(),
      formalCheckWorkingDays: z.int(),
      correctionRounds: z.int(),
      correctionWorkingDays: z.int(),
      reviewSummaryWorkingDays: z.int(),
      plaqueIssueDays: z.int(),
      rectificationMonths: z.int(),
      leadVacancyDays: z.int(),
      revocationStatementDays: z.int(),
      appealDays: z.int().positive(),
      idleMonths: z.int().positive(),
      reReviewOpensDaysBefore: z.int().positive(),
      dormancyAlertDays: z.array(z.int().positive()).min(1),
    }),
    /** 检查发现的问题，一般给几天整改。 */
    inspection: z.object({ mendDays: z.int().positive() }),
    /** 表彰的四条（四.4），和判断“正常”“显著”用的数。 */
    commendation: z.object({
      criteria: z.array(z.object({ code: z.string(), zh: z.string() })).min(1),
      clause: z.string(),
      minActivities: z.int().positive(),
      minResults: z.int().positive(),
      quotaShare: z.number().positive().max(1),
    }),
    validity: z.object({ designationYears: z.int(), reReviewYears: z.int() }),
  })
  .superRefine((standard, context) => {
    for (const { code, maxPoints } of standard.criteriaSet.criteria) {
      const sum = itemsOf(standard.rubric.items, code).reduce((total, { max }) => total + max, 0);
      if (sum !== maxPoints) context.addIssue({ code: 'custom', message: `${code}：评分项合计${sum}分，应为${maxPoints}分` });
    }
    const { targets } = standard;
    for (const column of ['created', 'qualified'] as const) {
      const sum = targets?.units.reduce((total, unit) => total + unit[column], 0) ?? 0;
      if (targets && sum !== targets.totals[column]) context.addIssue({ code: 'custom', message: `附件${column}合计${sum}，应为${targets.totals[column]}` });
    }
  });

export type Standard = z.infer<typeof standardSchema>;
export type Criterion = z.infer<typeof criterion>;
export type Threshold = z.infer<typeof threshold>;
export type RubricItem = z.infer<typeof rubricItem>;

/** The rubric items of one criterion: C2.1, C2.2 … belong to C2. */
export const itemsOf = <T extends { code: string }>(items: readonly T[], criterion: string): readonly T[] =>
  items.filter(({ code }) => code.split('.')[0] === criterion);

/** Which version applies to what is opened on a day. */
export const scheduleSchema = z.object({ programme: z.string(), versions: z.array(z.object({ standard: z.string(), from: z.iso.date() })).min(1) });
export type Schedule = z.infer<typeof scheduleSchema>;
export const inForceOn = ({ versions }: Schedule, day: string): string =>
  (versions.filter(({ from }) => from <= day).toSorted((a, b) => b.from.localeCompare(a.from))[0] ?? versions[0]!).standard;
