import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { createDb, createPool } from '../../src/database/connect.ts';
import type { Db } from '../../src/database/database.ts';
import { templates } from './templates.ts';

export interface TestDatabase {
  readonly db: Db;
  readonly connectionString: string;
  destroy(): Promise<void>;
}

/** A migrated database of its own, empty unless it is said. Destroying it fails when a connection has leaked. */
export async function testDatabase(template: keyof typeof templates = 'empty'): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await createDatabase(name, templates[template]);
  const connectionString = databaseUrl(name);
  const db = createDb(createPool(connectionString, () => undefined));
  return {
    db,
    connectionString,
    destroy: async () => {
      await db.destroy();
      await asAdmin(`drop database ${name}`);
    },
  };
}

/** By copying files: to write every page to the log, too, as is usual, takes three times as long. */
export function createDatabase(name: string, template: string): Promise<void> {
  return asAdmin(`create database ${name} template ${template} strategy file_copy`);
}

/** Where the run's PostgreSQL has this database. */
export function databaseUrl(name: string): string {
  const url = new URL(inject('postgresUrl'));
  url.pathname = `/${name}`;
  return url.href;
}

/** Runs a statement outside of any test database. */
export async function asAdmin(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('postgresUrl') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
