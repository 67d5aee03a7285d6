import { sql } from 'kysely';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { parseConfig } from '../../src/config/config.ts';
import { startWhetstone, type Whetstone } from '../../wiring.ts';
import { good } from '../support/answers.ts';
import { Lane } from './lane.ts';

const patience = { timeout: 60_000, interval: 50 };

let lane: Lane;
let whetstone: Whetstone;
beforeEach(async () => {
  lane = await Lane.start();
  const { databaseUrl, redisUrl } = await lane.urls();
  const config = parseConfig({ DATABASE_URL: databaseUrl, REDIS_URL: redisUrl, PORT: '0' });
  whetstone = await startWhetstone(config, { log: pino({ level: 'silent' }) });
});
afterEach(async () => {
  await whetstone.stop();
  await lane.stop();
});

test('a program on this backend takes a question to its answer’s feedback, and says what it runs on', async () => {
  const { core, services, address, summary } = whetstone;
  const { db } = services;
  expect(summary).toContain(`Queue       ${lane.redis ? 'Redis' : 'Postgres'}`);
  expect(await (await fetch(`${address}/readyz`)).json()).toEqual({
    status: 'ok',
    database: 'ok',
    queue: 'ok',
  });

  const workspace = await core.workspaceFor('web', 'local', 'Playground');
  const maya = { workspace, channel: 'practice', member: 'maya', memberName: 'Maya' };
  await core.command(maya, 'question backend/slow-query');
  const thread = await vi.waitFor(async () => {
    const { message } = await db
      .selectFrom('drops')
      .select('message')
      .where('workspace_id', '=', workspace)
      .where('requested_by', '=', 'maya')
      .executeTakeFirstOrThrow();
    if (message === null) throw new Error('not posted yet');
    return message;
  }, patience);
  await core.messagePosted({ ...maya, thread, message: 'maya-1', mentions: [], text: good, fromBot: false });
  await vi.waitFor(async () => {
    const { rows } = await sql<{ text: string }>`
      select text from web_messages where thread_id::text = ${thread} and author_id is null`.execute(db);
    expect(rows).toHaveLength(1);
  }, patience);
});
