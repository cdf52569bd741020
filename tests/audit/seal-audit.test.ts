import pg from 'pg';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { sealAudit } from '#server/audit/seal-audit.ts';
import { verifyAudit } from '#server/audit/verify-audit.ts';
import { writeAudit } from '#server/kernel/audit.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';

let city: TestDatabase;
const opened: TestDatabase[] = [];

beforeEach(async () => {
  city = await freshDatabase();
  opened.push(city);
});
afterAll(() => Promise.all(opened.map(({ drop }) => drop())));

const write = async (...which: string[]) => {
  for (const one of which)
    await writeAudit(city.db, {
      cityAt: '2013-11-18T09:00:00.000+08:00',
      personId: 'clock',
      office: 'clock',
      what: 'job.run',
      which: one,
      outcome: 'done',
      detail: { day: one },
      address: '',
      request: '',
    });
};
const asOwner = async (statement: string) => {
  const client = new pg.Client({ connectionString: city.ownerUrl });
  await client.connect();
  await client.query(statement).finally(() => client.end());
};
const codes = async (anchored?: string) => (await verifyAudit(city.db, anchored)).findings.map(({ code }) => code);

describe('sealed audit', () => {
  it('is fine when nobody touched it, and each seal binds the ones before', async () => {
    await write('one', 'two', 'three');
    expect(await sealAudit(city.db)).toBe(3);
    const first = await verifyAudit(city.db);
    await write('four');
    expect(await sealAudit(city.db)).toBe(1);
    const second = await verifyAudit(city.db, first.head ?? '');
    expect(second).toEqual({ seals: 2, lines: 4, unsealed: 0, head: expect.stringMatching(/^[0-9a-f]{64}$/), findings: [] });
    expect(second.head).not.toBe(first.head);
  });

  it('seals nothing twice, however many copies seal at once', async () => {
    await write('one', 'two');
    const sealed = await Promise.all([sealAudit(city.db), sealAudit(city.db), sealAudit(city.db)]);
    expect(sealed.reduce((sum, count) => sum + count, 0)).toBe(2);
  });

  it('names the line that somebody changed', async () => {
    await write('one', 'two');
    await sealAudit(city.db);
    await asOwner(`UPDATE audit SET which = 'three' WHERE which = 'two'`);
    expect(await codes()).toEqual(['line-changed']);
  });

  it('names the line that somebody removed', async () => {
    await write('one', 'two');
    await sealAudit(city.db);
    await asOwner(`DELETE FROM audit WHERE which = 'one'`);
    expect(await codes()).toEqual(['line-missing']);
  });

  it('sees a line removed together with its leaf', async () => {
    await write('one', 'two');
    await sealAudit(city.db);
    await asOwner(`DELETE FROM audit_leaf WHERE audit_id IN (SELECT id FROM audit WHERE which = 'one'); DELETE FROM audit WHERE which = 'one'`);
    expect(await codes()).toEqual(['leaf-missing', 'seal-differs']);
  });

  it('sees a line slipped in afterwards', async () => {
    await write('one');
    await sealAudit(city.db);
    await asOwner(`INSERT INTO audit SELECT '0000', city_at, machine_at - interval '1 day', person_id, office, what, 'forged', outcome, detail FROM audit`);
    expect(await codes()).toEqual(['line-late']);
  });

  it('sees through a history rewritten as a whole, by the head written down outside', async () => {
    await write('one', 'two');
    await sealAudit(city.db);
    const { head } = await verifyAudit(city.db);
    await asOwner(`DELETE FROM audit_leaf; DELETE FROM audit_seal; UPDATE audit SET which = 'three' WHERE which = 'two'`);
    await sealAudit(city.db);
    expect(await codes()).toEqual([]);
    expect(await codes(head ?? '')).toEqual(['head-unknown']);
  });

  it('the server itself can neither change nor remove what is written', async () => {
    await write('one');
    await sealAudit(city.db);
    const attempts = ['audit', 'audit_seal', 'audit_leaf'].flatMap((table) => [
      `DELETE FROM ${table}`,
      `UPDATE ${table} SET ${table === 'audit' ? 'which' : table === 'audit_seal' ? 'root' : 'digest'} = ''`,
    ]);
    const client = new pg.Client({ connectionString: city.serverUrl });
    await client.connect();
    for (const attempt of attempts) await expect(client.query(attempt), attempt).rejects.toThrow('permission denied');
    await client.end();
  });
});
