import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { connectTimeoutMs } from '../base/wait-for.ts';
import type { Database, Db } from './database.ts';
import { PreparingClient } from './preparing-client.ts';

const { builtins } = pg.types;

/** Dates and zoneless timestamps are local to a workspace: they stay the strings that Postgres prints. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === builtins.DATE || oid === builtins.TIMESTAMP
      ? (value: string) => value
      : pg.types.getTypeParser(oid, format as 'text'),
};

/** To connect costs as much as a hundred statements, most of it in this process: after a quiet moment it should not be needed. */
const idleTimeoutMillis = 300_000;

interface PoolOptions {
  readonly max?: number;
  /** For connecting and for each query; without it they wait. */
  readonly timeoutMs?: number;
}

export function createPool(
  connectionString: string,
  onError: (error: Error) => void,
  { max = 10, timeoutMs }: PoolOptions = {},
): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max,
    idleTimeoutMillis,
    types,
    Client: PreparingClient,
    application_name: 'whetstone',
    ...(timeoutMs === undefined ? {} : { connectionTimeoutMillis: timeoutMs, query_timeout: timeoutMs }),
  });
  // A connection that breaks would otherwise end the process: in use, since the pool listens to idle ones alone, and
  // idle, since the pool passes on what it hears. Whoever uses the connection hears of it besides.
  // What a connection hears when everything is being closed is no news.
  const report = (error: Error) => {
    if (!pool.ending) onError(error);
  };
  pool.on('connect', (client) => client.on('error', report));
  pool.on('error', () => undefined);
  return pool;
}

/** Destroying the result ends the pool. */
export function createDb(pool: pg.Pool): Db {
  return new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
}

/** Connects once and lets go. @throws what the server, or the way to it, has against us. */
export async function probe(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: connectTimeoutMs });
  try {
    await client.connect();
  } finally {
    await client.end();
  }
}
