import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPlayground } from '../../adapters/web/playground.ts';
import { Streams } from '../../adapters/web/streams.ts';
import { Counter } from '../support/counter.ts';
import { openStream, type Stream } from './sse.ts';
import { until, type WebTest, webTest } from './support.ts';

let web: WebTest;
let address: string;
let server: ReturnType<typeof serve>;
const streams: Stream[] = [];

beforeAll(async () => {
  web = await webTest();
  server = serve({ fetch: web.app.fetch, port: 0, hostname: '127.0.0.1' });
  if (!server.listening) await once(server, 'listening');
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  for (const stream of streams) stream.close();
  await web.close();
  server.close();
});

async function listen(person: string, lastEventId?: string): Promise<Stream> {
  const stream = await openStream(`${address}/c/practice/live`, {
    Cookie: `person=${person}`,
    ...(lastEventId ? { 'Last-Event-ID': lastEventId } : {}),
  });
  streams.push(stream);
  return stream;
}

const heard = (stream: Stream, text: string) =>
  until(() => stream.events.find(({ data }) => data.includes(text)));

test('a message reaches every open page, private ones their reader alone', async () => {
  const [maya, leo] = await Promise.all([listen('maya'), listen('leo')]);
  const id = await web.say('Hello, everybody');
  expect((await heard(maya, 'Hello, everybody')).data).toContain('hx-target="#messages" hx-swap="upsert"');
  await heard(leo, 'Hello, everybody');

  await web.platform.whisper({ workspace: web.workspace, channel: 'practice' }, 'maya', {
    summary: 'psst',
    blocks: [{ type: 'text', text: 'psst' }],
  });
  await web.say('A reply', 'leo', { thread: id });
  await heard(maya, 'psst');
  expect((await heard(leo, 'A reply')).data).toContain(`hx-target="#replies-${id}"`);
  await heard(leo, '1 reply');
  expect(leo.events.some(({ data }) => data.includes('psst'))).toBe(false);
});

test('edits, reactions and deletions too', async () => {
  const maya = await listen('maya');
  const id = await web.say('First wording', 'leo');
  await web.send(`/c/practice/m/${id}`, { do: 'save', text: 'Second wording' }, 'leo');
  await heard(maya, 'Second wording');
  await web.send(`/c/practice/m/${id}`, { react: '⭐' }, 'sam');
  await heard(maya, 'title="Sam"');
  await web.send(`/c/practice/m/${id}`, { do: 'delete' }, 'leo');
  await heard(maya, `hx-target="#m-${id}" hx-swap="delete"`);
});

test('a page that comes back gets what it has missed, and nothing twice', async () => {
  const before = await listen('maya');
  await web.say('seen before the break');
  const { id: last } = await heard(before, 'seen before the break');
  before.close();
  for (let count = 0; count < 130; count++) await web.say(`missed-${count}.`, 'leo');
  const after = await listen('maya', last);
  await heard(after, 'missed-129.');
  const everything = after.events.map(({ data }) => data).join('');
  for (let count = 0; count < 130; count++)
    expect(everything.split(`>missed-${count}.<`).length).toBeGreaterThan(1);
  expect(everything).not.toContain('seen before the break');
});

test('versions are in the order of commits, whoever writes', async () => {
  const stream = await listen('maya');
  await Promise.all(
    Array.from({ length: 40 }, (_, count) => web.say(`at-once-${count}.`, count % 2 ? 'leo' : 'sam')),
  );
  await until(() =>
    Array.from({ length: 40 }, (_, count) => `at-once-${count}.`).every((text) =>
      stream.events.some(({ data }) => data.includes(text)),
    ),
  );
  const versions = stream.events.map(({ id }) => Number(id));
  expect(versions).toEqual([...versions].sort((a, b) => a - b));
});

test('when the database drops the listening connection, pages still hear of everything', async () => {
  const stream = await listen('maya');
  const ended = await sql<{
    pid: number;
  }>`select pg_terminate_backend(pid), pid from pg_stat_activity where application_name = 'whetstone live' and datname = current_database()`.execute(
    web.db,
  );
  expect(ended.rows).toHaveLength(1);
  await web.say('said while nobody listened');
  await heard(stream, 'said while nobody listened');
  await until(async () => {
    const { rows } =
      await sql`select 1 from pg_stat_activity where application_name = 'whetstone live' and datname = current_database()`.execute(
        web.db,
      );
    return rows.length === 1;
  });
  await web.say('and afterwards');
  await heard(stream, 'and afterwards');
});

test('what many open pages read after a change, one reads for all of the same person', async () => {
  const counter = new Counter();
  const { core, workspace, live } = web;
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const publicUrl = 'https://whetstone.example';
  const db = web.db.withPlugin(counter);
  const app = await createPlayground({ db, core, workspace, live, publicUrl, log });
  const many = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
  if (!many.listening) await once(many, 'listening');
  const url = `http://127.0.0.1:${(many.address() as AddressInfo).port}/c/practice/live`;
  const pages = await Promise.all(
    Array.from({ length: 200 }, (_, place) =>
      openStream(url, { Cookie: `person=${['maya', 'leo'][place % 2]}` }),
    ),
  );
  streams.push(...pages);
  await web.say('before they are counted');
  await Promise.all(pages.map((page) => heard(page, 'before they are counted')));
  const { statements } = await counter.during(async () => {
    await web.say('read once for all');
    await Promise.all(pages.map((page) => heard(page, 'read once for all')));
  });
  // A few for each of the two, and as many for the change that a message is to its thread or counters.
  expect(statements).toBeGreaterThan(0);
  expect(statements).toBeLessThan(60);
  for (const page of pages) page.close();
  many.close();
});

test('above a thousand open streams a page is told why it isn’t kept up to date', () => {
  const some = new Streams({ subscribe: () => () => undefined }, web.workspace);
  for (let count = 0; count < 1000; count++) expect(some.enter()).toBe(true);
  expect(some.enter()).toBe(false);
  some.leave();
  expect(some.enter()).toBe(true);
});

test('streams end when the process shuts down', async () => {
  const stream = await listen('maya');
  await web.live.close();
  await stream.ended;
});
