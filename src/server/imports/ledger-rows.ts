import { sql } from 'kysely';
import type { FactKind } from '#core/studio/ledger.ts';
import { ledger } from '#core/studio/ledger.ts';
import type { Work } from '#server/kernel/house.ts';
import { factRows } from '#server/store/fact-rows.ts';
import { studioScope } from '#server/store/scope.ts';

type Row = Readonly<Record<string, unknown>>;
/** What a form calls otherwise than its table. */
const renamed: Readonly<Partial<Record<FactKind, Readonly<Record<string, string>>>>> = {
  premises: { kind: 'placeKind' },
  regulation: { kind: 'regulationKind' },
  achievement: { kind: 'achievementKind' },
  activity: { kind: 'activityKind' },
};
const camel = (name: string): string => name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
const snake = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
/** Names beside ids: whom and what an entry is about, as a form would let it be chosen. */
const people: Readonly<Partial<Record<FactKind, ReturnType<typeof sql>>>> = {
  member: sql`, (select jsonb_build_object('name', p.name, 'title', p.title, 'education', p.education, 'birth', p.birth, 'unit', p.unit) from person p where p.id = t.person_id) as names`,
  mentorship: sql`, (select jsonb_build_object('master', m.name, 'apprentice', a.name) from person m, person a where m.id = t.master_id and a.id = t.apprentice_id) as names`,
  activity: sql`, (select jsonb_build_object('project', p.name) from project p where p.id = t.project) as names`,
  achievement: sql`, (select jsonb_build_object('project', p.name) from project p where p.id = t.project) as names`,
};

/** The entries of a kind in the reader's scope, as their forms brought them; one statement. */
export async function ledgerRows({ tx, actor }: Work, kind: FactKind): Promise<readonly Row[]> {
  const { rows } = await sql<{ studio: string; eventOn: string; row: Record<string, unknown>; names: Record<string, unknown> | null; unit: string }>`
    select s.name as studio, f.event_on as "eventOn", to_jsonb(t) as row, coalesce(u.unit_name, u.name) as unit ${people[kind] ?? sql`, null as names`}
    from fact f join ${sql.table(snake(factRows[kind].table))} t on t.id = f.id join studio s on s.id = f.studio_id join union_org u on u.id = s.host_union
    where f.kind = ${kind} and f.voided_at is null and ${studioScope(actor, 's')} order by s.name, f.event_on, f.id limit 20000`.execute(tx);
  return rows.map(({ studio, eventOn, row, names, unit }) => {
    const plain = Object.fromEntries(Object.entries(row).map(([name, value]) => [camel(name), value]));
    const own = Object.fromEntries(Object.entries(renamed[kind] ?? {}).map(([form, column]) => [form, plain[column]]));
    const said = { ...plain, project: undefined, ...own, ...names };
    // A member of the unit itself has none of another's.
    const outside = kind === 'member' && 'unit' in said && said.unit === unit ? { unit: undefined } : {};
    return { ...said, ...outside, studio, [ledger[kind].event]: eventOn };
  });
}

/** Projects and people of the actor's own studio, by name: only who has a studio records what refers to them. */
export async function ownChoices({ tx, actor }: Work): Promise<readonly (readonly [string, ReadonlyMap<string, string>])[]> {
  if (actor.studio === undefined) return [];
  const { rows } = await sql<{ of: string; id: string; name: string }>`
    select 'own-projects' as of, p.id, p.name from project p join matter m on m.id = p.id where m.studio = ${actor.studio} and m.state in ('proposed', 'active', 'closed', 'spread')
    union all select 'team', p.id, p.name from studio s join person p on p.id = s.lead_id where s.id = ${actor.studio}
    union all select 'team', p.id, p.name from fact f join fact_member m on m.id = f.id join person p on p.id = m.person_id
      where f.studio_id = ${actor.studio} and f.voided_at is null and m.left_on is null`.execute(tx);
  const of = (list: string): ReadonlyMap<string, string> => new Map(rows.filter((row) => row.of === list).map(({ id, name }) => [name, id]));
  return [
    ['own-projects', of('own-projects')],
    ['team', of('team')],
  ];
}
