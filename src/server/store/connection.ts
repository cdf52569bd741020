import { CamelCasePlugin, Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import { inCityTime } from '#core/shared/days.ts';
import type { Database } from './schema.ts';

export type Db = Kysely<Database>;
export type Tx = Transaction<Database>;

const { builtins } = pg.types;
const parsers: Partial<Record<number, (text: string) => unknown>> = {
  [builtins.DATE]: (text) => text,
  [builtins.TIMESTAMPTZ]: (text) => inCityTime(new Date(text)),
  [builtins.INT8]: Number,
  [builtins.NUMERIC]: Number,
};
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => parsers[oid] ?? pg.types.getTypeParser(oid, format as 'text'),
};

/**
 * The server's connection: a pool that survives its database (a lost connection is logged, the next query reconnects).
 * @param url a connection string, over a Unix socket or TCP
 * @param onQuery told of every statement, for those who count them
 */
export function connect(url: string, log: (line: string) => void = () => {}, max = 12, onQuery?: (statement: string) => void): Db {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    types,
    connectionTimeoutMillis: 5_000,
    options: '-c timezone=Asia/Shanghai -c statement_timeout=30000',
  });
  pool.on('error', (error) => log(`database connection lost: ${error.message}`));
  pool.on('connect', (client) => client.on('error', (error) => log(`database connection lost: ${error.message}`)));
  return new Kysely<Database>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
    ...(onQuery === undefined ? {} : { log: ({ query }) => onQuery(query.sql) }),
  });
}
