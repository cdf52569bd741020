import { sql } from 'kysely';
import type { Db } from '#server/store/connection.ts';
import { headOf, merkleRoot } from './merkle.ts';
import { digestOfLine, type Seal } from './seal-audit.ts';

/** Something that is not as it was sealed. */
export type Finding = Readonly<{
  code: 'line-changed' | 'line-missing' | 'line-late' | 'leaf-missing' | 'seal-differs' | 'seal-missing' | 'head-unknown';
  zh: string;
  seal?: number;
  line?: string;
}>;
export type Verification = Readonly<{ seals: number; lines: number; unsealed: number; head: string | null; findings: readonly Finding[] }>;

type Leaf = Readonly<{ id: string; digest: string; now: string | null }>;

function judgeLine(seal: number, { id, digest, now }: Leaf): readonly Finding[] {
  if (now === null) return [{ code: 'line-missing', zh: `记录 ${id} 不见了（第 ${seal} 批）`, seal, line: id }];
  return now === digest ? [] : [{ code: 'line-changed', zh: `记录 ${id} 被改动（第 ${seal} 批）`, seal, line: id }];
}

function judgeSeal({ number, lines, root, head }: Seal, previous: string, leaves: readonly Leaf[]): readonly Finding[] {
  const differs: Finding = { code: 'seal-differs', zh: `第 ${number} 批的封存值对不上`, seal: number };
  const isWhole = leaves.length === lines;
  const fits = isWhole && merkleRoot(leaves.map(({ digest }) => digest)) === root && headOf(previous, number, lines, root) === head;
  const missing: Finding = { code: 'leaf-missing', zh: `第 ${number} 批应有 ${lines} 条，现有 ${leaves.length} 条`, seal: number };
  return [...(isWhole ? [] : [missing]), ...(fits ? [] : [differs]), ...leaves.flatMap((leaf) => judgeLine(number, leaf))];
}

const leavesOf = async (db: Db, seal: number) =>
  (
    await sql<Leaf>`SELECT audit_leaf.audit_id AS id, audit_leaf.digest, CASE WHEN audit.id IS NOT NULL THEN ${digestOfLine} END AS now
      FROM audit_leaf LEFT JOIN audit ON audit.id = audit_leaf.audit_id WHERE audit_leaf.seal = ${seal} ORDER BY audit_leaf.position`.execute(db)
  ).rows;

// A line is written and sealed within minutes; one that says it is older than the last seal by more was slipped in.
const graceMs = 10 * 60_000;

async function lateLines(db: Db, seal: Seal | undefined): Promise<{ unsealed: number; findings: readonly Finding[] }> {
  const { rows } = await sql<{
    id: string;
    machineAt: string;
  }>`SELECT id, machine_at FROM audit WHERE NOT EXISTS (SELECT FROM audit_leaf WHERE audit_id = audit.id) ORDER BY id`.execute(db);
  const before = seal === undefined ? 0 : Date.parse(seal.sealedAt) - graceMs;
  const late = rows.filter(({ machineAt }) => Date.parse(machineAt) < before);
  return { unsealed: rows.length, findings: late.map(({ id }) => ({ code: 'line-late', zh: `记录 ${id} 的时间早于已封存的批次，是事后插入的`, line: id })) };
}

/**
 * 核验审计：逐批重算，查出被改动、删去、插入的记录。
 * @param anchored a head written down earlier, outside; it must be one of the heads
 */
export async function verifyAudit(db: Db, anchored?: string): Promise<Verification> {
  const { rows: seals } = await sql<Seal>`SELECT number, lines, root, head, sealed_at FROM audit_seal ORDER BY number`.execute(db);
  const findings: Finding[] = [];
  for (const [index, seal] of seals.entries()) {
    if (seal.number !== (seals[index - 1]?.number ?? 0) + 1) findings.push({ code: 'seal-missing', zh: `第 ${seal.number} 批之前缺批次`, seal: seal.number });
    findings.push(...judgeSeal(seal, seals[index - 1]?.head ?? '', await leavesOf(db, seal.number)));
  }
  const last = seals.at(-1);
  const { unsealed, findings: late } = await lateLines(db, last);
  if (anchored !== undefined && !seals.some(({ head }) => head === anchored))
    findings.push({ code: 'head-unknown', zh: `外部留存的封存值 ${anchored} 不在库中：库被替换或回退过` });
  return { seals: seals.length, lines: seals.reduce((sum, { lines }) => sum + lines, 0), unsealed, head: last?.head ?? null, findings: [...findings, ...late] };
}
