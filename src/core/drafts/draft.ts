/**
 * 没写完的：照打的存，不检查；一人一处一份，只有本人看得到。
 * What a draft may cost the house: how large, how many for one person, for how many days of machine time.
 */
export const draftLimits = { bytes: 262_144, perPerson: 100, days: 30 } as const;

/** The address of an option, as the page takes it: where a draft belongs. */
export const draftPlace = /^\/api\/[A-Za-z0-9][A-Za-z0-9/._-]{1,298}$/;

export type Values = Readonly<Record<string, unknown>>;

/** Two versions of one field, where two devices wrote different things. */
export type Differing = Readonly<{ name: string; mine: unknown; theirs: unknown }>;

const said = (value: unknown): string => JSON.stringify(value ?? null);

/** Only what was changed from what the form starts with; what was cleared is null. Untouched fields follow the matter. */
export function typedOf(start: Values, now: Values): Values {
  const names = [...new Set([...Object.keys(start), ...Object.keys(now)])];
  return Object.fromEntries(names.filter((name) => said(start[name]) !== said(now[name])).map((name) => [name, now[name] ?? null]));
}

/** Field by field: what both wrote and wrote otherwise. What only one of them wrote is nobody's loss. */
export function differing(mine: Values, theirs: Values): readonly Differing[] {
  return Object.keys(mine).flatMap((name) =>
    name in theirs && said(mine[name]) !== said(theirs[name]) ? [{ name, mine: mine[name], theirs: theirs[name] }] : [],
  );
}

/** Both together: of what both wrote, mine stands, unless the other one was chosen. */
export const merged = (mine: Values, theirs: Values, chosen: ReadonlySet<string> = new Set()): Values => ({
  ...theirs,
  ...Object.fromEntries(Object.entries(mine).filter(([name]) => !chosen.has(name))),
});
