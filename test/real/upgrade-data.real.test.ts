import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { createDb, createPool } from '../../src/database/connect.ts';
import { urlOf } from '../../src/database/embedded-postgres.ts';
import { migrate } from '../../src/database/migrate.ts';
import { makeCluster, passwordOf } from '../../src/database/postgres-cluster.ts';
import { freePort, startServer } from '../../src/database/postgres-server.ts';
import { postgresTools } from '../../src/database/postgres-tools.ts';
import { dataDir } from '../cli/data-dir.ts';
import { ready, stop, whetstone } from '../cli/program.ts';

/** Debian's. */
const programs = '/usr/lib/postgresql/15/bin';

test('a database of an older major version is brought over, and the old one kept', async () => {
  const data = await dataDir();
  const name = `Before ${randomBytes(4).toString('hex')}`;
  await mkdir(data.path, { mode: 0o700 });
  const cluster = join(data.path, 'postgres');
  const old = await postgresTools(programs);
  const password = await passwordOf(data.path);
  await makeCluster(data.path, old);
  const port = await freePort();
  await startServer(cluster, data.path, [], old, port);
  const db = createDb(createPool(urlOf(port, password), () => undefined));
  await migrate(db);
  await sql`insert into workspaces (platform, external_id, name) values ('web', 'local', ${name})`.execute(
    db,
  );
  await db.destroy();
  await old.execute('pg_ctl', ['stop', '-D', cluster, '-m', 'fast', '-w']);

  const variables = { DATA_DIR: data.path, PORT: '0' };
  const refused = await whetstone('start', variables).ended;
  expect(refused.err).toContain('is of PostgreSQL 15');
  const wrong = await whetstone('upgrade-data --from=/usr/bin/nowhere', variables).ended;
  expect(wrong).toMatchObject({ code: 1, err: expect.stringContaining('There is no postgres') });
  expect(await whetstone(`upgrade-data --from=${programs}`, variables).ended).toMatchObject({
    code: 0,
    err: '',
    out: `Done. The old database is kept in ${cluster}-15; delete it when you have seen that all is there.\n`,
  });
  expect((await readFile(join(`${cluster}-15`, 'PG_VERSION'), 'utf8')).trim()).toBe('15');

  const program = whetstone('start', variables);
  const address = await ready(program);
  expect(await (await fetch(`${address}/c/practice`)).text()).toContain('practice');
  const now = createDb(createPool(urlOf(await portOf(cluster), password), () => undefined));
  const { rows } = await sql<{ name: string }>`select name from workspaces`.execute(now);
  expect(rows.map((row) => row.name)).toContain(name);
  await now.destroy();
  expect(await stop(program)).toMatchObject({ code: 0, err: '' });
  const again = await whetstone(`upgrade-data --from=${programs}`, variables).ended;
  expect(again.err).toMatch(/is of PostgreSQL \d+ already/);
});

test('where that fails, all is as it was', async () => {
  const data = await dataDir();
  await mkdir(data.path, { mode: 0o700 });
  const cluster = join(data.path, 'postgres');
  const old = await postgresTools(programs);
  await passwordOf(data.path);
  await makeCluster(data.path, old);
  await writeFile(join(cluster, 'postgresql.conf'), 'nonsense = yes\n');
  const { code, err } = await whetstone(`upgrade-data --from=${programs}`, { DATA_DIR: data.path }).ended;
  expect(code).toBe(1);
  expect(err).toContain('didn’t start');
  expect((await readFile(join(cluster, 'PG_VERSION'), 'utf8')).trim()).toBe('15');
  expect(existsSync(`${cluster}-15`)).toBe(false);
});

async function portOf(cluster: string): Promise<number> {
  return Number((await readFile(join(cluster, 'postmaster.pid'), 'utf8')).split('\n')[3]);
}
