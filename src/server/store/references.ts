import pg from 'pg';

/**
 * Takes off the foreign keys, so that rows may come in any order and in bulk. Inside the caller's transaction.
 * @returns puts them back, and thereby checks every reference
 */
export async function untieReferences(client: pg.Client): Promise<() => Promise<void>> {
  const { rows: ties } = await client.query<{ holder: string; name: string; definition: string }>(
    `SELECT conrelid::regclass::text AS holder, conname AS name, pg_get_constraintdef(oid) AS definition
       FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace`,
  );
  for (const { holder, name } of ties) await client.query(`ALTER TABLE ${holder} DROP CONSTRAINT ${pg.escapeIdentifier(name)}`);
  return async () => {
    for (const { holder, name, definition } of ties) await client.query(`ALTER TABLE ${holder} ADD CONSTRAINT ${pg.escapeIdentifier(name)} ${definition}`);
  };
}
