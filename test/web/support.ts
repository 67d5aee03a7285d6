import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Hono } from 'hono';
import { createLive, type Live } from '../../adapters/web/live.ts';
import { createWebPlatform } from '../../adapters/web/platform.ts';
import { createPlayground } from '../../adapters/web/playground.ts';
import { seedPlayground } from '../../adapters/web/seed.ts';
import type { Env } from '../../adapters/web/visit.ts';
import type { Platform } from '../../src/chat/platform.ts';
import type { Db } from '../../src/database/database.ts';
import { testDatabase } from '../support/database.ts';
import { type FakeCore, fakeCore } from './fake-core.ts';

export interface WebTest {
  readonly db: Db;
  readonly core: FakeCore;
  readonly platform: Platform;
  readonly live: Live;
  readonly app: Hono<Env>;
  readonly workspace: string;
  /** What was logged. */
  readonly logged: object[];
  get(path: string, person?: string, headers?: Record<string, string>): Promise<Response>;
  /** Sends a form as a page with scripts does. */
  send(
    path: string,
    fields: Record<string, string>,
    person?: string,
    headers?: Record<string, string>,
  ): Promise<Response>;
  /** Writes in #practice as this person and returns the message's id. */
  say(text: string, person?: string, fields?: Record<string, string>): Promise<string>;
  close(): Promise<void>;
}

export const origin = 'http://localhost';

/** The playground on a database of its own, with a core that only records. */
export async function webTest(): Promise<WebTest> {
  const { db, connectionString, destroy } = await testDatabase();
  const row = { platform: 'web' as const, external_id: 'playground', name: 'Playground' };
  const { id: workspace } = await db
    .insertInto('workspaces')
    .values(row)
    .returning('id')
    .executeTakeFirstOrThrow();
  await seedPlayground(db, workspace);
  const logged: object[] = [];
  const record = (context: object) => void logged.push(context);
  const log = { info: record, warn: record, error: record };
  const live = await createLive(connectionString, log);
  const core = fakeCore();
  const app = await createPlayground({
    db,
    core,
    workspace,
    live,
    publicUrl: 'https://whetstone.example',
    log,
  });

  const send: WebTest['send'] = async (path, fields, person = 'maya', headers = {}) =>
    app.request(origin + path, {
      method: 'POST',
      body: formOf(fields),
      headers: {
        Origin: origin,
        'HX-Request': 'true',
        'HX-Request-Type': 'partial',
        Cookie: `person=${person}`,
        ...headers,
      },
    });

  return {
    db,
    core,
    platform: createWebPlatform(db),
    live,
    app,
    workspace,
    logged,
    send,
    get: async (path, person = 'maya', headers = {}) =>
      app.request(origin + path, { headers: { Cookie: `person=${person}`, ...headers } }),
    async say(text, person, fields = {}) {
      const response = await send('/c/practice/messages', { text, key: randomUUID(), ...fields }, person);
      const id = /id="m-(\d+)"/.exec(await response.text())?.[1];
      if (!id) throw new Error(`not said: ${response.status}`);
      return id;
    },
    async close() {
      await live.close();
      await destroy();
    },
  };
}

function formOf(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

/** Waits until `condition` gives something, for at most 10 s. */
export async function until<Result>(
  condition: () => Result | undefined | false | Promise<Result | undefined | false>,
): Promise<Result> {
  for (const deadline = Date.now() + 10_000; Date.now() < deadline; await pause(10)) {
    const result = await condition();
    if (result) return result;
  }
  throw new Error('It did not come about within 10 s.');
}
