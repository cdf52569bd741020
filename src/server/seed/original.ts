import pg from 'pg';

/** One table of the original city: all values as text, in the order of its columns. */
export type Original = Readonly<{ table: string; columns: readonly { name: string; type: string }[]; rows: readonly (readonly (string | null)[])[] }>;

// The whole city has these once, or they belong to somebody's account.
const once = [
  'account',
  'session',
  'invitation',
  'sign_in_tries',
  'idempotency',
  'draft',
  'in_charge',
  'city_clock',
  'migration',
  'number_book',
  'allocation',
  'allocation_row',
  'round',
  'inspection_plan',
  'pairing',
  'draw',
  'draw_alias',
  'commendation',
  'commendation_item',
  'meeting',
  'meeting_item',
  'meeting_item_past',
  'panel_assignment',
  'stored_file',
  'audit_seal',
  'audit_leaf',
];

/** What all copies share: 市总、区和产业工会及其人员、专家、目标分解、考核批次、检查方案、抽签、表彰、会议、文件。 */
export async function sharedIds(client: pg.Client): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ id: string }>(`
    WITH above AS (SELECT id FROM union_org WHERE kind <> 'grassroots'),
         officials AS (SELECT person_id AS id FROM office_held LEFT JOIN above ON above.id = union_id
                        WHERE studio_id IS NULL AND (above.id IS NOT NULL OR union_id IS NULL)
                        UNION SELECT 'clock'),
         citywide AS (SELECT id FROM matter WHERE kind IN ('allocation', 'round', 'inspectionPlan', 'draw', 'commendation', 'meeting'))
    SELECT id FROM above UNION SELECT id FROM officials UNION SELECT id FROM citywide UNION SELECT id FROM stored_file
    UNION SELECT id FROM office_held WHERE person_id IN (SELECT id FROM officials)
    UNION SELECT id FROM matter_event WHERE matter_id IN (SELECT id FROM citywide)
    UNION SELECT id FROM matter_stood WHERE matter_id IN (SELECT id FROM citywide)
    UNION SELECT id FROM comment WHERE matter_id IN (SELECT id FROM citywide)
    UNION SELECT id FROM comment_past WHERE comment_id IN (SELECT c.id FROM comment c WHERE c.matter_id IN (SELECT id FROM citywide))
    UNION SELECT id FROM letter WHERE matter_id IN (SELECT id FROM citywide)
    UNION SELECT p.id FROM letter_past p JOIN letter l ON l.id = p.letter_id WHERE l.matter_id IN (SELECT id FROM citywide)
    UNION SELECT id FROM letter_template
    UNION SELECT id FROM notification WHERE matter_id IN (SELECT id FROM citywide)
    UNION SELECT id FROM audit WHERE which IN (SELECT id FROM citywide) OR which IN (SELECT id FROM officials)`);
  return new Set(rows.map(({ id }) => id));
}

/** Every table that is copied, with its rows as they stand. */
export async function readOriginal(client: pg.Client): Promise<readonly Original[]> {
  const { rows: tables } = await client.query<{ table: string; columns: { name: string; type: string }[] }>(
    `SELECT relname::text AS table, json_agg(json_build_object('name', attname, 'type', format_type(atttypid, atttypmod)) ORDER BY attnum) AS columns
       FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped
      WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> ALL ($1) GROUP BY relname ORDER BY relname`,
    [once],
  );
  const read: Original[] = [];
  for (const { table, columns } of tables) {
    const values = columns.map(({ name }) => `${pg.escapeIdentifier(name)}::text`).join(', ');
    const { rows } = await client.query<(string | null)[]>({ text: `SELECT ${values} FROM ${pg.escapeIdentifier(table)}`, rowMode: 'array' });
    read.push({ table, columns, rows });
  }
  return read;
}
