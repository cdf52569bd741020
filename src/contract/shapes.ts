import { z } from 'zod';

/** What everybody outside sees of the programme: options, matters, verdicts, studios. One file, because they are one vocabulary. */

export const offices = [
  'lead',
  'secretary',
  'member',
  'unit',
  'grassroots',
  'supervisor',
  'department',
  'leadership',
  'finance',
  'expert',
  'auditor',
  'sysadmin',
  'secadmin',
  'auditadmin',
] as const;
export const officeCode = z.enum(offices);

export const id = z.string().min(1).max(64);
export const cityDate = z.iso.date();
/** ISO 8601 with the offset +08:00. */
export const cityTime = z.iso.datetime({ offset: true });
export const jsonSchema = z.record(z.string(), z.unknown());

export const ref = z.strictObject({ id, name: z.string() });
export const state = z.strictObject({ code: z.string(), zh: z.string() });
/** `terminal` tells a page that nothing follows from here. */
export const pathStep = z.strictObject({ code: z.string(), zh: z.string(), status: z.enum(['done', 'now', 'next']) });

const optionBase = {
  name: z.string(),
  title: z.string(),
  tone: z.enum(['forward', 'back', 'stop']),
  method: z.enum(['POST']),
  href: z.string(),
  input: jsonSchema.nullable(),
};
/** A remedy is an option that lacks nothing; kept flat so that the tree never recurses. */
export const remedy = z.strictObject(optionBase);
export const lack = z.strictObject({
  code: z.string(),
  message: z.string(),
  clause: z.string().optional(),
  remedies: z.array(remedy),
});
/** Something that can be done: what, where, with what input; `lacks` says why not yet. */
export const option = z.strictObject({ ...optionBase, lacks: z.array(lack).optional() });

export const evidence = z.strictObject({ kind: z.string(), id, label: z.string(), file: id.optional() });
export const verdict = z.strictObject({
  criterion: z.string(),
  title: z.string(),
  asks: z.string(),
  verdict: z.enum(['met', 'unmet', 'unproven']),
  because: z.string(),
  clause: z.string().nullable(),
  evidence: z.array(evidence),
  remedies: z.array(remedy),
});
/** Points of one criterion: `automatic` is what the machine can already award of `max`; `items` explains it. */
export const points = z.strictObject({
  criterion: z.string(),
  title: z.string(),
  max: z.number(),
  automatic: z.number(),
  items: z.array(
    z.strictObject({
      code: z.string(),
      zh: z.string(),
      max: z.number(),
      points: z.number().nullable(),
      rule: z.string(),
      method: z.array(z.string()),
    }),
  ),
});

export const todo = z.strictObject({
  id,
  kind: z.string(),
  kindZh: z.string(),
  title: z.string(),
  studio: ref.optional(),
  union: ref.optional(),
  state,
  since: cityTime,
  dueOn: cityDate.optional(),
  /** Working days left; negative when overdue. */
  daysLeft: z.int().optional(),
  href: z.string(),
});

/** Where a matter lies: an office, narrowed to a union, a studio, one person. `label` is what people read. */
export const holder = z.strictObject({
  office: z.string(),
  officeZh: z.string(),
  union: ref.optional(),
  studio: ref.optional(),
  person: ref.optional(),
  label: z.string(),
});
export const historyEntry = z.strictObject({
  transition: z.string(),
  zh: z.string(),
  from: state.nullable(),
  to: state,
  at: cityTime,
  by: z.strictObject({ name: z.string(), office: z.string(), officeZh: z.string() }),
  /** What was brought, as label and text; a file carries its id. */
  brought: z.array(z.strictObject({ label: z.string(), text: z.string(), file: id.optional() })),
});
/** Something a reader of an entry should know: the same result claimed elsewhere, a benefit without proof, owners that differ from the agreement. */
export const flag = z.strictObject({ code: z.string(), text: z.string(), href: z.string().optional() });
/** A number that was never typed: what it counts, and the address of the entries it counts. Money is in fen. */
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
/** Calendar year, or the union statistics year (1 October to 30 September). */
export const cut = z.enum(['calendar', 'statistics']);
/** One studio of a batch (naming list) or one line of a table. */
export const item = z.strictObject({
  id,
  studio: ref,
  state,
  version: z.int(),
  hostUnit: z.string(),
  lead: z.string(),
  union: z.string(),
  note: z.string().optional(),
  plaqueNo: z.string().optional(),
  score: z.number().optional(),
});
export const child = z.strictObject({ id, kind: z.string(), title: z.string(), state, holder: z.string().optional(), href: z.string() });
/** Label and value, in the order people read them; what a matter says about itself. */
export const field = z.strictObject({ label: z.string(), text: z.string(), file: id.optional(), href: z.string().optional() });
export const section = z.strictObject({
  title: z.string(),
  fields: z.array(field),
  /** A table, when the section is one. */
  columns: z.array(z.string()).optional(),
  rows: z.array(z.array(z.string())).optional(),
});
export const scoreResult = z.strictObject({
  total: z.number(),
  qualified: z.boolean(),
  judges: z.int(),
  method: z.enum(['mean', 'trimmedMean']),
  hash: z.string(),
  criteria: z.array(
    z.strictObject({
      code: z.string(),
      title: z.string(),
      points: z.number(),
      max: z.number(),
      needed: z.number(),
      floorMet: z.boolean(),
      met: z.boolean(),
      because: z.string(),
    }),
  ),
  items: z.array(
    z.strictObject({
      code: z.string(),
      zh: z.string(),
      max: z.number(),
      points: z.number(),
      reasons: z.array(z.string()),
    }),
  ),
  vetoes: z.array(z.string()),
  flags: z.array(z.string()),
});
/** One studio put forward for commendation: the four criteria with their evidence beside them. */
export const candidate = z.strictObject({
  id,
  studio: ref,
  hostUnit: z.string(),
  lead: z.string(),
  union: z.string(),
  state,
  version: z.int(),
  rank: z.int(),
  score: z.number(),
  criteria: z.array(
    z.strictObject({
      code: z.string(),
      zh: z.string(),
      met: z.boolean(),
      because: z.string(),
      evidence: z.array(z.strictObject({ label: z.string(), text: z.string(), href: z.string().optional() })),
    }),
  ),
  reason: z.string(),
  note: z.string().optional(),
  certificateNo: z.string().optional(),
});
export const paper = z.strictObject({ name: z.string(), title: z.string(), formats: z.array(z.enum(['pdf', 'docx', 'xlsx', 'html'])), href: z.string() });

export const matter = z.strictObject({
  id,
  kind: z.string(),
  kindZh: z.string(),
  title: z.string(),
  studio: ref.optional(),
  union: ref.optional(),
  state,
  version: z.int(),
  standard: z.strictObject({ id: z.string(), title: z.string() }),
  openedAt: cityTime,
  since: cityTime,
  dueOn: cityDate.optional(),
  daysLeft: z.int().optional(),
  closed: z.boolean(),
  path: z.array(pathStep),
  holders: z.array(holder),
  options: z.array(option),
  sections: z.array(section),
  history: z.array(historyEntry),
  verdicts: z.array(verdict).optional(),
  points: z.array(points).optional(),
  result: scoreResult.optional(),
  items: z.array(item).optional(),
  /** Who is put forward for commendation, best first. */
  candidates: z.array(candidate).optional(),
  /** An inspection has a sheet to be filled on site, with or without a network: page /site/{id}. */
  sheet: z.string().optional(),
  children: z.array(child).optional(),
  parent: child.optional(),
  papers: z.array(paper).optional(),
  /** SHA-256 of the frozen dossier, once there is one. */
  dossierHash: z.string().optional(),
  /** Figures compiled from the ledger: live while the report is being written, frozen once it is submitted. */
  figures: z.array(figureGroup).optional(),
});
export const matterRow = z.strictObject({
  id,
  kind: z.string(),
  kindZh: z.string(),
  title: z.string(),
  studio: ref.optional(),
  union: ref.optional(),
  state,
  openedAt: cityTime,
  dueOn: cityDate.optional(),
  closed: z.boolean(),
  href: z.string(),
});

/** A studio as it stands in a list. */
export const studioRow = z.strictObject({
  id,
  name: z.string(),
  lead: z.string(),
  hostUnit: z.string(),
  union: ref,
  standing: state,
  plaqueNo: z.string().optional(),
  createdOn: cityDate.optional(),
  qualifiedOn: cityDate.optional(),
  lastEntryOn: cityDate.optional(),
});
/** One entry of one kind of fact: a member, a project, an activity… */
export const factRow = z.strictObject({
  id,
  title: z.string(),
  fields: z.array(field),
  eventOn: cityDate.optional(),
  enteredAt: cityTime.optional(),
  enteredBy: z.string().optional(),
  late: z.boolean().optional(),
  /** Who confirmed the entry, when somebody did. */
  confirmedBy: z.string().optional(),
  flags: z.array(flag).optional(),
  options: z.array(option),
  href: z.string().optional(),
});
export const factGroup = z.strictObject({ code: z.string(), zh: z.string(), criterion: z.string().optional(), rows: z.array(factRow), total: z.int() });
export const studio = z.strictObject({
  ...studioRow.shape,
  establishedOn: cityDate.optional(),
  standard: z.strictObject({ id: z.string(), title: z.string() }),
  profile: z.array(field),
  met: z.int(),
  verdicts: z.array(verdict),
  points: z.array(points),
  facts: z.array(factGroup),
  /** What I may record here now (记一笔, 添加成员 …). */
  options: z.array(option),
  matters: z.array(matterRow),
  /** The unit's own money and the subsidy, apart: what came in, what was spent, what is left. */
  money: z.strictObject({
    unitInFen: z.int(),
    unitSpentFen: z.int(),
    unitLeftFen: z.int(),
    subsidyInFen: z.int(),
    subsidySpentFen: z.int(),
    subsidyLeftFen: z.int(),
  }),
  papers: z.array(paper),
});

/** An entry behind a figure, wherever it stands. */
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
/** One union, one industry or the sum: how many studios, who has reported, whose ledger sleeps, and the figures by code. */
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

/** A draw anybody can run again: SHA-256 of the sorted candidate ids joined by a line feed; smallest HMAC-SHA256 first. */
export const drawRow = z.strictObject({
  id,
  title: z.string(),
  purpose: z.strictObject({ code: z.enum(['sample', 'experts', 'reporters']), zh: z.string() }),
  state,
  announcedOn: cityDate,
  drawOn: cityDate,
  drawnOn: cityDate.optional(),
  candidates: z.int(),
  take: z.int(),
});
export const draw = z.strictObject({
  id,
  title: z.string(),
  purpose: z.strictObject({ code: z.enum(['sample', 'experts', 'reporters']), zh: z.string() }),
  state,
  candidates: z.array(z.string()),
  hash: z.string(),
  announcedOn: cityDate,
  /** On which day the random value is made known. */
  drawOn: cityDate,
  drawnOn: cityDate.optional(),
  randomness: z.strictObject({ source: z.string(), value: z.string().nullable() }),
  take: z.int(),
  excluded: z.array(z.strictObject({ candidate: z.string(), reason: z.string() })),
  result: z.array(z.string()),
  /** What people read for a candidate; experts have none. */
  names: z.record(z.string(), z.string()),
  voidReason: z.string().optional(),
});

/** The sheet of one inspection, as it is filled on site. */
export const checkItem = z.strictObject({
  code: z.string(),
  /** The criterion it belongs to, in words. */
  group: z.string(),
  title: z.string(),
  /** How to look at it. */
  asks: z.string(),
  clause: z.string().optional(),
  /** 'last-finding' repeats a problem found before. */
  from: z.enum(['criterion', 'rubric', 'last-finding', 'extra']),
});
const checkResult = z.enum(['ok', 'problem', 'na']);
export const findingLevel = z.enum(['minor', 'red']);
/** `takenAt` and `place` are evidence: when and where the photo was taken, as the device says. */
export const sitePhoto = z.strictObject({
  file: id,
  takenAt: z.iso.datetime({ offset: true }).optional(),
  place: z.string().max(80).optional(),
});
export const siteAnswer = z.strictObject({
  item: z.string(),
  result: checkResult,
  note: z.string(),
  revision: z.int(),
  at: cityTime,
  by: z.string(),
});
export const siteFinding = z.strictObject({
  key: z.string(),
  item: z.string(),
  level: findingLevel,
  text: z.string(),
  advice: z.string(),
  photos: z.array(sitePhoto),
  revision: z.int(),
  at: cityTime,
  by: z.string(),
});
export const siteSheet = z.strictObject({
  id,
  title: z.string(),
  studio: ref,
  hostUnit: z.string(),
  place: z.string(),
  state,
  version: z.int(),
  lastDay: cityDate,
  /** Whether this reader may still fill it in. */
  open: z.boolean(),
  mutual: z.boolean(),
  checklist: z.strictObject({ hash: z.string(), items: z.array(checkItem) }),
  answers: z.array(siteAnswer),
  findings: z.array(siteFinding),
  visitedOn: cityDate.optional(),
  /** How the sheet is handed in: the option `inspection.submit`, with what it still lacks. */
  submit: option.optional(),
  /** The same where the other side does not sign. */
  submitRefused: option.optional(),
});
/** What a device brings: `base` is the revision it had seen (0 for what is new). Safe to send again. */
export const siteChanges = z.strictObject({
  checklist: z.string().max(64),
  answers: z
    .array(
      z.strictObject({
        item: z.string().min(1).max(40),
        result: checkResult,
        note: z.string().trim().max(500).default(''),
        base: z.int().min(0),
        at: z.iso.datetime({ offset: true }),
      }),
    )
    .max(300),
  findings: z
    .array(
      z.strictObject({
        /** Made on the device, once for each finding. */
        key: z.string().regex(/^[0-9A-Za-z-]{8,64}$/),
        item: z.string().max(40),
        level: findingLevel,
        text: z.string().trim().min(2, '请写明问题').max(1000),
        advice: z.string().trim().max(1000).default(''),
        photos: z.array(sitePhoto).max(9),
        base: z.int().min(0),
        at: z.iso.datetime({ offset: true }),
        removed: z.boolean().default(false),
      }),
    )
    .max(200),
});
/** What became of it: everything that was taken or was there already, and what somebody else wrote meanwhile. */
export const siteMerged = z.strictObject({
  sheet: siteSheet,
  taken: z.array(z.string()),
  already: z.array(z.string()),
  /** Kept as it stands on the server; the device shows both and sends again with `base` = `stored.revision`. */
  conflicts: z.array(z.strictObject({ what: z.enum(['answer', 'finding']), key: z.string(), message: z.string(), storedBy: z.string(), revision: z.int() })),
  /** Sentences for people: the checklist has changed, an item is no longer asked. */
  notices: z.array(z.string()),
});

/** A published case or a piece of guidance, as a card. */
export const experienceRow = z.strictObject({
  id,
  title: z.string(),
  kind: z.strictObject({ code: z.enum(['case', 'guidance']), zh: z.string() }),
  topic: z.string(),
  problem: z.string(),
  effect: z.string(),
  studio: ref.optional(),
  hostUnit: z.string().optional(),
  state,
  publishedOn: cityDate.optional(),
  /** How many other units have adopted it, and what they say it brought, in fen. */
  adoptions: z.int(),
  benefitFen: z.int(),
  href: z.string(),
});
/** A problem posted for any studio to answer. */
export const challengeRow = z.strictObject({
  id,
  title: z.string(),
  area: z.string(),
  text: z.string(),
  reward: z.string(),
  poster: ref,
  until: cityDate,
  state,
  bids: z.int(),
  mine: z.boolean(),
  href: z.string(),
});
/** What one union gives its studios, under the four heads of the policy. */
export const supportRow = z.strictObject({
  union: ref,
  kind: z.string(),
  inCharge: z.string().nullable(),
  studios: z.int(),
  supported: z.int(),
  heads: z.array(z.strictObject({ head: z.string(), count: z.int(), amountFen: z.int() })),
  agenda: z.int(),
  rules: z.int(),
});
export const supportBoard = z.strictObject({
  year: z.int(),
  heads: z.array(z.string()),
  rows: z.array(supportRow),
  total: supportRow.omit({ union: true, kind: true, inCharge: true }),
});
export const unionRecord = z.strictObject({
  id,
  kind: z.strictObject({ code: z.enum(['agenda', 'rule', 'support']), zh: z.string() }),
  union: ref,
  /** The studio that is supported. */
  studio: ref.optional(),
  title: z.string(),
  onDate: cityDate,
  fields: z.array(field),
  options: z.array(option),
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
  total: targetRow.omit({ union: true, kind: true }),
});

export const me = z.strictObject({
  person: ref,
  account: z.string(),
  offices: z.array(z.strictObject({ id, office: officeCode, officeZh: z.string(), union: ref.optional(), studio: ref.optional() })),
  acting: z.strictObject({ id, office: officeCode, officeZh: z.string(), union: ref.optional(), studio: ref.optional() }),
  /** City today; `demo` allows the page to offer the clock. */
  today: cityDate,
  demo: z.boolean(),
  unread: z.int(),
});
export const notification = z.strictObject({ id, text: z.string(), at: cityTime, href: z.string(), read: z.boolean() });
export const unionNode = z.strictObject({
  id,
  name: z.string(),
  kind: z.enum(['city', 'district', 'industry', 'zone', 'grassroots']),
  parent: id.nullable(),
  inCharge: z.strictObject({ name: z.string(), post: z.string(), phone: z.string(), from: cityDate, to: cityDate.nullable(), standIn: z.string() }).nullable(),
  studios: z.int(),
  options: z.array(option),
});
export const personRow = z.strictObject({
  id,
  name: z.string(),
  account: z.string().nullable(),
  disabled: z.boolean(),
  offices: z.array(
    z.strictObject({ id, office: z.string(), officeZh: z.string(), union: ref.optional(), studio: ref.optional(), from: cityDate, to: cityDate.nullable() }),
  ),
  options: z.array(option),
});
export const fileMeta = z.strictObject({ id, name: z.string(), size: z.int(), sha256: z.string(), type: z.string() });
export const choice = z.strictObject({ value: z.string(), label: z.string() });
export const page = <T extends z.ZodType>(row: T) => z.strictObject({ items: z.array(row), next: z.string().nullable(), total: z.int().optional() });

export const reason = z.strictObject({ code: z.string(), message: z.string(), field: z.string().optional(), clause: z.string().optional() });
/** RFC 9457 problem details. */
export const problem = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string().optional(),
  reasons: z.array(reason),
});

export type Option = z.infer<typeof option>;
export type Remedy = z.infer<typeof remedy>;
export type Lack = z.infer<typeof lack>;
export type Verdict = z.infer<typeof verdict>;
export type Points = z.infer<typeof points>;
export type Todo = z.infer<typeof todo>;
export type Matter = z.infer<typeof matter>;
export type MatterRow = z.infer<typeof matterRow>;
export type Section = z.infer<typeof section>;
export type Field = z.infer<typeof field>;
export type ScoreResult = z.infer<typeof scoreResult>;
export type StudioRow = z.infer<typeof studioRow>;
export type Studio = z.infer<typeof studio>;
export type FactGroup = z.infer<typeof factGroup>;
export type FactRow = z.infer<typeof factRow>;
export type Figure = z.infer<typeof figure>;
export type FigureGroup = z.infer<typeof figureGroup>;
export type Flag = z.infer<typeof flag>;
export type EntryRow = z.infer<typeof entryRow>;
export type StudioYear = z.infer<typeof studioYear>;
export type YearBoard = z.infer<typeof yearBoard>;
export type YearStudio = z.infer<typeof yearStudio>;
export type Candidate = z.infer<typeof candidate>;
export type Draw = z.infer<typeof draw>;
export type DrawRow = z.infer<typeof drawRow>;
export type CheckItem = z.infer<typeof checkItem>;
export type SiteSheet = z.infer<typeof siteSheet>;
export type SiteChanges = z.infer<typeof siteChanges>;
export type SiteMerged = z.infer<typeof siteMerged>;
export type SitePhoto = z.infer<typeof sitePhoto>;
export type ExperienceRow = z.infer<typeof experienceRow>;
export type ChallengeRow = z.infer<typeof challengeRow>;
export type SupportBoard = z.infer<typeof supportBoard>;
export type UnionRecord = z.infer<typeof unionRecord>;
export type TargetBoard = z.infer<typeof targetBoard>;
export type TargetRow = z.infer<typeof targetRow>;
export type Me = z.infer<typeof me>;
export type Notification = z.infer<typeof notification>;
export type UnionNode = z.infer<typeof unionNode>;
export type PersonRow = z.infer<typeof personRow>;
export type FileMeta = z.infer<typeof fileMeta>;
export type Choice = z.infer<typeof choice>;
export type Problem = z.infer<typeof problem>;
export type Page<T> = { items: T[]; next: string | null; total?: number };
