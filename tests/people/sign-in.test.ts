import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { actorOf } from '#server/people/actor-of.ts';
import { changePassword } from '#server/people/change-password.ts';
import { signOut, sweepSessions, switchOffice } from '#server/people/sessions.ts';
import { signIn } from '#server/people/sign-in.ts';
import { sweepTries } from '#server/people/sign-in-tries.ts';
import type { Db } from '#server/store/connection.ts';
import { freshDatabase } from '../support/database.ts';
import { refused } from '../support/refused.ts';
import { foundCity, knock, password, resident, type Resident } from './city.ts';

const today = '2013-11-18';
let db: Db;
let close: () => Promise<void>;
let number = 0;
let someone: Resident;
let account: string;

beforeAll(async () => {
  ({ db, close } = await freshDatabase());
  await foundCity(db);
});
afterAll(() => close());
beforeEach(async () => {
  number += 1;
  account = `worker${number}`;
  someone = await resident(db, '丙秘书', account, { office: 'secretary', studioId: 'studio' }, { office: 'expert', unionId: 'city' });
});

const tryWrong = (address: string, minutes = 0, name = account) => refused(signIn(db, { account: name, password: 'Wrong-2013!' }, knock(minutes, { address })));
const tryRight = (address: string, minutes = 0) => signIn(db, { account, password }, knock(minutes, { address }));
const audited = (what: string, which = someone.account) =>
  db.selectFrom('audit').select(['outcome', 'detail', 'address']).where('what', '=', what).where('which', '=', which).orderBy('id').execute();

describe('登录', () => {
  it('opens a session in the first office, kept as a hash only, with an audit line', async () => {
    const { token, actor, me } = await tryRight('10.0.1.1');
    expect(actor).toEqual({ id: someone.person, office: 'secretary', studio: 'studio', kin: [], officeId: someone.offices[0] });
    expect(me).toMatchObject({
      person: { name: '丙秘书' },
      account,
      acting: { office: 'secretary', officeZh: '工作室秘书', studio: { id: 'studio', name: '甲领衔劳模创新工作室' } },
    });
    expect(me.offices.map(({ office }) => office)).toEqual(['secretary', 'expert']);
    expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
    const stored = await db.selectFrom('session').select('tokenHash').where('accountId', '=', someone.account).executeTakeFirstOrThrow();
    expect(stored.tokenHash.toString('base64url')).not.toBe(token);
    expect(await audited('session.open')).toEqual([{ outcome: 'done', detail: {}, address: '10.0.1.1' }]);
  });

  it('takes the account in capitals and with spaces around, as phones write it', async () => {
    await expect(signIn(db, { account: ` ${account.toUpperCase()} `, password }, knock())).resolves.toMatchObject({ actor: { id: someone.person } });
  });

  it('answers unknown accounts, names with spaces, and wrong passwords alike', async () => {
    const wrong = await tryWrong('10.0.2.1');
    for (const [index, name] of ['nobody.here', 'zhang san', "' or 1=1 --", '𠅤𬭎'].entries()) {
      const unknown = await tryWrong(`10.0.2.${index + 2}`, 0, name);
      expect([unknown.status, unknown.reasons]).toEqual([wrong.status, wrong.reasons]);
    }
  });

  it('warns, locks this account at this place after five failures, and lets it in after a quarter of an hour', async () => {
    const messages: string[] = [];
    for (let time = 1; time <= 5; time += 1) messages.push((await tryWrong('10.0.3.1')).message);
    expect(messages).toEqual([
      '账号或密码不正确',
      '账号或密码不正确',
      '账号或密码不正确，再错2次将暂停登录15分钟',
      '账号或密码不正确，再错1次将暂停登录15分钟',
      '账号或密码不正确。已连续输错5次，请15分钟后再试',
    ]);
    const locked = await refused(tryRight('10.0.3.1'));
    expect([locked.status, locked.retryAfter]).toEqual([429, 900]);
    expect(await refused(tryRight('10.0.3.1', 14))).toMatchObject({ status: 429, retryAfter: 60 });
    await expect(tryRight('10.0.3.1', 15)).resolves.toMatchObject({ actor: { id: someone.person } });
    expect((await audited('session.refused')).map(({ outcome, detail }) => [outcome, detail])).toEqual(
      Array.from({ length: 5 }, () => ['refused', { because: 'wrong-password' }]),
    );
  });

  it('does not lock out the owner elsewhere: a short wait, and none where the owner has been before', async () => {
    await tryRight('10.0.4.9');
    for (let time = 1; time <= 5; time += 1) await tryWrong('10.0.4.1');
    for (let time = 1; time <= 3; time += 1) await tryWrong('10.0.4.2', 1);
    await expect(tryRight('10.0.4.9', 1)).resolves.toBeDefined();
    for (let time = 1; time <= 5; time += 1) await tryWrong('10.0.4.3', 2);
    const elsewhere = await refused(tryRight('10.0.4.4', 2));
    expect(elsewhere.status).toBe(429);
    expect(elsewhere.retryAfter).toBeLessThanOrEqual(30);
    await expect(tryRight('10.0.4.4', 3)).resolves.toBeDefined();
  });

  it('locks unknown names as it locks known ones', async () => {
    for (let time = 1; time <= 5; time += 1) await tryWrong('10.0.5.1', 0, 'nobody.five');
    expect((await tryWrong('10.0.5.1', 0, 'nobody.five')).status).toBe(429);
  });

  it('counts tries that come at the same moment one by one, and tells the late ones nothing', async () => {
    // Wrong ones only: the right one in their midst would rightly begin the count anew.
    const burst = await Promise.all(Array.from({ length: 11 }, () => tryWrong('10.0.6.1')));
    const statuses = burst.map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(5);
    expect(statuses.filter((status) => status === 429)).toHaveLength(6);
    expect(await refused(tryRight('10.0.6.1'))).toMatchObject({ status: 429 });
  });

  it('lets in nobody whose account is disabled, and ends the sessions there are', async () => {
    const { token } = await tryRight('10.0.7.1');
    await db.updateTable('account').set({ disabledAt: '2013-11-18T08:00:00+08:00' }).where('id', '=', someone.account).execute();
    expect(await actorOf(db, token, today, knock().machine)).toBeNull();
    expect(await refused(tryRight('10.0.7.1'))).toMatchObject({ status: 401, message: '账号已停用，请联系系统管理员' });
    expect((await tryWrong('10.0.7.1')).message).toBe('账号或密码不正确');
    expect(await db.selectFrom('session').select('accountId').where('accountId', '=', someone.account).execute()).toEqual([]);
  });

  it('lets in nobody without an office today', async () => {
    const former = `former${number}`;
    await resident(db, '丁离任', former, { office: 'member', studioId: 'studio', toOn: '2013-11-17' });
    expect(await refused(signIn(db, { account: former, password }, knock()))).toMatchObject({ status: 401, message: '您目前没有在任的职务，请联系安全管理员' });
    const future = `future${number}`;
    await resident(db, '戊候任', future, { office: 'member', studioId: 'studio', fromOn: '2013-11-19' });
    expect((await refused(signIn(db, { account: future, password }, knock()))).status).toBe(401);
    await expect(signIn(db, { account: future, password }, knock(0, { now: '2013-11-19T00:00:01+08:00' }))).resolves.toBeDefined();
  });

  it('keeps at most ten sessions of an account', async () => {
    const tokens: string[] = [];
    for (let time = 0; time < 12; time += 1) tokens.push((await tryRight('10.0.8.1', time)).token);
    const alive = await Promise.all(tokens.map((token) => actorOf(db, token, today, knock(12).machine)));
    expect(alive.map((one) => one !== null)).toEqual([false, false, ...Array.from({ length: 10 }, () => true)]);
  });
});

describe('会话', () => {
  const seen = (token: string, minutes: number) => actorOf(db, token, today, knock(minutes).machine);

  it('ends after thirty idle minutes, and lasts while it is used', async () => {
    const { token } = await tryRight('10.1.0.1');
    expect(await seen(token, 29)).not.toBeNull();
    expect(await seen(token, 58)).not.toBeNull();
    expect(await seen(token, 88)).toBeNull();
  });

  it('ends for an administrator after fifteen', async () => {
    const name = `admin${number}`;
    await resident(db, '己系统', name, { office: 'sysadmin', unionId: 'city' });
    const { token } = await signIn(db, { account: name, password }, knock());
    expect(await seen(token, 14)).not.toBeNull();
    expect(await seen(token, 29)).toBeNull();
  });

  it('ends after twelve hours however busy', async () => {
    const { token } = await tryRight('10.1.1.1');
    for (let minutes = 20; minutes < 720; minutes += 20) expect(await seen(token, minutes)).not.toBeNull();
    expect(await seen(token, 720)).toBeNull();
  });

  it('writes down activity at most once a minute', async () => {
    const { token } = await tryRight('10.1.2.1');
    const at = () => db.selectFrom('session').select('seenAt').where('accountId', '=', someone.account).executeTakeFirstOrThrow();
    const first = await at();
    await actorOf(db, token, today, new Date(knock().machine.getTime() + 59_000));
    expect(await at()).toEqual(first);
    await seen(token, 1);
    expect(await at()).not.toEqual(first);
  });

  it('knows no token that was tampered with', async () => {
    const { token } = await tryRight('10.1.3.1');
    const other = token.startsWith('A') ? `B${token.slice(1)}` : `A${token.slice(1)}`;
    for (const bad of [other, token.slice(1), `${token}A`, '', '; drop table session', token.toUpperCase()]) expect(await seen(bad, 0)).toBeNull();
  });

  it('ends with the office it acts in', async () => {
    const { token } = await tryRight('10.1.4.1');
    await db
      .updateTable('officeHeld')
      .set({ toOn: '2013-11-18' })
      .where('id', '=', someone.offices[0] ?? '')
      .execute();
    expect(await seen(token, 1)).not.toBeNull();
    expect(await actorOf(db, token, '2013-11-19', knock(1).machine)).toBeNull();
  });

  it('switches between two offices and remembers the last', async () => {
    const opened = await tryRight('10.1.5.1');
    const switched = await switchOffice(db, opened.token, opened, someone.offices[1] ?? '', knock());
    expect(switched.actor).toMatchObject({ office: 'expert', union: 'city' });
    expect((await tryRight('10.1.5.1')).actor.office).toBe('expert');
    expect(await audited('session.switch')).toMatchObject([{ outcome: 'done', detail: { to: 'expert' } }]);
    const stranger = await resident(db, '庚旁人', `other${number}`, { office: 'department', unionId: 'city' });
    expect((await refused(switchOffice(db, opened.token, opened, stranger.offices[0] ?? '', knock()))).status).toBe(404);
  });

  it('carries declared relatives from both sides', async () => {
    const relative = await resident(db, '辛亲属', `kin${number}`, { office: 'expert', unionId: 'city' });
    await db.insertInto('kinship').values({ personId: relative.person, kinId: someone.person, saidBy: relative.person }).execute();
    expect((await tryRight('10.1.6.1')).actor.kin).toEqual([relative.person]);
    expect((await signIn(db, { account: `kin${number}`, password }, knock())).actor.kin).toEqual([someone.person]);
  });

  it('ends on signing out', async () => {
    const opened = await tryRight('10.1.7.1');
    await signOut(db, opened.token, opened, knock());
    expect(await seen(opened.token, 0)).toBeNull();
    expect(await audited('session.close')).toHaveLength(1);
  });
});

describe('修改密码', () => {
  const next = 'Another-2014';

  it('takes the current one and ends the sessions elsewhere', async () => {
    const here = await tryRight('10.2.0.1');
    const elsewhere = await tryRight('10.2.0.2');
    await changePassword(db, here.token, here, { current: password, next }, knock());
    expect(await actorOf(db, here.token, today, knock().machine)).not.toBeNull();
    expect(await actorOf(db, elsewhere.token, today, knock().machine)).toBeNull();
    expect((await refused(tryRight('10.2.0.1'))).status).toBe(401);
    await expect(signIn(db, { account, password: next }, knock())).resolves.toBeDefined();
  });

  it('refuses a wrong current one, a weak or an unchanged new one, each at its field', async () => {
    const here = await tryRight('10.2.1.1');
    const change = (current: string, wished: string) =>
      refused(changePassword(db, here.token, here, { current, next: wished }, knock(0, { address: '10.2.1.1' })));
    expect((await change('Wrong-2013', next)).reasons).toEqual([{ code: 'wrong-password', message: '原密码不正确', field: 'current' }]);
    expect((await change(password, 'short')).reasons.map(({ code, field }) => [code, field])).toEqual([
      ['password-too-short', 'next'],
      ['password-too-simple', 'next'],
    ]);
    expect((await change(password, `${account}-A1x`)).reasons.map(({ code }) => code)).toEqual(['password-contains-account']);
    expect((await change(password, password)).reasons.map(({ code }) => code)).toEqual(['password-unchanged']);
  });

  it('is no way to guess: five wrong ones, then a wait', async () => {
    const here = await tryRight('10.2.2.1');
    const guess = () => refused(changePassword(db, here.token, here, { current: 'Wrong-2013', next }, knock(0, { address: '10.2.2.1' })));
    for (let time = 1; time <= 5; time += 1) expect((await guess()).status).toBe(422);
    expect((await guess()).status).toBe(429);
  });
});

describe('打扫', () => {
  it('removes old sessions and old tries, and keeps what still counts', async () => {
    const { token } = await tryRight('10.3.0.1');
    await tryWrong('10.3.0.2', 0, 'nobody.old');
    await db.transaction().execute(async (tx) => {
      await sweepSessions(tx, knock(60 * 13).machine);
      await sweepTries(tx, knock(60 * 25).machine);
    });
    expect(await db.selectFrom('session').select('accountId').where('accountId', '=', someone.account).execute()).toEqual([]);
    expect(await actorOf(db, token, today, knock().machine)).toBeNull();
    const left = await db.selectFrom('signInTries').select('account').where('place', 'in', ['10.3.0.1', '10.3.0.2']).execute();
    expect(left.map((row) => row.account).toSorted()).toEqual([account]);
  });
});
