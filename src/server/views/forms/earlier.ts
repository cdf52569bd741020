import { sql } from 'kysely';
import type { Earlier } from '#contract/shapes.ts';
import { carried, type FormSchema } from '#core/drafts/carried.ts';
import { isKind, type Kind } from '#core/lives.ts';
import { factKinds, type FactKind } from '#core/studio/ledger.ts';
import { formSchema } from '#server/kernel/form-schema.ts';
import type { Work } from '#server/kernel/house.ts';
import type { Place } from '#server/kernel/forms.ts';
import { factRows } from '#server/store/fact-rows.ts';
import { kindStores } from '#server/store/kinds/kinds.ts';
import { present } from '#server/store/reading.ts';
import { matterScope } from '#server/store/scope.ts';
import { choosable } from '../choices.ts';
import { allNamesOf } from '../names.ts';
import { broughtTexts, idsIn } from '../matter/texts.ts';
import type { FormAt } from './form-of.ts';

type Values = Readonly<Record<string, unknown>>;
type Found = Readonly<{ title: string; at: string; values: Values }>;
const isFact = (text: string): text is FactKind => (factKinds as readonly string[]).includes(text);

/** What this office brought to the same step of the last such matter: of this studio, or — without one — of this union. */
async function lastStep({ tx, actor }: Work, kind: Kind, transition: string, { matter }: FormAt): Promise<Found | undefined> {
  const row = await tx
    .selectFrom('matterEvent as e')
    .innerJoin('matter', 'matter.id', 'e.matterId')
    .select(['e.brought', 'e.at', 'matter.title'])
    .where('matter.kind', '=', kind)
    .where('matter.id', '!=', matter?.id ?? '')
    .where(sql<boolean>`matter.studio is not distinct from ${matter?.studio ?? null}`)
    .where(sql<boolean>`matter.supervising_union is not distinct from ${matter?.supervisingUnion ?? null} or matter.studio is not null`)
    .where('e.transition', '=', transition)
    .where('e.byOffice', '=', actor.office)
    .where(matterScope(actor))
    .orderBy('e.id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? undefined : { title: row.title, at: row.at, values: (row.brought ?? {}) as Values };
}

/** What was said when the last matter of the kind was begun: its own columns, by the names of the form. */
async function lastBegun({ tx, actor }: Work, kind: Kind, { studio }: Place): Promise<Found | undefined> {
  const row = await tx
    .selectFrom('matter')
    .innerJoin('matterEvent as e', (join) => join.onRef('e.matterId', '=', 'matter.id').on('e.transition', '=', 'open'))
    .select(['matter.id', 'matter.title', 'e.at', 'e.brought'])
    .where('matter.kind', '=', kind)
    .where(sql<boolean>`matter.studio is not distinct from ${studio ?? null}`)
    .where('e.byOffice', '=', actor.office)
    .where(matterScope(actor))
    .orderBy('e.id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const own = await sql<Values>`select * from ${sql.table(kindStores[kind].table)} where id = ${row.id}`.execute(tx);
  return { title: row.title, at: row.at, values: { ...present((own.rows[0] ?? {}) as object), ...(row.brought as Values | null) } };
}

/** Which column of its table holds a field as it was brought: what the mapping does not change can be read back. */
function columnsOf(kind: FactKind, names: readonly string[]): readonly (readonly [name: string, column: string])[] {
  const marked = factRows[kind].row(Object.fromEntries(names.map((name) => [name, `\u0000${name}`])));
  return Object.entries(marked).flatMap(([column, value]) => names.filter((name) => value === `\u0000${name}`).map((name) => [name, column] as const));
}

/** The last entry of the kind in this studio's ledger. */
async function lastEntry({ tx }: Work, kind: FactKind, { studio }: Place, names: readonly string[]): Promise<Found | undefined> {
  const row = await tx
    .selectFrom('fact')
    .innerJoin(`${factRows[kind].table as 'factSign'} as own`, 'own.id', 'fact.id')
    .selectAll('own')
    .select('fact.enteredAt')
    .where('fact.studioId', '=', studio ?? '')
    .where('fact.kind', '=', kind)
    .where('fact.voidedAt', 'is', null)
    .orderBy('fact.id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const record = row as unknown as Values;
  return { title: '上一笔', at: row.enteredAt, values: Object.fromEntries(columnsOf(kind, names).map(([name, column]) => [name, record[column]])) };
}

/** What may no longer be chosen is not brought over. */
async function stillChosen(work: Work, schema: FormSchema, place: Place, values: Values): Promise<Values> {
  const kept: Record<string, unknown> = { ...values };
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const of = (property as { 'x-choices'?: string })['x-choices'];
    const value = kept[name];
    if (of === undefined || typeof value !== 'string') continue;
    if (!(await choosable(work, of, place, [value])).has(value)) delete kept[name];
  }
  return kept;
}

/** 上一次填的，能带到这一张表上的。 Nothing where there is none, or nothing fits. */
export async function earlierOf(work: Work, operation: string, at: FormAt): Promise<Earlier | null> {
  const { form, place } = at;
  if (form === undefined) return null;
  const [subject = '', verb = ''] = operation.split('.');
  const schema = formSchema<FormSchema>(form);
  const found =
    at.matter !== undefined && isKind(subject)
      ? await lastStep(work, subject, verb, at)
      : isFact(subject) && verb === 'add'
        ? await lastEntry(work, subject, place, Object.keys(schema.properties ?? {}))
        : isKind(subject)
          ? await lastBegun(work, subject, place)
          : undefined;
  if (found === undefined) return null;
  const values = await stillChosen(work, schema, place, carried(schema, found.values));
  const names = await allNamesOf(work.tx, idsIn(values));
  const fields = broughtTexts(names, form, values).map(({ key, label, text }) => ({ name: key, title: label, text }));
  if (fields.length === 0) return null;
  return { from: { title: found.title, at: found.at }, values: Object.fromEntries(fields.map(({ name }) => [name, values[name]])), fields };
}
