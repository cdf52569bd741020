import { sql } from 'kysely';
import type { FileStore } from '../files/file-store.ts';
import { canonical, sha256 } from '../kernel/ids.ts';
import type { Db } from '../store/connection.ts';
import { invariants } from './invariants.ts';

/** An invariant that does not hold, and where. */
export type Broken = Readonly<{ code: string; zh: string; where: readonly string[] }>;

async function sealedContent(db: Db): Promise<readonly Broken[]> {
  const { rows } = await sql<{ id: string; content: unknown; sha256: string }>`SELECT id, content, sha256 FROM dossier
    UNION ALL SELECT id, snapshot, sha256 FROM publicity`.execute(db);
  const changed = rows.filter((row) => sha256(canonical(row.content)) !== row.sha256);
  return changed.length === 0 ? [] : [{ code: 'sealed-content', zh: '定稿材料、公示名单与其摘要一致', where: changed.map(({ id }) => id) }];
}

async function bytesOfFiles(db: Db, files: FileStore): Promise<readonly Broken[]> {
  const { rows } = await sql<{ sha256: string }>`SELECT DISTINCT sha256 FROM stored_file ORDER BY sha256`.execute(db);
  const gone: string[] = [];
  for (const { sha256: digest } of rows) if (!(await files.has(digest))) gone.push(digest);
  return gone.length === 0 ? [] : [{ code: 'bytes-of-files', zh: '登记的附件都有内容', where: gone }];
}

/**
 * Checks everything that must always hold.
 * @returns what does not, with ids; empty when all is well
 */
export async function checkInvariants(db: Db, files: FileStore): Promise<readonly Broken[]> {
  const broken: Broken[] = [];
  for (const { code, zh, offenders } of invariants) {
    const { rows } = await offenders.execute(db);
    if (rows.length > 0) broken.push({ code, zh, where: [...new Set(rows.map(({ id }) => id))] });
  }
  return [...broken, ...(await sealedContent(db)), ...(await bytesOfFiles(db, files))];
}

/** How many there are in all. */
export const invariantCount = invariants.length + 2;
