import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cloneChainCity, today, type ChainCity } from '../support/chain-city.ts';
import { refused } from '../support/refused.ts';

let city: ChainCity;
beforeAll(async () => {
  city = await cloneChainCity();
});
afterAll(() => city?.close());

const grantOf = (goal: Parameters<ChainCity['story']>[0]) => city.matterOf(city.story(goal), 'grant');
const row = (id: string) => city.house.db.selectFrom('subsidy').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const account = { accountName: '示例重工机械厂工会委员会', bank: '示例银行厦门分行', accountNo: '6222 0000 1111 9876' };

describe('a subsidy', () => {
  it('is checked and paid by two people, even where one of them holds both offices', async () => {
    const id = await grantOf('checking');
    const clerk = city.department[0]!;
    await city.sql("insert into office_held values ('both', $1, 'finance', $2, null, '2013-01-01', null)", [clerk.person, city.city.id]);
    await city.play.step(clerk, 'grant', id, 'check', { opinion: '金额和账户无误。' });
    const asAccountant = { ...clerk, office: 'finance' as const, officeId: 'both' };
    const payment = { paidOn: today, voucherNo: '银付字第9号' };
    expect(await refused(city.play.step(asAccountant, 'grant', id, 'pay', payment))).toMatchObject({ status: 403, reasons: [{ code: 'same-person' }] });
    const shown = await (await city.as(asAccountant)).get<{ options: { name: string }[] }>(`/api/matters/${id}`);
    expect(shown.options.map(({ name }) => name)).not.toContain('grant.pay');
    await city.play.step(city.finance[1]!, 'grant', id, 'pay', payment);
    expect(await row(id)).toMatchObject({ checkedBy: clerk.person, paidBy: city.finance[1]!.person, amountFen: 2_000_000 });
    await expect(city.sql('update subsidy set paid_by = checked_by where id = $1', [id])).rejects.toThrow(/check constraint/);
  });

  it('sent back is checked again by somebody, from the start', async () => {
    const id = await grantOf('paying');
    await city.play.step(city.finance[0]!, 'grant', id, 'sendBack', { remarks: [{ field: '账号', says: '与户名不符，请核对。' }] });
    expect(await row(id)).toMatchObject({ checkedBy: null });
    await city.play.step(city.story('paying').unit.grassroots, 'grant', id, 'register', account);
    expect((await city.house.db.selectFrom('matter').select('state').where('id', '=', id).executeTakeFirstOrThrow()).state).toBe('checking');
  });

  it('keeps the account number in its own row: not in the history, not in the audit, not in a dossier', async () => {
    const id = await grantOf('account');
    await city.play.step(city.story('account').unit.grassroots, 'grant', id, 'register', account);
    expect(await row(id)).toMatchObject({ accountNo: account.accountNo });
    for (const table of ['matter_event', 'audit', 'dossier', 'notification', 'matter']) {
      const found = await city.sql(`select 1 from ${table} t where to_jsonb(t)::text like $1`, [`%${account.accountNo}%`]);
      expect(found, table).toEqual([]);
    }
    const [event] = await city.sql("select brought from matter_event where matter_id = $1 and transition = 'register' order by id desc limit 1", [id]);
    expect(event?.['brought']).toMatchObject({ bank: account.bank, accountNo: { digest: expect.stringMatching(/^[0-9a-f]{64}$/), salt: expect.any(String) } });
  });

  it('is not paid in the future, nor before a month ago, nor without a voucher', async () => {
    const id = await grantOf('checking');
    await city.sql("update matter set state = 'paying' where id = $1", [id]);
    await city.sql("insert into matter_party (matter_id, office, acts) values ($1, 'finance', true)", [id]);
    const pay = (paidOn: string, voucherNo = '银付字第9号') => refused(city.play.step(city.finance[1]!, 'grant', id, 'pay', { paidOn, voucherNo }));
    for (const day of ['2013-11-19', '2013-10-18', '2013-02-30'])
      expect(new Set((await pay(day)).reasons.map(({ field }) => field)), day).toEqual(new Set(['paidOn']));
    expect((await pay(today, ' ')).reasons.map(({ field }) => field)).toEqual(['voucherNo']);
  });
});

describe('a project', () => {
  it('reads in its history which milestone was reached, also when none is left', async () => {
    const story = city.story('ledger', 1);
    const { id } = await city.house.db
      .selectFrom('matter')
      .select('id')
      .where('studio', '=', story.studio)
      .where('kind', '=', 'project')
      .orderBy('id')
      .executeTakeFirstOrThrow();
    const milestones = await city.house.db.selectFrom('projectMilestone').select(['id', 'name']).where('projectId', '=', id).orderBy('position').execute();
    for (const one of milestones) await city.play.step(story.secretary, 'project', id, 'reach', { milestone: one.id, doneOn: today });
    const shown = await (
      await city.as(story.lead)
    ).get<{ history: { transition: string; brought: { label: string; text: string }[] }[]; options: { name: string }[] }>(`/api/matters/${id}`);
    expect(shown.options.map(({ name }) => name)).not.toContain('project.reach');
    const reached = shown.history.filter(({ transition }) => transition === 'reach').map(({ brought }) => brought.find(({ label }) => label === '节点')?.text);
    expect(reached).toEqual(milestones.map(({ name }) => name));
  });
});
