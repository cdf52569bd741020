import { soundsOf } from '#server/kernel/pinyin.ts';
import type { Office } from '#core/people/actor.ts';
import { officeZh } from '#core/people/actor.ts';
import type { House } from '#server/kernel/house.ts';
import { newId } from '#server/kernel/ids.ts';
import { hashPassword } from '#server/people/passwords.ts';
import { personName, unitName } from './names.ts';
import type { Chair } from './player.ts';

export const demoPassword = 'Lingxian-2013';
const since = '2012-06-01';

export type DemoUnion = Readonly<{ id: string; code: string; name: string; kind: string; position: number; adminCode?: string; supervisor: Chair }>;
export type DemoUnit = Readonly<{ id: string; name: string; unit: string; union: DemoUnion; grassroots: Chair; management: Chair }>;
export type Account = Readonly<{ office: Office; union: string; studio?: string; name: string; account: string; password: string }>;

const districts = ['350203', '350205', '350206', '350211', '350212', '350213'] as const;
const industries = ['C', 'I', 'F', 'Q', 'G', 'P', 'E'] as const;
/** Where a unit lies and what it does (GB/T 2260, GB/T 4754): a district's own, or one after the other. */
const siteOf = ({ adminCode, position }: DemoUnion, n: number) => ({
  adminCode: adminCode ?? districts[(position + n) % districts.length]!,
  industryCode: industries[(position * 3 + n) % industries.length]!,
});

/** The people of the demo city, as the city's administrators would have entered them before the year began. */
export async function cast(house: House) {
  const { db, standards } = house;
  const password = await hashPassword(demoPassword);
  const accounts: Account[] = [];
  let named = 0;
  const counters = new Map<string, number>();

  const person = async (unit: string, post: string, more: Partial<{ title: string; education: string; birth: string; name: string }> = {}) => {
    const id = newId();
    const name = more.name ?? personName(named++);
    await db
      .insertInto('person')
      .values({ id, name, initials: soundsOf(name), unit, post, title: more.title ?? null, education: more.education ?? null, birth: more.birth ?? null })
      .execute();
    return { id, name };
  };
  /** An account for somebody who holds this chair; the list of the demo's accounts grows by one line. */
  const admit = async (chair: Chair, name: string, union: string, studio?: string): Promise<Chair> => {
    const taken = await db.selectFrom('account').select('name').where('personId', '=', chair.person).executeTakeFirst();
    const n = (counters.get(chair.office) ?? 0) + 1;
    counters.set(chair.office, n);
    const account = taken?.name ?? `${chair.office}${n}`;
    if (!taken) await db.insertInto('account').values({ id: newId(), personId: chair.person, name: account, password, lastOffice: chair.officeId }).execute();
    accounts.push({ office: chair.office, union, ...(studio === undefined ? {} : { studio }), name, account, password: demoPassword });
    return chair;
  };
  const seat = async (
    { id, name }: { id: string; name: string },
    office: Office,
    union: { id: string; name: string },
    studio?: { id: string; name: string },
  ): Promise<Chair> => {
    const chair = { person: id, office, officeId: newId(), union: union.id, ...(studio === undefined ? {} : { studio: studio.id }) };
    await db
      .insertInto('officeHeld')
      .values({ id: chair.officeId, personId: id, office, unionId: union.id, studioId: studio?.id ?? null, fromOn: since, toOn: null })
      .execute();
    return admit(chair, name, union.name, studio?.name);
  };

  const city = { id: newId(), name: '厦门市总工会（演示）' };
  await db.insertInto('unionOrg').values({ id: city.id, code: 'city', name: city.name, kind: 'city', unitName: city.name, adminCode: '350200' }).execute();
  const cityChair = async (office: Office, post: string) => seat(await person(city.name, post), office, city);

  const unions: DemoUnion[] = [];
  for (const { code, zh, kind, no, adminCode } of standards.all.find(({ targets }) => targets !== null)?.targets?.units ?? []) {
    const id = newId();
    await db.insertInto('unionOrg').values({ id, code, name: zh, kind, position: no }).execute();
    await db.insertInto('unionParent').values({ unionId: id, parentId: city.id, fromOn: since, toOn: null }).execute();
    const supervisor = await seat(await person(zh, '经济工作专干'), 'supervisor', { id, name: zh });
    unions.push({ id, code, name: zh, kind, position: no, ...(adminCode === undefined ? {} : { adminCode }), supervisor });
    // One union without a named person in charge: the department's desk shows it.
    if (no !== 14)
      await db
        .insertInto('inCharge')
        .values({
          id: newId(),
          unionId: id,
          name: personName(600 + no),
          post: '经济工作部部长',
          phone: '0592-0000000',
          standIn: personName(640 + no),
          fromOn: since,
          toOn: null,
        })
        .execute();
  }

  const unit = async (union: DemoUnion, n: number): Promise<DemoUnit> => {
    const id = newId();
    const unitTitle = unitName(union, n);
    const name = `${unitTitle}工会`;
    await db
      .insertInto('unionOrg')
      .values({
        id,
        code: `unit-${id.slice(-8)}`,
        name,
        kind: 'grassroots',
        position: n,
        unitName: unitTitle,
        ownership: n % 2 === 0 ? '国有' : '非公',
        ...siteOf(union, n),
      })
      .execute();
    await db.insertInto('unionParent').values({ unionId: id, parentId: union.id, fromOn: since, toOn: null }).execute();
    const grassroots = await seat(await person(unitTitle, '工会干事'), 'grassroots', { id, name });
    const management = await seat(await person(unitTitle, '分管副总'), 'unit', { id, name });
    return { id, name, unit: unitTitle, union, grassroots, management };
  };

  const department = [
    await cityChair('department', officeZh.department),
    await cityChair('department', officeZh.department),
    await cityChair('department', officeZh.department),
  ];
  const leaders = [await cityChair('leadership', '副主席'), await cityChair('leadership', '主席')];
  const finance = [await cityChair('finance', '会计'), await cityChair('finance', '出纳')];
  const auditor = await cityChair('auditor', '经审会委员');
  const admins = [await cityChair('sysadmin', '系统管理员'), await cityChair('secadmin', '安全管理员'), await cityChair('auditadmin', '审计管理员')];
  const experts: Chair[] = [];
  for (let n = 0; n < 12; n += 1)
    experts.push(await seat(await person(`演示专家库第${n + 1}组`, '专家', { title: n % 2 === 0 ? '副高级职称' : '高级技师' }), 'expert', city));
  // One person with two offices, to be switched between: the third clerk of the department also assists the audit committee.
  const clerk = department[2]!;
  const twice = newId();
  await db
    .insertInto('officeHeld')
    .values({ id: twice, personId: clerk.person, office: 'auditor', unionId: city.id, studioId: null, fromOn: since, toOn: null })
    .execute();
  return { city, unions, unit, person, nextName: () => personName(named++), seat, admit, department, leaders, finance, auditor, admins, experts, accounts };
}
export type Cast = Awaited<ReturnType<typeof cast>>;
