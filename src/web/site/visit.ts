import type { CheckItem, SiteMerged, SiteSheet } from '#contract/shapes.ts';

/* 一次检查在这台设备上的样子：表、每一项怎么看的、发现的问题、签名，以及哪些已经传到。Everything here is plain data. */

export type Answered = SiteSheet['answers'][number];
export type Found = SiteSheet['findings'][number];
export type Result = Answered['result'];
export type Level = Found['level'];

/** Somebody of the team wrote the same meanwhile; `stored` is what stands on the server, nothing where it was taken away. */
export type Conflict<T> = Readonly<Pick<SiteMerged['conflicts'][number], 'storedBy' | 'revision' | 'message'> & { stored?: T }>;
/**
 * `edit` counts what was typed here, `confirmed` says up to which count the server has it, `base` is the revision it was built on.
 * `sentAs` is everything that went out and was never answered: the server may have any of it.
 */
type Kept<T> = Readonly<{
  base: number;
  edit: number;
  confirmed: number;
  at: string;
  by?: string;
  trouble?: string;
  conflict?: Conflict<T>;
  sentAs?: readonly string[];
}>;

export type LocalAnswer = Kept<Answered> & Readonly<{ item: string; result: Result; note: string }>;
/** The picture itself lies under `id` in the store of the device until `file` says that the server has it. */
export type LocalPhoto = Readonly<{ id: string; name: string; file?: string; takenAt?: string; place?: string; trouble?: string }>;
export type LocalFinding = Kept<Found> &
  Readonly<{ key: string; item: string; level: Level; text: string; advice: string; photos: readonly LocalPhoto[]; removed: boolean; offered: boolean }>;

export type Signature = Readonly<{ id: string; file?: string }>;
/** What is said when the sheet is handed in. `sent` is exactly what went out and has not been answered yet. */
export type HandIn = Readonly<{
  visitedOn?: string;
  advice: string;
  learning: string;
  inspectorSigner: string;
  studioSigner: string;
  refuses: boolean;
  refused: string;
  inspectorSign?: Signature;
  studioSign?: Signature;
  wanted: boolean;
  sent?: Readonly<{ key: string; name: string; href: string; version: number; input: Readonly<Record<string, unknown>> }>;
  trouble: readonly string[];
  done: boolean;
}>;

export type Visit = Readonly<{
  id: string;
  sheet: SiteSheet;
  /** The city's day when the server was last heard, and the machine's moment then. */
  today: string;
  heardAt: string;
  answers: Readonly<Record<string, LocalAnswer>>;
  findings: Readonly<Record<string, LocalFinding>>;
  handIn: HandIn;
  notices: readonly string[];
}>;

const emptyHandIn: HandIn = {
  advice: '',
  learning: '',
  inspectorSigner: '',
  studioSigner: '',
  refuses: false,
  refused: '',
  wanted: false,
  trouble: [],
  done: false,
};

const answerOf = ({ item, result, note, at, by, revision }: Answered): LocalAnswer => ({ item, result, note, at, by, base: revision, edit: 0, confirmed: 0 });
const findingOf = ({ key, item, level, text, advice, photos, at, by, revision }: Found): LocalFinding => ({
  key,
  item,
  level,
  text,
  advice,
  at,
  by,
  photos: photos.map(({ file, takenAt, place }) => ({ id: file, name: '照片', file, takenAt, place })),
  base: revision,
  edit: 0,
  confirmed: 0,
  removed: false,
  offered: true,
});

/** The server does not have it as it stands here. */
export const isUnsent = ({ edit, confirmed }: Pick<LocalAnswer, 'edit' | 'confirmed'>): boolean => edit !== confirmed;

const keyed = <T>(items: readonly T[], key: (item: T) => string): Readonly<Record<string, T>> => Object.fromEntries(items.map((item) => [key(item), item]));

/** What was typed here stays as it is; everything else is as the server says. */
function underMine<T extends LocalAnswer | LocalFinding>(mine: Readonly<Record<string, T>>, theirs: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  return { ...theirs, ...Object.fromEntries(Object.entries(mine).filter(([, one]) => isUnsent(one))) };
}

const loose = ({ photos }: LocalFinding): readonly LocalPhoto[] => photos.filter(({ file }) => file === undefined);
/** The server's finding with the photos as this device knows them; one that was refused stays here, it is nowhere else. */
function withMyPhotos(mine: LocalFinding | undefined, theirs: LocalFinding): LocalFinding {
  if (mine === undefined) return theirs;
  const known = theirs.photos.map((photo) => mine.photos.find(({ file }) => file === photo.file) ?? photo);
  return { ...theirs, photos: [...known, ...loose(mine)] };
}

function findingsUnderMine(mine: Visit['findings'], found: readonly Found[]): Visit['findings'] {
  const theirs = keyed(
    found.map(findingOf).map((one) => withMyPhotos(mine[one.key], one)),
    ({ key }) => key,
  );
  // Taken away by somebody else while a photo of it lies only here: unsent again, and decided by whoever took the photo.
  const kept = Object.entries(mine).map(
    ([key, one]) => [key, !(key in theirs) && !one.removed && loose(one).length > 0 && !isUnsent(one) ? { ...one, edit: one.edit + 1 } : one] as const,
  );
  return underMine(Object.fromEntries(kept), theirs);
}

/** The sheet as it was just read from the server, laid under what was typed here. */
export const refresh = (visit: Visit, sheet: SiteSheet): Visit => ({
  ...visit,
  sheet,
  answers: underMine(
    visit.answers,
    keyed(sheet.answers.map(answerOf), ({ item }) => item),
  ),
  findings: findingsUnderMine(visit.findings, sheet.findings),
});

/** A sheet that comes onto this device for the first time. */
export const startVisit = (sheet: SiteSheet, today: string, heardAt: string, signer: string): Visit =>
  refresh({ id: sheet.id, sheet, today, heardAt, answers: {}, findings: {}, handIn: { ...emptyHandIn, inspectorSigner: signer }, notices: [] }, sheet);

export const heard = (visit: Visit, today: string, heardAt: string): Visit => ({ ...visit, today, heardAt });

/** The checklist in its groups, as it is walked through. */
export function groupsOf({ sheet }: Visit): readonly (readonly [group: string, items: readonly CheckItem[]])[] {
  const groups = new Map<string, CheckItem[]>();
  for (const item of sheet.checklist.items) groups.set(item.group, [...(groups.get(item.group) ?? []), item]);
  return [...groups];
}

export const liveFindings = ({ findings }: Visit): readonly LocalFinding[] => Object.values(findings).filter(({ removed }) => !removed);
/** 其他：no item of the checklist as it stands now. */
export const looseFindings = (visit: Visit): readonly LocalFinding[] => {
  const asked = new Set(visit.sheet.checklist.items.map(({ code }) => code));
  return liveFindings(visit).filter(({ item }) => !asked.has(item));
};
export const findingsOn = (visit: Visit, item: string): readonly LocalFinding[] => liveFindings(visit).filter((one) => one.item === item);
