import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { theSystem, type Actor } from '#core/people/actor.ts';
import { offices, personRow, unionNode } from '#contract/shapes.ts';
import { reading, type House, type Work } from '#server/kernel/house.ts';
import { openHouse } from '#server/main.ts';
import { actorOf } from '#server/people/actor-of.ts';
import { showInvitation } from '#server/people/invitations.ts';
import { listPeople } from '#server/people/list-people.ts';
import { listUnions } from '#server/people/list-unions.ts';
import { peopleOpenings } from '#server/people/options.ts';
import { peopleChoices } from '#server/people/people-choices.ts';
import { peopleOperations } from '#server/people/people-operations.ts';
import { signIn } from '#server/people/sign-in.ts';
import { takeOperation } from '#server/people/take-operation.ts';
import type { Db } from '#server/store/connection.ts';
import { freshDatabase } from '../support/database.ts';
import { refused } from '../support/refused.ts';
import { cityNow, foundCity, knock, password, resident, type Resident } from './city.ts';

const today = '2013-11-18';
let db: Db;
let house: House;
let close: () => Promise<void>;
let folder: string;
let sysadmin: Resident, secadmin: Resident, department: Resident, east: Resident, west: Resident, mill: Resident, lead: Resident;

beforeAll(async () => {
  const fresh = await freshDatabase();
  ({ db, close } = fresh);
  folder = await mkdtemp(join(tmpdir(), 'lingxian-people-'));
  house = await openHouse({ serverUrl: fresh.serverUrl, standardsDir: 'standards', dataDir: folder, demo: false, log: () => {} });
  await foundCity(db);
  sysadmin = await resident(db, '系统甲', 'sys.one', { office: 'sysadmin', unionId: 'city' });
  secadmin = await resident(db, '安全乙', 'sec.one', { office: 'secadmin', unionId: 'city' });
  department = await resident(db, '经济丙', 'dep.one', { office: 'department', unionId: 'city' });
  east = await resident(db, '东区丁', 'east.one', { office: 'supervisor', unionId: 'east' });
  west = await resident(db, '西区戊', 'west.one', { office: 'supervisor', unionId: 'west' });
  mill = await resident(db, '机械己', 'mill.one', { office: 'grassroots', unionId: 'mill' });
  lead = await resident(db, '领衔庚', 'lead.one', { office: 'lead', studioId: 'studio' });
});
afterAll(async () => {
  await house.db.destroy();
  await close();
  await rm(folder, { recursive: true, force: true });
});

const asked = (actor: Actor, name: string, id: string, input?: unknown): Promise<object> => {
  const operation = peopleOperations.find((one) => one.name === name);
  if (operation === undefined) throw new Error(name);
  return db.transaction().execute(async (tx) => {
    const work: Work = { house, tx, actor, now: cityNow };
    const { record, invitation } = await takeOperation(work, operation, id, input);
    return { ...record, ...(invitation === undefined ? {} : { invitation }) };
  });
};
const refusal = async (attempt: Promise<unknown>): Promise<[number, readonly string[], readonly (string | undefined)[]]> => {
  const { status, reasons } = await refused(attempt);
  return [status, reasons.map(({ code }) => code), reasons.map(({ field }) => field)];
};
const answer = z.strictObject({ ...personRow.shape, invitation: z.string().optional() });
const people = (actor: Actor, more: object = {}) => listPeople(db, actor, today, { limit: 100, ...more });
const unions = (actor: Actor, more: object = {}) => listUnions(db, actor, today, { limit: 100, ...more });

describe('添加人员、账号', () => {
  it('adds a person with an account after the name, and says the link once', async () => {
    const one = answer.parse(await asked(sysadmin.actor, 'person.add', '', { name: '王𬭎工', post: '东方机械厂 技术员' }));
    const two = answer.parse(await asked(sysadmin.actor, 'person.add', '', { name: '王𬭎工' }));
    expect(one).toMatchObject({ name: '王𬭎工', disabled: false, offices: [] });
    expect(one.account).toMatch(/^wang[a-z]*gong$/);
    expect(two.account).toBe(`${one.account ?? ''}2`);
    const token = (one.invitation ?? '').replace('/invitation/', '');
    expect(await showInvitation(db, token, new Date())).toMatchObject({ name: '王𬭎工', account: one.account });
    const found = await people(sysadmin.actor, { q: '𬭎' });
    expect(found.items.map(({ id }) => id).toSorted()).toEqual([one.id, two.id].toSorted());
    expect(JSON.stringify(found)).not.toContain('invitation/');
  });

  it('refuses taken and impossible account names, each at its field', async () => {
    expect(await refusal(asked(sysadmin.actor, 'person.add', '', { name: '某', account: 'sys.one' }))).toEqual([409, ['account-taken'], ['account']]);
    expect(await refusal(asked(sysadmin.actor, 'person.add', '', { name: '某', account: 'zhang san' }))).toEqual([422, ['invalid'], ['account']]);
    expect(await refusal(asked(sysadmin.actor, 'person.add', '', { name: '', account: 'a' }))).toEqual([422, ['invalid', 'invalid'], ['name', 'account']]);
    expect(await refusal(asked(sysadmin.actor, 'person.add', '', { name: '某\u0007人' }))).toEqual([422, ['invalid'], ['name']]);
    expect((await refusal(asked(sysadmin.actor, 'person.add', '', { name: '某', office: 'sysadmin' })))[0]).toBe(400);
  });

  it('is the system administrator’s alone', async () => {
    for (const { actor } of [secadmin, department, east, mill, lead]) expect((await refusal(asked(actor, 'person.add', '', { name: '某' })))[0]).toBe(403);
    expect((await refusal(asked(theSystem, 'person.add', '', { name: '某' })))[0]).toBe(403);
  });

  it('disables an account and ends its sessions at once, restores it, but never one’s own', async () => {
    const victim = await resident(db, '停用辛', 'stop.one', { office: 'expert', unionId: 'city' });
    const { token } = await signIn(db, { account: 'stop.one', password }, knock());
    expect(await asked(sysadmin.actor, 'account.disable', victim.person)).toMatchObject({ disabled: true });
    expect(await actorOf(db, token, today, knock().machine)).toBeNull();
    expect((await refusal(asked(sysadmin.actor, 'account.disable', victim.person)))[0]).toBe(409);
    expect((await refusal(asked(sysadmin.actor, 'account.invite', victim.person)))[0]).toBe(409);
    expect(await asked(sysadmin.actor, 'account.enable', victim.person)).toMatchObject({ disabled: false });
    await expect(signIn(db, { account: 'stop.one', password }, knock())).resolves.toBeDefined();
    expect((await refusal(asked(sysadmin.actor, 'account.disable', sysadmin.person)))[0]).toBe(409);
    expect((await refusal(asked(sysadmin.actor, 'account.disable', 'nobody')))[0]).toBe(404);
    expect((await refusal(asked(sysadmin.actor, 'account.disable', 'clock')))[0]).toBe(404);
  });

  it('opens an account for somebody already known, once', async () => {
    const { id } = (await people(sysadmin.actor, { q: '甲领衔' })).items[0] ?? { id: '' };
    const opened = await Promise.allSettled([asked(sysadmin.actor, 'account.open', id, {}), asked(sysadmin.actor, 'account.open', id, {})]);
    expect(opened.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});

describe('任职', () => {
  const appointed = (person: Resident, input: object) => asked(secadmin.actor, 'office.appoint', person.person, { from: today, ...input });

  it('appoints, and the office can be acted in from its first day', async () => {
    const person = await resident(db, '候任壬', 'new.one');
    expect(await appointed(person, { office: 'supervisor', union: 'west' })).toMatchObject({
      offices: [{ office: 'supervisor', officeZh: '归口工会', union: { id: 'west', name: '西区总工会' }, from: today, to: null }],
    });
    await expect(signIn(db, { account: 'new.one', password }, knock())).resolves.toMatchObject({ actor: { office: 'supervisor', union: 'west' } });
  });

  it('refuses what does not fit, with the field', async () => {
    const person = await resident(db, '候任癸', 'new.two', { office: 'auditadmin', unionId: 'city' });
    expect(await refusal(appointed(person, { office: 'sysadmin' }))).toEqual([422, ['administrators-exclude-each-other'], ['office']]);
    expect(await refusal(appointed(person, { office: 'auditadmin' }))).toEqual([422, ['office-already-held'], ['office']]);
    expect(await refusal(appointed(person, { office: 'grassroots', union: 'east' }))).toEqual([422, ['union-unfit'], ['union']]);
    expect(await refusal(appointed(person, { office: 'grassroots', union: 'nowhere' }))).toEqual([422, ['not-a-choice'], ['union']]);
    expect(await refusal(appointed(person, { office: 'secretary' }))).toEqual([422, ['studio-missing'], ['studio']]);
    expect(await refusal(appointed(person, { office: 'lead', studio: 'studio' }))).toEqual([422, ['studio-has-a-lead'], ['studio']]);
    expect(await refusal(appointed(person, { office: 'expert', to: '2013-11-17' }))).toEqual([422, ['term-reversed'], ['to']]);
    expect((await refusal(appointed(person, { office: 'clock' })))[0]).toBe(422);
    expect((await refusal(asked(secadmin.actor, 'office.appoint', secadmin.person, { office: 'expert', from: today })))[0]).toBe(409);
    expect((await refusal(asked(sysadmin.actor, 'office.appoint', person.person, { office: 'expert', from: today })))[0]).toBe(403);
  });

  it('gives the same chair once, also when two appoint at the same moment', async () => {
    const person = await resident(db, '双任子', 'new.three');
    const both = await Promise.allSettled([appointed(person, { office: 'finance' }), appointed(person, { office: 'finance' })]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('ends an office at once with its sessions, or on a day', async () => {
    const person = await resident(db, '离任丑', 'end.one', { office: 'expert', unionId: 'city' }, { office: 'finance', unionId: 'city', fromOn: today });
    const { token } = await signIn(db, { account: 'end.one', password }, knock());
    const ended = answer.parse(await asked(secadmin.actor, 'office.end', person.offices[0] ?? '', {}));
    expect(ended.offices.map(({ office }) => office)).toEqual(['finance']);
    expect(await actorOf(db, token, today, knock().machine)).toBeNull();
    expect(await asked(secadmin.actor, 'office.end', person.offices[1] ?? '', { lastDay: '2013-12-31' })).toMatchObject({
      offices: [{ office: 'finance', to: '2013-12-31' }],
    });
    expect((await refusal(asked(secadmin.actor, 'office.end', person.offices[1] ?? '', { lastDay: '2013-11-17' })))[0]).toBe(422);
    expect(answer.parse(await asked(secadmin.actor, 'office.end', person.offices[1] ?? '', {})).offices).toEqual([]);
    expect((await refusal(asked(secadmin.actor, 'office.end', person.offices[1] ?? '', {})))[0]).toBe(404);
  });

  it('leaves one of each administrator in office', async () => {
    expect(await refusal(asked(secadmin.actor, 'office.end', sysadmin.offices[0] ?? '', {}))).toEqual([409, ['last-administrator'], [undefined]]);
    expect((await refusal(asked(secadmin.actor, 'office.end', secadmin.offices[0] ?? '', {})))[0]).toBe(409);
  });
});

describe('工会、专人负责', () => {
  const inCharge = { name: '专人寅', post: '副主席', phone: '0592-0000001', standIn: '代办卯', from: today };

  it('is named by the union itself or by the department, not for another union', async () => {
    expect(await asked(east.actor, 'in-charge.name', 'east', inCharge)).toMatchObject({
      id: 'east',
      inCharge: { name: '专人寅', standIn: '代办卯', from: today, to: null },
    });
    expect(await asked(mill.actor, 'in-charge.name', 'mill', inCharge)).toMatchObject({ id: 'mill', inCharge: { name: '专人寅' } });
    expect(await asked(department.actor, 'in-charge.name', 'west', inCharge)).toMatchObject({ id: 'west' });
    expect((await refusal(asked(east.actor, 'in-charge.name', 'west', inCharge)))[0]).toBe(404);
    expect((await refusal(asked(east.actor, 'in-charge.name', 'mill', inCharge)))[0]).toBe(409);
    expect((await refusal(asked(lead.actor, 'in-charge.name', 'mill', inCharge)))[0]).toBe(403);
  });

  it('hands over: one person in charge at a time, the past kept', async () => {
    await db
      .insertInto('inCharge')
      .values({ id: 'old', unionId: 'yard', name: '前任', post: '主席', phone: '00000', standIn: '某', fromOn: '2012-01-01', toOn: null })
      .execute();
    await asked(department.actor, 'in-charge.name', 'yard', inCharge);
    await asked(department.actor, 'in-charge.name', 'yard', { ...inCharge, name: '专人辰' });
    const rows = await db.selectFrom('inCharge').select(['name', 'fromOn', 'toOn']).where('unionId', '=', 'yard').orderBy('fromOn').execute();
    expect(rows).toEqual([
      { name: '前任', fromOn: '2012-01-01', toOn: '2013-11-17' },
      { name: '专人辰', fromOn: today, toOn: null },
    ]);
    expect(await refusal(asked(department.actor, 'in-charge.name', 'yard', { ...inCharge, from: '2010-01-01' }))).toEqual([
      422,
      ['before-the-present-one'],
      ['from'],
    ]);
  });

  it('wants another person as stand-in, and a term the right way round', async () => {
    expect(await refusal(asked(department.actor, 'in-charge.name', 'yard', { ...inCharge, standIn: inCharge.name }))).toEqual([422, ['invalid'], ['standIn']]);
    expect(await refusal(asked(department.actor, 'in-charge.name', 'yard', { ...inCharge, to: '2013-01-01' }))).toEqual([422, ['invalid'], ['to']]);
  });

  it('lists the whole tree, one’s own tree, one’s own union, or nothing', async () => {
    const ids = async (actor: Actor) => (await unions(actor)).items.map(({ id }) => id);
    expect(await ids(department.actor)).toEqual(['city', 'east', 'west', 'mill', 'yard']);
    expect(await ids(east.actor)).toEqual(['east', 'mill']);
    expect(await ids(mill.actor)).toEqual(['mill']);
    expect(await ids(lead.actor)).toEqual([]);
    const { items } = await unions(department.actor);
    for (const node of items) expect(() => unionNode.parse(node)).not.toThrow();
    expect(items.map(({ studios, parent }) => [studios, parent])).toEqual([
      [1, null],
      [1, 'city'],
      [0, 'city'],
      [1, 'east'],
      [0, 'west'],
    ]);
  });

  it('pages and filters', async () => {
    const first = await unions(department.actor, { limit: 2 });
    const rest = await unions(department.actor, { limit: 3, cursor: first.next });
    expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual(['city', 'east', 'west', 'mill', 'yard']);
    expect(rest.next).toBeNull();
    expect((await unions(department.actor, { q: '船厂' })).items.map(({ id }) => id)).toEqual(['yard']);
    expect((await unions(department.actor, { q: '%' })).items).toEqual([]);
    expect((await unions(department.actor, { parent: 'east' })).items.map(({ id }) => id)).toEqual(['mill']);
    expect((await unions(department.actor, { without: 'inCharge' })).items.map(({ id }) => id)).toEqual(['city']);
    expect(await refusal(unions(department.actor, { cursor: 'zzz' }))).toEqual([400, ['bad-cursor'], ['cursor']]);
  });

  it('adds unions where they belong in the tree', async () => {
    const add = (actor: Actor, input: object) => asked(actor, 'union.add', '', { name: '新建厂工会委员会', kind: 'grassroots', parent: 'east', ...input });
    expect(await refusal(add(west.actor, {}))).toEqual([403, ['not-your-tree'], ['parent']]);
    expect(await refusal(add(sysadmin.actor, { kind: 'city', parent: undefined }))).toEqual([409, ['city-already'], ['kind']]);
    expect(await refusal(add(sysadmin.actor, { parent: 'city' }))).toEqual([422, ['parent-unfit'], ['parent']]);
    expect(await add(east.actor, {})).toMatchObject({ name: '新建厂工会委员会', kind: 'grassroots', parent: 'east' });
    expect(await refusal(add(east.actor, {}))).toEqual([409, ['union-already'], ['name']]);
  });
});

describe('人员名单', () => {
  it('shows the city to its administrators, a tree to its supervisor, a unit to itself, nothing to others', async () => {
    const names = async (actor: Actor) => (await people(actor)).items.map(({ name }) => name);
    expect(await names(secadmin.actor)).toEqual(expect.arrayContaining(['系统甲', '东区丁', '机械己', '领衔庚']));
    expect(await names(secadmin.actor)).not.toContain('系统');
    expect((await names(east.actor)).toSorted()).toEqual(['东区丁', '机械己', '领衔庚'].toSorted());
    expect((await names(mill.actor)).toSorted()).toEqual(['机械己', '领衔庚'].toSorted());
    expect(await names(lead.actor)).toEqual([]);
  });

  it('pages through everybody once, in Chinese order, in the shape of the contract', async () => {
    const all = await people(secadmin.actor);
    const ids: string[] = [];
    for (let cursor: string | undefined; ;) {
      const page = await people(secadmin.actor, { limit: 3, cursor });
      ids.push(...page.items.map(({ id }) => id));
      if (page.next === null) break;
      cursor = page.next;
    }
    expect(ids).toEqual(all.items.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
    for (const row of all.items) expect(() => personRow.parse(row)).not.toThrow();
  });

  it('finds by part of a name, initials, account and office', async () => {
    expect((await people(secadmin.actor, { q: '区丁' })).items.map(({ name }) => name)).toEqual(['东区丁']);
    expect((await people(secadmin.actor, { q: 'DQD' })).items.map(({ name }) => name)).toEqual(['东区丁']);
    expect((await people(secadmin.actor, { q: 'mill.' })).items.map(({ name }) => name)).toEqual(['机械己']);
    expect((await people(secadmin.actor, { office: 'lead' })).items.map(({ name }) => name)).toEqual(['领衔庚']);
    expect((await people(secadmin.actor, { q: '_' })).items).toEqual([]);
  });

  it('offers on each row what this office may do with it', async () => {
    const offered = async (actor: Actor, name: string) => ((await people(actor, { q: name })).items[0]?.options ?? []).map(({ title }) => title);
    expect(await offered(sysadmin.actor, '东区丁')).toEqual(['重发邀请链接', '停用账号']);
    expect(await offered(sysadmin.actor, '系统甲')).toEqual([]);
    expect(await offered(secadmin.actor, '东区丁')).toEqual(['任职', '结束职务：归口工会']);
    expect(await offered(department.actor, '东区丁')).toEqual([]);
  });
});

describe('可以发起的事', () => {
  it('differs by office', async () => {
    const picture = await Promise.all(
      offices.map(async (office) => {
        const opened = await peopleOpenings(reading(house, { id: 'x', office, kin: [], officeId: 'o' }), today);
        return `${office}: ${opened.map(({ title }) => title).join('、')}`;
      }),
    );
    expect(picture).toMatchInlineSnapshot(`
      [
        "lead: 申报亲属关系（用于回避）",
        "secretary: 申报亲属关系（用于回避）",
        "member: 申报亲属关系（用于回避）",
        "unit: 申报亲属关系（用于回避）",
        "grassroots: 申报亲属关系（用于回避）",
        "supervisor: 添加工会、申报亲属关系（用于回避）",
        "department: 添加工会、申报亲属关系（用于回避）",
        "leadership: 申报亲属关系（用于回避）",
        "finance: 申报亲属关系（用于回避）",
        "expert: 申报亲属关系（用于回避）",
        "auditor: 申报亲属关系（用于回避）",
        "sysadmin: 添加人员、添加工会、申报亲属关系（用于回避）",
        "secadmin: 申报亲属关系（用于回避）",
        "auditadmin: 申报亲属关系（用于回避）",
      ]
    `);
  });

  it('is taken with what the form asks for: kinship with one of the choices', async () => {
    const choices = await db.transaction().execute((tx) => peopleChoices.people({ house, tx, actor: lead.actor, now: cityNow }, {}, { q: '东区' }));
    expect(choices).toEqual([{ value: east.person, label: '东区丁' }]);
    await asked(lead.actor, 'kinship.declare', '', { kin: east.person });
    await asked(lead.actor, 'kinship.declare', '', { kin: east.person });
    const { actor } = await signIn(db, { account: 'east.one', password }, knock());
    expect(actor.kin).toEqual([lead.person]);
    expect(await refusal(asked(lead.actor, 'kinship.declare', '', { kin: lead.person }))).toEqual([422, ['oneself'], ['kin']]);
    expect(await refusal(asked(lead.actor, 'kinship.declare', '', { kin: 'clock' }))).toEqual([422, ['not-a-choice'], ['kin']]);
  });

  it('gives every field of every form a title, and choices as addresses', async () => {
    const secadminRow = peopleOperations.flatMap((operation) =>
      operation.form === undefined ? [] : [[operation.name, z.toJSONSchema(operation.form(today), { io: 'input', unrepresentable: 'any' })] as const],
    );
    for (const [name, schema] of secadminRow)
      for (const [field, one] of Object.entries(schema.properties ?? {}))
        expect(typeof one === 'object' ? one.title : undefined, `${name}.${field}`).toEqual(expect.any(String));
    const appoint = (await peopleOpenings(reading(house, department.actor), today)).find(({ name }) => name === 'union.add');
    expect(JSON.stringify(appoint?.input)).toContain('"x-choices":"/api/choices/unions"');
  });
});
