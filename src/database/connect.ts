import { Kysely, type KyselyPlugin, PostgresDialect } from 'kysely';
import pg from 'pg';
import { connectTimeoutMs } from '../base/wait-for.ts';
import { AttentiveClient, abandon, SilentServer, usualSilenceMs } from './attentive-client.ts';
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

export interface PoolOptions {
  readonly max?: number;
  /** As in `AttentiveConfig`. */
  readonly silenceMs?: number;
  /** Migrations take as long as they take. */
  readonly isPatient?: boolean;
  /** As `probe` found it. */
  readonly isPooled?: boolean;
  /** As `psql` takes them: `-c search_path=…`. */
  readonly options?: string;
}

/** Where the server gives up a lock: the others that wait behind it are heard then. */
const lockTimeoutMs = 3000;

/** What the server is to give up by itself, before we take it for silent; what a process leaves behind is then free for others. */
function serverLimits(silenceMs: number) {
  return {
    statement_timeout: silenceMs * 0.8,
    lock_timeout: lockTimeoutMs,
    idle_in_transaction_session_timeout: silenceMs,
  };
}

export function createPool(
  connectionString: string,
  onError: (error: Error) => void,
  { isPatient = false, isPooled = false, silenceMs = usualSilenceMs, ...options }: PoolOptions = {},
): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max: 10,
    idleTimeoutMillis,
    types,
    Client: isPooled ? AttentiveClient : PreparingClient,
    application_name: 'whetstone',
    connectionTimeoutMillis: connectTimeoutMs,
    ...{ silenceMs: isPatient ? 0 : silenceMs },
    ...(isPatient || isPooled ? {} : serverLimits(silenceMs)),
    ...options,
  });
  const idle = new Set<pg.PoolClient>();
  pool.on('acquire', (client) => idle.delete(client));
  pool.on('release', (_error, client) => idle.add(client));
  pool.on('remove', (client) => idle.delete(client));
  // A connection that breaks would otherwise end the process: in use, since the pool listens to idle ones alone, and
  // idle, since the pool passes on what it hears. Whoever uses the connection hears of it besides.
  // What a connection hears when everything is being closed is no news.
  const report = (error: Error) => {
    // What has become of one has become of all: nobody is to find that out again by waiting.
    if (error instanceof SilentServer) for (const client of takeAll(idle)) abandon(client);
    if (!pool.ending) onError(error);
  };
  pool.on('connect', (client) => client.on('error', report));
  pool.on('error', () => undefined);
  return pool;
}

function takeAll<Item>(items: Set<Item>): Item[] {
  const all = [...items];
  items.clear();
  return all;
}

/** Destroying the result ends the pool. */
export function createDb(pool: pg.Pool, plugins: KyselyPlugin[] = []): Db {
  return new Kysely<Database>({ dialect: new PostgresDialect({ pool }), plugins });
}

/**
 * Connects once and lets go. Tells whether a pooler such as PgBouncer is between: it takes no settings, and each transaction
 * may meet another connection.
 *
 * @throws what the server, or the way to it, has against us.
 */
export async function probe(connectionString: string): Promise<{ isPooled: boolean }> {
  const client = new AttentiveClient({ connectionString, silenceMs: connectTimeoutMs });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query('select pg_backend_pid() as pid');
    return { isPooled: rows[0].pid !== client.processID };
  } finally {
    await client.end();
  }
}
