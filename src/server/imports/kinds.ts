import { sql } from 'kysely';
import type { z } from 'zod';
import { columnsOf, type ImportColumn } from '#core/imports/columns.ts';
import type { Office } from '#core/people/actor.ts';
import { factKinds, ledger, type FactKind } from '#core/studio/ledger.ts';
import { foundingForm, foundStudio } from '#server/actions/found-studio.ts';
import { ledgerContext, recordFact } from '#server/actions/record-fact.ts';
import { parseForm } from '#server/kernel/forms.ts';
import type { Work } from '#server/kernel/house.ts';
import { refuse } from '#server/kernel/refusal.ts';
import { peopleOperations } from '#server/people/people-operations.ts';
import { takeOperation } from '#server/people/take-operation.ts';
import { studioScope } from '#server/store/scope.ts';
import { ledgerRows, ownChoices } from './ledger-rows.ts';

export type Choices = ReadonlyMap<string, ReadonlyMap<string, string>>;
type Row = Readonly<Record<string, unknown>>;
/** 一类可以从 Excel 导入的东西：谁能导，有哪些栏，凭什么认得，已有哪些，怎样记进去（和屏幕上同一条路）。 */
export type ImportKind = Readonly<{
  code: string;
  zh: string;
  by: readonly Office[];
  columns: (work: Work) => readonly ImportColumn[];
  keys: readonly string[];
  untold?: readonly string[];
  choices: (work: Work) => Promise<Choices>;
  /** What is there in the reader's scope: values by column; a choice is said by its name. */
  existing: (work: Work) => Promise<readonly Row[]>;
  take: (work: Work, input: Row) => Promise<unknown>;
}>;

const operationNamed = (name: string) => peopleOperations.find((one) => one.name === name)!;
const formOf = (name: string): z.ZodType => operationNamed(name).form!('2013-01-01');
const byName = (rows: readonly Readonly<{ id: string; name: string }>[]): ReadonlyMap<string, string> => new Map(rows.map(({ id, name }) => [name, id]));

const wholeCity: readonly Office[] = ['sysadmin', 'department'];
/** 归口工会只导本系统的。 */
const inTree = ({ actor }: Work) =>
  wholeCity.includes(actor.office)
    ? sql<boolean>`true`
    : sql<boolean>`(u.id = ${actor.union ?? ''} or exists (select 1 from union_parent t where t.union_id = u.id and t.parent_id = ${actor.union ?? ''} and t.to_on is null))`;

const unions: ImportKind = {
  code: 'unions',
  zh: '工会',
  by: ['sysadmin', 'department', 'supervisor'],
  // Names repeat from district to district; the code does not.
  columns: () =>
    columnsOf(formOf('union.add')).map((column) => (column.key === 'code' ? { ...column, required: true, note: '导入时必填，凭它不重复' } : column)),
  keys: ['code'],
  async choices(work) {
    const { rows } = await sql<{
      id: string;
      name: string;
    }>`select u.id, u.name from union_org u where ${inTree(work)} and u.kind <> 'grassroots' order by u.position`.execute(work.tx);
    return new Map([['unions', byName(rows)]]);
  },
  async existing(work) {
    const { rows } = await sql<Row>`
      select u.name, u.kind, u.code, p.name as parent, u.unit_name as "unitName" from union_org u
        left join union_parent t on t.union_id = u.id and t.to_on is null left join union_org p on p.id = t.parent_id
      where ${inTree(work)} order by u.position, u.name`.execute(work.tx);
    return rows;
  },
  take: (work, input) => takeOperation(work, operationNamed('union.add'), '', input),
};

const people: ImportKind = {
  code: 'people',
  zh: '人员',
  by: ['sysadmin'],
  // Without an account nothing would tell two people of one name apart.
  columns: () =>
    columnsOf(formOf('person.add')).map((column) => (column.key === 'account' ? { ...column, required: true, note: '导入时必填，凭它不重复' } : column)),
  keys: ['account'],
  untold: ['phone'],
  choices: () => Promise.resolve(new Map()),
  async existing({ tx }) {
    // A phone number is nobody's to export.
    const { rows } =
      await sql<Row>`select p.name, a.name as account, p.post from person p join account a on a.person_id = p.id where p.id <> 'clock' order by a.name`.execute(
        tx,
      );
    return rows;
  },
  take: (work, input) => takeOperation(work, operationNamed('person.add'), '', input),
};

const host: ImportColumn = { key: 'host', title: '所在单位的工会', required: true, is: 'choice', of: 'hosts', note: '基层工会的名称' };
const hostScope = ({ actor }: Work) =>
  actor.office === 'grassroots'
    ? sql<boolean>`u.id = ${actor.union ?? ''}`
    : actor.office === 'supervisor'
      ? sql<boolean>`exists (select 1 from union_parent t where t.union_id = u.id and t.parent_id = ${actor.union ?? ''} and t.to_on is null)`
      : sql<boolean>`true`;
const studios: ImportKind = {
  code: 'studios',
  zh: '工作室',
  by: ['grassroots', 'supervisor', 'department'],
  columns: (work) => [host, ...columnsOf(foundingForm(work.now))],
  keys: ['host', 'name'],
  async choices(work) {
    const { rows } = await sql<{
      id: string;
      name: string;
    }>`select u.id, u.name from union_org u where u.kind = 'grassroots' and ${hostScope(work)} order by u.name`.execute(work.tx);
    return new Map([['hosts', byName(rows)]]);
  },
  async existing(work) {
    const { rows } = await sql<Row>`
      select u.name as host, p.name as lead, s.name, s.field, p.title, p.education, p.birth, p.post as department, s.established_on as "establishedOn", s.profile
      from studio s join union_org u on u.id = s.host_union join person p on p.id = s.lead_id where ${studioScope(work.actor, 's')} order by u.name, s.name, s.id`.execute(
      work.tx,
    );
    return rows;
  },
  take(work, { host: union, ...rest }) {
    const founding = parseForm(foundingForm(work.now), rest);
    // 立室在所在单位：归口工会、经济部导入的，也立在它的单位。
    return foundStudio({ ...work, actor: { ...work.actor, union: String(union) } }, founding);
  },
};

const studioColumn: ImportColumn = { key: 'studio', title: '工作室', required: true, is: 'choice', of: 'studio-names', note: '工作室全称' };
/** By which columns an entry of each kind is known. */
const keysOf: Readonly<Record<FactKind, readonly string[]>> = {
  member: ['name', 'joinedOn'],
  premises: ['address', 'since'],
  equipment: ['name', 'model', 'since'],
  regulation: ['title', 'edition'],
  income: ['on', 'voucherNo', 'amountFen'],
  spending: ['on', 'payee', 'voucherNo', 'amountFen'],
  achievement: ['title', 'completedOn'],
  activity: ['on', 'kind', 'topic'],
  mentorship: ['master', 'apprentice', 'startOn'],
  plan: ['year', 'on'],
  sign: ['content', 'since'],
  support: ['since', 'head', 'content'],
};
const entries = (kind: FactKind): ImportKind => ({
  code: `ledger-${kind}`,
  zh: `台账：${ledger[kind].zh}`,
  by: ledger[kind].by,
  columns: (work) => [
    studioColumn,
    ...columnsOf(ledger[kind].form(ledgerContext(work, '1980-01-01'))).map((column) =>
      column.key === ledger[kind].event ? { ...column, required: true } : column,
    ),
  ],
  keys: ['studio', ...keysOf[kind]],
  async choices(work) {
    const { rows } = await sql<{
      id: string;
      name: string;
    }>`select s.id, s.name from studio s where ${studioScope(work.actor, 's')} and s.standing <> 'dissolved' order by s.name, s.id limit 2000`.execute(work.tx);
    return new Map([['studio-names', byName(rows)], ...(await ownChoices(work))]);
  },
  existing: (work) => ledgerRows(work, kind),
  async take(work, { studio, ...input }) {
    if (typeof studio !== 'string') throw refuse(422, 'studio-missing', '请填写工作室', 'studio');
    return recordFact(work, studio, kind, input);
  },
});

export const importKinds: readonly ImportKind[] = [unions, people, studios, ...factKinds.map(entries)];
export const importTitles: ReadonlyMap<string, string> = new Map(importKinds.map(({ code, zh }) => [code, zh]));
