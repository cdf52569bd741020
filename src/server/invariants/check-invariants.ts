import { sql } from 'kysely';
import { bandsOf, excellentCap, type Banded } from '#core/assessment/bands.ts';
import type { FileStore } from '../files/file-store.ts';
import { canonical, sha256 } from '../kernel/ids.ts';
import type { Standards } from '../kernel/house.ts';
import type { Db } from '../store/connection.ts';
import type { Reading } from '../store/reading.ts';
import { drawsThatDoNotVerify, publishedWithoutConsent } from './of-draws.ts';
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
  const { rows } = await sql<{
    sha256: string;
  }>`SELECT sha256 FROM stored_file UNION SELECT clean_sha256 FROM stored_file WHERE clean_sha256 IS NOT NULL ORDER BY sha256`.execute(db);
  const gone: string[] = [];
  for (const { sha256: digest } of rows) if (!(await files.has(digest))) gone.push(digest);
  return gone.length === 0 ? [] : [{ code: 'bytes-of-files', zh: '登记的附件都有内容', where: gone }];
}

/** 考核等次：定格的名单重算一遍，等次不变；通报出去的优秀不超过名额，申诉以后也不超过。 */
async function bandsOfRounds(db: Db, standards: Standards): Promise<readonly Broken[]> {
  const { rows } = await sql<{ id: string; standard: string; placed: Banded[]; excellent: number }>`
    SELECT round.id, matter.standard, placed, (SELECT count(*) FROM assessment JOIN matter AS one ON one.id = assessment.id
      WHERE one.parent = round.id AND band = 'excellent')::int AS excellent
    FROM round JOIN matter ON matter.id = round.id WHERE placed IS NOT NULL`.execute(db);
  const wrong = rows.filter(({ standard, placed, excellent }) => {
    const policy = standards.get(standard);
    // The list goes in without its bands, and must come out with them; how they are explained may be worded otherwise by now.
    const again = bandsOf(
      policy,
      placed.map(({ id, total, bonus, qualified }) => ({ id, total, bonus, qualified })),
    );
    return again.some(({ band }, index) => band !== placed[index]?.band) || excellent > excellentCap(policy, placed.length);
  });
  return wrong.length === 0 ? [] : [{ code: 'bands-of-rounds', zh: '考核等次可以重算，优秀不超过名额', where: wrong.map(({ id }) => id) }];
}

/**
 * Checks everything that must always hold.
 * @returns what does not, with ids; empty when all is well
 */
export async function checkInvariants(db: Db, files: FileStore, standards: Standards): Promise<readonly Broken[]> {
  const broken: Broken[] = [];
  for (const { code, zh, offenders } of invariants) {
    const { rows } = await offenders.execute(db);
    if (rows.length > 0) broken.push({ code, zh, where: [...new Set(rows.map(({ id }) => id))] });
  }
  const reading = { db, standards, now: nowhere, calendar: everyDay };
  const named = (code: string, zh: string, where: readonly string[]): readonly Broken[] => (where.length === 0 ? [] : [{ code, zh, where }]);
  return [
    ...named('draws-verify', '抽签可以重算，名单和结果没有改动', await drawsThatDoNotVerify(db)),
    ...named('named-with-consent', '发布的经验里点名的人都同意过', await publishedWithoutConsent(reading)),
    ...broken,
    ...(await sealedContent(db)),
    ...(await bytesOfFiles(db, files)),
    ...(await bandsOfRounds(db, standards)),
  ];
}

// What is read here does not depend on the day.
const nowhere = '1970-01-01T00:00:00+08:00';
const everyDay = { isWorkingDay: () => true } as Reading['calendar'];

/** How many there are in all. */
export const invariantCount = invariants.length + 5;
