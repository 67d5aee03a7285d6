import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { createDb, createPool } from '../../src/database/connect.ts';
import { findOrCreateWorkspace } from '../../src/workspaces/workspaces.ts';
import { closedPorts } from '../support/closed-ports.ts';
import { testDatabase } from '../support/database.ts';
import { emptyDatabase } from '../support/empty-database.ts';
import { dataDir } from './data-dir.ts';
import { doctor } from './doctor.ts';
import { ready, whetstone } from './program.ts';

/** A server that does this with every request; returns its address. */
async function server(answer: string | undefined): Promise<string> {
  const one = createServer((_, response) => answer !== undefined && response.end(answer));
  one.listen(0, '127.0.0.1');
  await once(one, 'listening');
  onTestFinished(() => {
    one.close();
    one.closeAllConnections();
  });
  return `127.0.0.1:${(one.address() as AddressInfo).port}`;
}

test('with nothing configured: what is there, what is off, exit code 0, and nothing is started', async () => {
  const data = await dataDir();
  const { code, out, err } = await whetstone('doctor', { DATA_DIR: data.path }).ended;
  expect(out).toContain('✓ Configuration  every variable is valid\n✓ Node.js        24.');
  expect(out).toMatch(/✓ Questions {6}\d+ in Backend Engineer, .*Software Engineer\n/);
  expect(out).toContain(`– Database       the embedded PostgreSQL in ${data.path} is not running;`);
  expect(out).toContain('– Redis          not used: the queue lives in PostgreSQL\n');
  expect([code, err]).toEqual([0, '']);
  expect(existsSync(data.path)).toBe(false);
});

test('every problem of the configuration at once, with what to do, and exit code 1', async () => {
  const variables = { PORT: 'many', LOG_LEVEL: 'loud', SLACK_CLIENT_ID: '1.2' };
  const { code, out } = await whetstone('doctor', variables).ended;
  const said = out.split('\n').filter((line) => line.startsWith('✗ Configuration'));
  expect(said.map((line) => line.slice(17).split(' ')[0])).toEqual([
    'PORT',
    'LOG_LEVEL',
    'SLACK_SIGNING_SECRET',
    'SLACK_CLIENT_SECRET',
    'SLACK_STATE_SECRET',
    'ENCRYPTION_KEY',
  ]);
  expect(out).toContain('\n                 The README lists every variable under “Configuration”.\n');
  expect(code).toBe(1);
});

test('beside a running Whetstone it looks into the embedded database and at the address', async () => {
  const data = await dataDir();
  const variables = { DATA_DIR: data.path, PORT: '0' };
  const PUBLIC_URL = await ready(whetstone('start', variables));
  const postgres = data.postgres();
  const { found, code } = await doctor({ ...variables, PUBLIC_URL, PLAYGROUND: 'on' });
  expect(found('Playground')).toEqual([
    'good: on, without passwords: everybody who can reach it can act as anybody',
  ]);
  expect(found('Database')).toEqual([
    expect.stringMatching(/^good: PostgreSQL 18\S* embedded in .*, up to date/),
  ]);
  expect(found('PUBLIC_URL')).toEqual([`good: ${PUBLIC_URL} answers`]);
  expect(found('Channels')).toEqual([expect.stringMatching(/^good: \d+ with a schedule/)]);
  expect(found('Words')).toEqual(['off: not encrypted']);
  expect(code).toBe(0);
  expect(data.postgres()).toBe(postgres);
});

test('a database that waits for migrations is named, and stays as it is', async () => {
  const url = await emptyDatabase();
  const { found, code } = await doctor({ DATABASE_URL: url });
  expect(found('Database')).toEqual([
    expect.stringMatching(/^good: PostgreSQL .*the next start migrates it \(2026-\S+core/),
  ]);
  expect(code).toBe(0);
  const db = createDb(createPool(url, () => undefined));
  const tables = sql<{ count: string }>`select count(*) from pg_tables where schemaname = 'public'`;
  expect((await tables.execute(db)).rows).toEqual([{ count: '0' }]);
  await db.destroy();
});

test('servers that are away are named without their passwords', async () => {
  const [postgres, redis, web] = closedPorts;
  const { found, code, out } = await doctor({
    DATABASE_URL: `postgres://whetstone:hidden@127.0.0.1:${postgres}/whetstone`,
    REDIS_URL: `redis://:hidden@127.0.0.1:${redis}`,
    PUBLIC_URL: `http://127.0.0.1:${web}`,
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${web}`,
  });
  expect(found('Database')).toEqual([
    `bad: PostgreSQL at 127.0.0.1:${postgres} can't be reached (ECONNREFUSED) → Is it running, and is DATABASE_URL right?`,
  ]);
  expect(found('Redis')).toEqual([
    `bad: Redis at 127.0.0.1:${redis} can't be reached (ECONNREFUSED) → Is it running, and is REDIS_URL right?`,
  ]);
  expect(found('PUBLIC_URL')).toEqual([expect.stringContaining('can’t be reached (ECONNREFUSED) → Is')]);
  expect(found('Traces')).toEqual([
    `bad: 127.0.0.1:${web} can’t be reached (ECONNREFUSED) → Start the collector, or unset OTEL_EXPORTER_OTLP_ENDPOINT.`,
  ]);
  expect(found('Channels')).toEqual(['off: not checked: it needs a database that is up to date']);
  expect(code).toBe(1);
  expect(out).not.toContain('hidden');
});

test('a collector for traces that takes them is found', async () => {
  const { found } = await doctor({ OTEL_EXPORTER_OTLP_ENDPOINT: `http://${await server('{}')}` });
  expect(found('Traces')).toEqual([
    expect.stringMatching(/^good: the collector at 127\.0\.0\.1:\d+ takes them$/),
  ]);
});

test('something else at PUBLIC_URL is not taken for Whetstone', async () => {
  const { found } = await doctor({ PUBLIC_URL: `http://${await server('<html>It works!</html>')}` });
  expect(found('PUBLIC_URL')).toEqual([expect.stringContaining('something other than Whetstone answers')]);
});

test('servers that never answer are cut off, all at once', async () => {
  const silent = await server(undefined);
  const program = await doctor({
    DATABASE_URL: `postgres://whetstone@${silent}/whetstone`,
    REDIS_URL: `redis://${silent}`,
    PUBLIC_URL: `http://${silent}`,
    SLACK_SIGNING_SECRET: 'a'.repeat(32),
    SLACK_BOT_TOKEN: 'xoxb-1',
    SLACK_API_URL: `http://${silent}/api/`,
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://${silent}`,
  });
  expect(program.checks.filter(({ ok }) => ok === 'bad').map(({ what }) => what)).toEqual([
    'Database',
    'Redis',
    'Traces',
    'PUBLIC_URL',
    'Slack bot token',
    'Slack request URL',
  ]);
  // One after the other they would take six times ten seconds.
  expect(program.tookMs).toBeLessThan(50_000);
});

test('channels with a schedule in which nothing can be posted are named', async () => {
  const { db, connectionString, destroy } = await testDatabase('shipped');
  onTestFinished(destroy);
  const problem = 'Whetstone is not in this channel.';
  const workspace_id = await findOrCreateWorkspace(db, 'slack', 'T1', 'acme');
  for (const [id, why] of [
    ['practice', null],
    ['design', problem],
    ['unscheduled', problem],
  ] as const) {
    await db.insertInto('channels').values({ workspace_id, id, name: id, problem: why }).execute();
  }
  for (const channel_id of ['practice', 'design']) {
    const slot = { days: [1], at: '09:00', time_zone: 'UTC', tracks: [], levels: [], categories: [] };
    const at = new Date();
    await db
      .insertInto('schedules')
      .values({
        workspace_id,
        channel_id,
        ...slot,
        reveal_after_minutes: 60,
        next_slot_at: at,
        updated_at: at,
      })
      .execute();
  }
  const { found, code } = await doctor({ DATABASE_URL: connectionString });
  expect(found('Channels')).toEqual([`bad: nothing can be posted in #design of acme → ${problem}`]);
  expect(code).toBe(1);
});
