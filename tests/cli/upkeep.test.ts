import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { lingxian, type Command, type Ended } from '../support/command.ts';

let dir: string;
let service: Command;
let ownerUrl: string;

/** Runs a verb on the service's folder unless told otherwise. */
const run = (args: readonly string[], dataDir = join(dir, 'city')): Promise<Ended> => lingxian(args, { DATA_DIR: dataDir }).ended;
const asOwner = async (statement: string): Promise<void> => {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  await client.query(statement).finally(() => client.end());
};

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'lingxian-upkeep-'));
  service = lingxian(['serve'], { DATA_DIR: join(dir, 'city'), PORT: '0' });
  await service.says(/Lingxian is ready/);
  ownerUrl = (await run(['db-url'])).out.trim();
});
afterAll(async () => {
  await service.stop();
  rmSync(dir, { recursive: true, force: true });
});

describe('backup and restore, as typed', () => {
  it('writes one file beside the running service, and restores it into an empty folder only', async () => {
    const file = join(dir, 'city.tar.gz');
    const backup = await run(['backup', file, '--json']);
    expect(backup).toMatchObject({ code: 0 });
    const kept = z.object({ sha256: z.string(), rows: z.number() }).parse(JSON.parse(backup.out));
    expect(createHash('sha256').update(readFileSync(file)).digest('hex')).toBe(kept.sha256);

    const restored = join(dir, 'restored');
    expect(await run(['restore', file, '--json'], restored)).toMatchObject({ code: 0, out: expect.stringContaining(`"rows": ${kept.rows}`) });
    expect(await run(['invariants'], restored)).toMatchObject({ code: 0 });
    expect(await run(['restore', file], restored)).toMatchObject({ code: 2, out: '', err: expect.stringContaining('不是空的') });
  });

  it('overwrites no file, and leaves nothing behind where a restore failed', async () => {
    const other = join(dir, 'thesis.docx');
    writeFileSync(other, 'not a backup');
    expect(await run(['backup', other])).toMatchObject({ code: 2, err: expect.stringContaining('已存在') });
    expect(readFileSync(other, 'utf8')).toBe('not a backup');
    const target = join(dir, 'failed');
    expect(await run(['restore', other], target)).toMatchObject({ code: 2, err: expect.stringContaining('不是领衔的备份文件') });
    expect(existsSync(join(target, 'postgres'))).toBe(false);
    expect(await run(['restore', join(dir, 'nowhere.tar.gz')], target)).toMatchObject({ code: 2, err: expect.stringContaining('没有') });
  });
});

describe('the audit and the invariants, as typed', () => {
  it('answers 0 while all is well and 1 when somebody changed what was written', async () => {
    const head = z.object({ head: z.string() }).parse(JSON.parse((await run(['audit', 'head', '--json'])).out)).head;
    expect(await run(['audit', 'verify', '--head', head])).toMatchObject({ code: 0, out: expect.stringContaining('审计记录完好') });
    await asOwner(`UPDATE audit SET office = 'nobody'`);
    expect(await run(['audit', 'verify', '--head', head])).toMatchObject({ code: 1, out: expect.stringContaining('被改动') });
    expect(await run(['audit', 'verify', '--head', 'abc'])).toMatchObject({ code: 2, out: '' });
  });

  it('answers 1 when something does not hold', async () => {
    expect(await run(['invariants', '--json'])).toMatchObject({ code: 0, out: expect.stringContaining('"broken": []') });
    await asOwner(`INSERT INTO number_book VALUES ('plaque', 2013, 7)`);
    expect(await run(['invariants'])).toMatchObject({ code: 1, out: expect.stringContaining('牌匾编号一年一册') });
  });
});
