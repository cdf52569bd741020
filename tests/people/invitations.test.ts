import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { showInvitation, takeInvitation } from '#server/people/invitations.ts';
import { inviteTo } from '#server/people/links.ts';
import { needsSetup, setupLink } from '#server/people/set-up.ts';
import { signIn } from '#server/people/sign-in.ts';
import { actorOf } from '#server/people/actor-of.ts';
import { Refusal } from '#server/kernel/refusal.ts';
import type { Db } from '#server/store/connection.ts';
import { freshDatabase } from '../support/database.ts';
import { refused } from '../support/refused.ts';
import { foundCity, knock, password, resident } from './city.ts';

let db: Db;
let close: () => Promise<void>;
beforeEach(async () => {
  ({ db, close } = await freshDatabase());
});
afterEach(() => close());

const tokenIn = (link: string): string => link.slice(link.lastIndexOf('/') + 1);
const clocks = { now: knock().now, machine: knock().machine };
const fresh = () => setupLink(db, 'https://studio.example', clocks);
const inviteOf = (account: string, minutes = 0) => db.transaction().execute((tx) => inviteTo(tx, account, knock(minutes).machine));
const gone = '链接无效、已使用或已过期，请向系统管理员索取新的链接';

describe('初始化', () => {
  it('gives one link, used once, and seats three administrators', async () => {
    expect(await needsSetup(db)).toBe(true);
    const link = await fresh();
    expect(link).toMatch(/^https:\/\/studio\.example\/invitation\/[\w-]{43}$/);
    expect(await needsSetup(db)).toBe(false);
    expect(await showInvitation(db, tokenIn(link), knock().machine)).toMatchObject({ kind: 'setup', name: null, account: null });

    const taken = await takeInvitation(db, tokenIn(link), { name: '㛃管理', account: 'admin', password: 'Founding-1' }, knock());
    expect(taken.actor).toMatchObject({ office: 'sysadmin' });
    expect(taken.me).toMatchObject({ person: { name: '㛃管理' }, account: 'admin' });
    expect(taken.invitations.map(({ office, officeZh }) => [office, officeZh])).toEqual([
      ['secadmin', '安全管理员'],
      ['auditadmin', '审计管理员'],
    ]);
    expect(await actorOf(db, taken.token, '2013-11-18', knock().machine)).not.toBeNull();
    expect((await refused(takeInvitation(db, tokenIn(link), { name: '乙', account: 'second', password: 'Founding-1' }, knock()))).message).toBe(gone);
  });

  it('lets the other two name themselves and choose their accounts', async () => {
    const { invitations } = await takeInvitation(db, tokenIn(await fresh()), { name: '甲', account: 'secadmin', password: 'Founding-1' }, knock());
    const token = tokenIn(invitations[0]?.href ?? '');
    expect(await showInvitation(db, token, knock().machine)).toMatchObject({ kind: 'invitation', name: null, account: 'secadmin2' });
    expect((await refused(takeInvitation(db, token, { password: 'Founding-1' }, knock()))).reasons).toEqual([
      { code: 'name-missing', message: '请填写姓名', field: 'name' },
    ]);
    expect((await refused(takeInvitation(db, token, { name: '乙', account: 'secadmin', password: 'Founding-1' }, knock()))).status).toBe(409);
    const taken = await takeInvitation(db, token, { name: '乙安全', account: 'yi.anquan', password: 'Founding-1' }, knock());
    expect([taken.actor.office, taken.me.account, taken.me.person.name]).toEqual(['secadmin', 'yi.anquan', '乙安全']);
  });

  it('says both obstacles when name and account are missing', async () => {
    const token = tokenIn(await fresh());
    expect((await refused(takeInvitation(db, token, { password: 'Founding-1' }, knock()))).reasons.map(({ field }) => field)).toEqual(['name', 'account']);
    expect((await refused(takeInvitation(db, token, { name: '甲', account: 'admin', password: 'admin' }, knock()))).reasons.map(({ code }) => code)).toEqual([
      'password-too-short',
      'password-too-simple',
      'password-contains-account',
    ]);
  });

  it('gives no second link unless the first is revoked, and none when there is an administrator', async () => {
    const first = await fresh();
    expect((await refused(fresh())).message).toContain('--again');
    const second = await setupLink(db, 'http://127.0.0.1:3000', clocks, true);
    expect((await refused(showInvitation(db, tokenIn(first), knock().machine))).message).toBe(gone);
    await takeInvitation(db, tokenIn(second), { name: '甲', account: 'admin', password: 'Founding-1' }, knock());
    expect((await refused(setupLink(db, 'http://127.0.0.1:3000', clocks, true))).message).toContain('系统管理员已经设立');
    expect(await needsSetup(db)).toBe(false);
  });

  it('gives two starts at once one link', async () => {
    const links = await Promise.allSettled([fresh(), fresh(), fresh()]);
    expect(links.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});

describe('邀请', () => {
  const invited = async (name: string, account: string) => {
    await foundCity(db);
    return resident(db, name, account, { office: 'grassroots', unionId: 'mill' });
  };

  it('shows who is invited, sets the password, opens a session and ends the others', async () => {
    const { account } = await invited('𠅤会员', 'huiyuan');
    const old = await signIn(db, { account: 'huiyuan', password }, knock());
    const token = tokenIn(await inviteOf(account));
    expect(await showInvitation(db, token, knock().machine)).toEqual({
      kind: 'invitation',
      name: '𠅤会员',
      account: 'huiyuan',
      expiresAt: expect.stringMatching(/\+08:00$/),
    });
    const taken = await takeInvitation(db, token, { name: '另一个名字', account: 'another', password: 'Fresh-2014x' }, knock());
    expect([taken.me.person.name, taken.me.account, taken.invitations]).toEqual(['𠅤会员', 'huiyuan', []]);
    expect(await actorOf(db, old.token, '2013-11-18', knock().machine)).toBeNull();
    expect((await refused(signIn(db, { account: 'huiyuan', password }, knock()))).status).toBe(401);
  });

  it('works once, also when two take it at the same moment', async () => {
    const { account } = await invited('乙', 'yi.hui');
    const token = tokenIn(await inviteOf(account));
    const takes = await Promise.allSettled(['Fresh-2014a', 'Fresh-2014b', 'Fresh-2014c'].map((next) => takeInvitation(db, token, { password: next }, knock())));
    expect(takes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(takes.flatMap((take) => (take.status === 'rejected' && take.reason instanceof Refusal ? [take.reason.message] : []))).toEqual([gone, gone]);
    expect(await db.selectFrom('session').select('accountId').execute()).toHaveLength(1);
  });

  it('lasts seven days, and ends with a newer one or a disabled account', async () => {
    const { account } = await invited('丙', 'bing.hui');
    const first = tokenIn(await inviteOf(account));
    expect((await refused(showInvitation(db, first, knock(7 * 24 * 60).machine))).status).toBe(404);
    const second = tokenIn(await inviteOf(account));
    expect((await refused(showInvitation(db, first, knock().machine))).status).toBe(404);
    await expect(showInvitation(db, second, knock(7 * 24 * 60 - 1).machine)).resolves.toBeDefined();
    await db.updateTable('account').set({ disabledAt: clocks.now }).execute();
    expect((await refused(showInvitation(db, second, knock().machine))).status).toBe(404);
    expect((await refused(takeInvitation(db, second, { password: 'Fresh-2014x' }, knock()))).status).toBe(404);
  });

  it('knows no made-up tokens', async () => {
    await invited('丁', 'ding.hui');
    for (const token of ['', 'x', '../..', 'A'.repeat(43), 'A'.repeat(4000)])
      expect((await refused(showInvitation(db, token, knock().machine))).status).toBe(404);
  });

  it('sets the password of somebody not yet appointed, and says who is to act next', async () => {
    await foundCity(db);
    const { account } = await resident(db, '戊', 'wu.hui');
    const waiting = await refused(takeInvitation(db, tokenIn(await inviteOf(account)), { password: 'Fresh-2014x' }, knock()));
    expect(waiting).toMatchObject({ status: 401, message: '密码已设好。安全管理员为您任职后即可登录' });
    expect((await refused(signIn(db, { account: 'wu.hui', password: 'Fresh-2014x' }, knock()))).message).toContain('没有在任的职务');
  });

  it('keeps no token in the database', async () => {
    const { account } = await invited('己', 'ji.hui');
    const token = tokenIn(await inviteOf(account));
    const rows = await db.selectFrom('invitation').select('tokenHash').execute();
    expect(rows.some(({ tokenHash }) => tokenHash.equals(Buffer.from(token, 'base64url')))).toBe(false);
  });
});
