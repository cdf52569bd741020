import pg from 'pg';
import { CannotStart } from '../cannot-start.ts';
import { untieReferences } from '../store/references.ts';
import { isKept, type Head } from './contents.ts';

const named = (names: readonly string[]): string => names.map((name) => pg.escapeIdentifier(name)).join(', ');

async function tablesOf(client: pg.Client): Promise<Readonly<Record<string, readonly string[]>>> {
  const { rows } = await client.query<{ name: string; columns: string[] }>(
    `SELECT table_name::text AS name, array_agg(column_name::text ORDER BY ordinal_position) AS columns
       FROM information_schema.columns JOIN pg_tables ON schemaname = table_schema AND tablename = table_name
      WHERE table_schema = 'public' GROUP BY table_name`,
  );
  return Object.fromEntries(rows.filter(({ name }) => isKept(name)).map(({ name, columns }) => [name, columns]));
}

/** The tables of the archive must be those of the database, column by column: rows are read by position. */
export async function insistOnSameTables(client: pg.Client, { tables }: Head): Promise<void> {
  const here = await tablesOf(client);
  const names = new Set([...Object.keys(here), ...Object.keys(tables)]);
  const differs = [...names].find((name) => here[name]?.join() !== tables[name]?.join());
  if (differs !== undefined)
    throw new CannotStart(`备份与程序的表 ${differs} 不一致。The table ${differs} is not the same in the backup and in this programme.`);
}

/**
 * Empties all tables and takes off what ties them together, so that rows may come in any order.
 * @returns ties them together again, and thereby checks every reference
 */
export async function untie(client: pg.Client, tables: readonly string[]): Promise<() => Promise<void>> {
  const tie = await untieReferences(client);
  await client.query(`TRUNCATE ${named([...tables, 'session'])}`);
  return tie;
}

/** Puts rows, as PostgreSQL wrote them, into their table. */
export async function loadRows(client: pg.Client, table: string, rows: readonly string[]): Promise<void> {
  const name = pg.escapeIdentifier(table);
  await client.query(`INSERT INTO ${name} OVERRIDING SYSTEM VALUE SELECT (line.row).* FROM (SELECT unnest($1::text[])::${name} AS row) AS line`, [rows]);
}
