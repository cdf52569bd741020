import { createHmac, randomBytes } from 'node:crypto';
import { lives, type Kind } from '#core/lives.ts';
import type { Holder } from '#core/people/desks.ts';
import type { Matter } from '#core/shared/life.ts';

type PartyRow = Readonly<{
  matterId: string;
  office: string;
  unionId: string | null;
  studioId: string | null;
  personId: string | null;
  acts: boolean;
  dueKey: string;
}>;

/** What is due on no day comes last. */
const farOff = '9999-12-31';

const toRow =
  ({ id: matterId, dueOn }: Matter, acts: boolean) =>
  ({ office, union, studio, person }: Holder): PartyRow => ({
    matterId,
    office,
    unionId: union ?? null,
    studioId: studio ?? null,
    personId: person ?? null,
    acts,
    dueKey: (acts ? dueOn : undefined) ?? farOff,
  });

/** Who acts and who sees, as rows; whoever acts also sees. */
export function partiesOf(matter: Matter): PartyRow[] {
  const life = lives[matter.kind as Kind] as unknown as { parties: (subject: Matter) => { acts: readonly Holder[]; sees: readonly Holder[] } };
  const { acts, sees } = life.parties(matter);
  return [...acts.map(toRow(matter, true)), ...sees.map(toRow(matter, false))];
}

const personal = new Set(['accountNo', 'phone', 'address']);
/** Personal values stay in their own tables, however deep they stand; the event keeps a salted digest, so that erasure never breaks the record. */
export function redacted(brought: unknown): unknown {
  if (Array.isArray(brought)) return brought.map(redacted);
  if (typeof brought !== 'object' || brought === null) return brought ?? null;
  const salt = randomBytes(12).toString('hex');
  return Object.fromEntries(
    Object.entries(brought).map(([key, value]) =>
      personal.has(key) ? [key, { digest: createHmac('sha256', salt).update(String(value)).digest('hex'), salt }] : [key, redacted(value)],
    ),
  );
}
