import { z } from 'zod';
import { cityDate, cityTime, id, paper, ref, state } from './basics.ts';

/** Figures that open to what is behind them; the year and the targets. */

export const figure = z.strictObject({
  code: z.string(),
  zh: z.string(),
  value: z.number(),
  unit: z.string(),
  /** The same figure of the year before. */
  previous: z.number().optional(),
  href: z.string().optional(),
});
export const figureGroup = z.strictObject({ title: z.string(), figures: z.array(figure) });
export const cut = z.enum(['calendar', 'statistics']);
export const entryRow = z.strictObject({
  id,
  kind: z.string(),
  kindZh: z.string(),
  title: z.string(),
  studio: ref,
  eventOn: cityDate,
  enteredAt: cityTime.optional(),
  late: z.boolean(),
  /** What the entry adds to the figure, where it adds more than one. */
  amount: z.number().optional(),
  /** Page of the entry: its studio, or its matter. */
  href: z.string(),
});
export const studioYear = z.strictObject({
  year: z.int(),
  cut,
  from: cityDate,
  to: cityDate,
  groups: z.array(figureGroup),
  report: z.strictObject({ id, state, href: z.string() }).optional(),
});
export const yearCounts = z.strictObject({
  studios: z.int(),
  reported: z.int(),
  late: z.int(),
  missing: z.int(),
  asleep: z.int(),
  figures: z.record(z.string(), z.number()),
});
export const yearBoard = z.strictObject({
  year: z.int(),
  cut,
  from: cityDate,
  to: cityDate,
  by: z.enum(['union', 'industry']),
  columns: z.array(z.strictObject({ code: z.string(), zh: z.string(), unit: z.string() })),
  rows: z.array(z.strictObject({ id: z.string(), name: z.string(), ...yearCounts.shape })),
  total: yearCounts,
  /** The sum of the year before, for comparison. */
  previous: yearCounts,
  papers: z.array(paper),
});
export const yearStudio = z.strictObject({
  id,
  name: z.string(),
  lead: z.string(),
  hostUnit: z.string(),
  union: ref,
  /** Where its report of the year is; absent when there is none yet. */
  report: z.strictObject({ id, state, submittedOn: cityDate.optional(), late: z.boolean(), href: z.string() }).optional(),
  lastEntryOn: cityDate.optional(),
  /** Days without an entry. */
  asleepDays: z.int().optional(),
  /** Whether that is long enough for the first reminder. */
  asleep: z.boolean(),
  /** Band of the yearly assessment, once it is decided. */
  band: z.string().optional(),
});
export const targetRow = z.strictObject({
  union: ref,
  kind: z.string(),
  created: z.strictObject({ target: z.int(), reached: z.int(), forecast: z.int() }),
  qualified: z.strictObject({ target: z.int(), reached: z.int(), forecast: z.int() }),
  pipeline: z.strictObject({ preparing: z.int(), declaring: z.int(), accepting: z.int(), naming: z.int() }),
});
export const targetBoard = z.strictObject({
  year: z.int(),
  asOf: cityDate,
  basis: z.enum(['cumulative', 'annual']),
  note: z.string(),
  documentNumber: z.string().optional(),
  matter: z.string().optional(),
  items: z.array(targetRow),
  papers: z.array(paper),
  total: targetRow.omit({ union: true, kind: true }),
  /** Said when a past day was asked for: no forecast is made of it, `forecast` is what was reached. */
  past: z.strictObject({ on: cityDate, unknown: z.array(z.string()) }).optional(),
});

const cockpitMeasure = z.strictObject({ target: z.int(), reached: z.int(), expected: z.number(), low: z.int(), high: z.int() });
/** The mean chance of the cases in a stage; how many of them go by past journeys, the others by what the time limits leave room for. */
const chance = z.strictObject({ cases: z.int(), share: z.number(), byExperience: z.int(), journeys: z.int() });
export const cockpitRow = z.strictObject({ union: ref, created: cockpitMeasure, qualified: cockpitMeasure, pipeline: targetRow.shape.pipeline });
export const cockpitStep = z.strictObject({
  matter: id,
  studio: ref,
  union: id,
  stage: z.string(),
  state: z.string(),
  who: z.string(),
  dueOn: cityDate.optional(),
  /** The last day on which what is left can still be done by the end of the year, by the time limits. */
  latestOn: cityDate,
  urgency: z.enum(['late', 'this-week', 'later']),
});
export const cockpit = z.strictObject({
  year: z.int(),
  by: cityDate,
  today: cityDate,
  daysLeft: z.int(),
  matter: id.optional(),
  note: z.string(),
  items: z.array(cockpitRow),
  total: cockpitRow.omit({ union: true }),
  chances: z.array(z.strictObject({ stage: z.string(), zh: z.string(), created: chance, qualified: chance })),
  steps: z.array(cockpitStep),
  /** How many are listed in a naming decision that is not signed yet. */
  naming: z.int(),
});
export type Cockpit = z.infer<typeof cockpit>;
export type CockpitRow = z.infer<typeof cockpitRow>;
export type CockpitStep = z.infer<typeof cockpitStep>;
export type Figure = z.infer<typeof figure>;
export type FigureGroup = z.infer<typeof figureGroup>;
export type EntryRow = z.infer<typeof entryRow>;
export type StudioYear = z.infer<typeof studioYear>;
export type YearBoard = z.infer<typeof yearBoard>;
export type YearStudio = z.infer<typeof yearStudio>;
export type TargetBoard = z.infer<typeof targetBoard>;
export type TargetRow = z.infer<typeof targetRow>;
