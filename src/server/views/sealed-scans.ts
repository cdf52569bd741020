import { sql } from 'kysely';
import type { SealedScan } from '#contract/shapes.ts';
import { lifeOf } from '#server/actions/any-life.ts';
import type { Work } from '#server/kernel/house.ts';

/** 传回的盖章件，新的在前；打印之后、传回之前事项走过的步骤一并说明。 */
export async function scansOf({ tx }: Work, of: Readonly<{ matter: string; kind: string }> | Readonly<{ studio: string }>): Promise<SealedScan[]> {
  const column = 'matter' in of ? sql`s.matter_id = ${of.matter}` : sql`s.studio_id = ${of.studio}`;
  const { rows } = await sql<Omit<SealedScan, 'file' | 'since'> & { fileId: string; fileName: string; steps: string[] }>`
    select s.id, s.title, s.pages, s.extra, s.version, s.kept_at as at, p.name as by, f.id as file_id, f.name as file_name,
      coalesce((select json_agg(e.transition order by e.id) from matter_event e where e.matter_id = s.matter_id and e.version > s.version and e.at < s.kept_at), '[]') as steps
    from sealed_scan s join person p on p.id = s.kept_by join stored_file f on f.id = s.file_id where ${column} order by s.id desc limit 100`.execute(tx);
  const zhOf = (transition: string): string => ('matter' in of ? lifeOf(of.kind).transitions[transition]?.zh : undefined) ?? transition;
  return rows.map(({ fileId, fileName, steps, ...row }) => ({ ...row, file: { id: fileId, name: fileName }, since: steps.map(zhOf) }));
}
