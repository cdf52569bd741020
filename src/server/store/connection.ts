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

const often = 3;
const mostNames = 400;

/**
 * Statements that come again are prepared once a connection: the database parses and plans them no more.
 * A statement gets its name when it is seen for the third time; there are never more than four hundred.
 * What looks for a part of a word (`thrice`) gets none: how many rows have that word in them decides how it is best found,
 * so it is planned for its word each time.
 */
class PreparingClient extends pg.Client {
  private readonly seen = new Map<string, number>();
  private names = 0;

  private named(text: string): string | undefined {
    if (text.includes('thrice(')) return undefined;
    const count = this.seen.get(text) ?? 0;
    if (count < 0) return `s${-count}`;
    if (this.names >= mostNames || this.seen.size > 20_000) return undefined;
    if (count + 1 < often) {
      this.seen.set(text, count + 1);
      return undefined;
    }
    this.names += 1;
    this.seen.set(text, -this.names);
    return `s${this.names}`;
  }

  override query(...args: unknown[]): never {
    const [text, values] = args;
    const name = typeof text === 'string' && Array.isArray(values) && args.length === 2 ? this.named(text) : undefined;
    const given = name === undefined ? args : [{ name, text, values }];
    return Reflect.apply(super.query, this, given) as never;
  }
}

/**
 * The server's connection: a pool that survives its database (a lost connection is logged, the next query reconnects).
 * @param url a connection string, over a Unix socket or TCP
 * @param onQuery told of every statement, for those who count them
 */
export function connect(url: string, log: (line: string) => void = () => {}, max = 12, onQuery?: (statement: string) => void): Db {
  const pool = new pg.Pool({
    connectionString: url,
    Client: PreparingClient,
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
