import pg from 'pg';
import { CannotStart } from '../cannot-start.ts';

// History and audit only grow: the server can neither change nor delete them.
const appendOnly = [
  'matter_event',
  'audit',
  'audit_seal',
  'audit_leaf',
  'dossier',
  'standard_version',
  'standard_takeover',
  'milestone',
  'sealed_scan',
  'archive_package',
  'directory_word',
  'comment_past',
  'panel_assignment',
  'meeting_item_past',
  'letter_past',
  'letter_template',
  'matter_stood',
  'studio_stood',
];
const readOnly = ['migration'];

const embeddedServer = 'lingxian_server';

async function roleOf(serverUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ role: string }>('SELECT current_user AS role');
    return rows[0]?.role ?? '';
  } finally {
    await client.end();
  }
}

async function exists(client: pg.Client, role: string): Promise<boolean> {
  return (await client.query('SELECT FROM pg_roles WHERE rolname = $1', [role])).rowCount === 1;
}

/**
 * Gives the server's role its rights on schema public, and takes away whatever it had beyond them.
 * Runs inside the caller's transaction; repeated at every start, because migrations bring new tables.
 */
export async function grantToServer(client: pg.Client, serverUrl: string | undefined, log: (line: string) => void): Promise<void> {
  const role = serverUrl === undefined ? embeddedServer : await roleOf(serverUrl);
  const { rows } = await client.query<{ me: string; database: string }>('SELECT current_user AS me, current_database() AS database');
  const { me = '', database = '' } = rows[0] ?? {};
  if (role === me)
    return log(
      '数据库的属主角色与服务角色相同，历史与审计未受数据库保护。DATABASE_URL and DATABASE_OWNER_URL are the same role: the database does not protect history and audit.',
    );
  if (!(await exists(client, role))) throw new CannotStart(`数据库里没有服务角色 ${role}。The database has no role ${role} for the server.`);
  const to = pg.escapeIdentifier(role);
  const { rows: tables } = await client.query<{ name: string }>(`SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`);
  const named = (names: readonly string[]) => tables.filter(({ name }) => names.includes(name)).map(({ name }) => pg.escapeIdentifier(name));
  const revoke = (rights: string, names: readonly string[]) => (names.length === 0 ? '' : `REVOKE ${rights} ON ${names.join(', ')} FROM ${to};`);
  await client.query(`
    GRANT USAGE ON SCHEMA public TO ${to};
    REVOKE CREATE ON SCHEMA public FROM PUBLIC, ${to};
    REVOKE CREATE, TEMPORARY ON DATABASE ${pg.escapeIdentifier(database)} FROM PUBLIC, ${to};
    REVOKE ALL ON ALL TABLES IN SCHEMA public FROM ${to};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${to};
    GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO ${to};
    ${revoke('UPDATE, DELETE', named(appendOnly))}
    ${revoke('INSERT, UPDATE, DELETE', named(readOnly))}
  `);
}
