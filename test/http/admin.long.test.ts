import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { askQuestion, write } from '../cli/playground.ts';
import { ready, stop, whetstone } from '../cli/program.ts';
import { usedDatabase } from '../support/empty-database.ts';

const password = 'correct-horse-battery';
const login = (secret: string) => ({
  authorization: `Basic ${Buffer.from(`admin:${secret}`).toString('base64')}`,
});

async function query(connectionString: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  await client.query(statement);
  await client.end();
}

/** What Prometheus would read, by the name and labels of each value. */
async function metricsOf(address: string): Promise<Map<string, number>> {
  const answer = await fetch(`${address}/metrics`, { headers: login(password) });
  expect([answer.status, answer.headers.get('content-type')]).toEqual([
    200,
    expect.stringMatching(/^text\/plain/),
  ]);
  const lines = (await answer.text()).split('\n').filter((line) => line && !line.startsWith('#'));
  return new Map(
    lines.map((line) => [
      line.slice(0, line.lastIndexOf(' ')),
      Number(line.slice(line.lastIndexOf(' ') + 1)),
    ]),
  );
}

describe('with a password', () => {
  test('metrics tell what was done and what waits, and nothing of anybody', async () => {
    const DATABASE_URL = await usedDatabase();
    const program = whetstone('start', {
      DATABASE_URL,
      PORT: '0',
      ADMIN_PASSWORD: password,
    });
    const address = await ready(program);
    await askQuestion(address);
    const metrics = await metricsOf(address);
    expect(metrics.get('whetstone_event_seconds_count{event="command",outcome="ok"}')).toBeGreaterThan(0);
    expect(metrics.get('whetstone_job_seconds_count{job="deliver-posts",outcome="ok"}')).toBeGreaterThan(0);
    expect(metrics.get('whetstone_job_wait_seconds_count{job="deliver-posts"}')).toBeGreaterThan(0);
    expect(
      metrics.get('whetstone_platform_calls_total{platform="web",call="post",outcome="ok"}'),
    ).toBeGreaterThan(0);
    for (const what of ['feedback', 'replies', 'posts'])
      expect(metrics.get(`whetstone_waiting_oldest_seconds{what="${what}"}`), what).toBe(0);
    expect(metrics.has('whetstone_queue_jobs{state="waiting"}')).toBe(true);
    expect(metrics.get('whetstone_pool_connections{state="waited for"}')).toBe(0);
    expect([...metrics.keys()].join('\n')).not.toMatch(/maya|practice|backend/);

    // What can't be had is left out, and the rest still told.
    await query(DATABASE_URL, 'alter table feedback rename to gone');
    const rest = await metricsOf(address);
    expect(rest.has('whetstone_waiting{what="posts"}')).toBe(false);
    expect(rest.has('whetstone_pool_connections{state="idle"}')).toBe(true);
  });

  test('the queue’s dashboard is shown and changes nothing; both are for the admin alone', async () => {
    const program = whetstone('start', {
      DATABASE_URL: await usedDatabase(),
      PORT: '0',
      ADMIN_PASSWORD: password,
    });
    const address = await ready(program);
    for (const path of ['/metrics', '/admin/queues', '/admin/queues/api/queues'])
      for (const headers of [{}, login('correct-horse-batterx'), login('')])
        expect((await fetch(address + path, { headers })).status, path).toBe(401);
    const page = await fetch(`${address}/admin/queues`, { headers: login(password) });
    const html = await page.text();
    expect([page.status, html]).toEqual([200, expect.stringContaining('Whetstone')]);
    const script = /src="([^"]+\.js)"/.exec(html)?.[1] ?? '';
    const asset = await fetch(new URL(script, `${address}/admin/queues/`), { headers: login(password) });
    expect(asset.status).toBe(200);
    const queues = await fetch(`${address}/admin/queues/api/queues`, { headers: login(password) });
    expect(await queues.json()).toMatchObject({ queues: [{ name: 'whetstone', readOnlyMode: true }] });
    const change = { method: 'PUT', headers: { ...login(password), origin: address } };
    const paused = await fetch(`${address}/admin/queues/api/queues/whetstone/pause`, change);
    expect(paused.status).toBeGreaterThanOrEqual(400);
    await askQuestion(address);
  });
});

test('without a password neither is there, and it says how to have them', async () => {
  const address = await ready(whetstone('start', { DATABASE_URL: await usedDatabase(), PORT: '0' }));
  for (const path of ['/metrics', '/admin/queues']) {
    const answer = await fetch(address + path, { headers: login(password) });
    expect([answer.status, await answer.text()]).toEqual([404, expect.stringContaining('ADMIN_PASSWORD')]);
  }
});

test('a line of the log names the request in which it was written', async () => {
  const DATABASE_URL = await usedDatabase();
  const program = whetstone('start', { DATABASE_URL, PORT: '0' });
  const address = await ready(program);
  await query(DATABASE_URL, 'alter table tracks rename to gone');
  await write(address, '/interview tips backend');
  const line = await vi.waitUntil(() =>
    program
      .err()
      .split('\n')
      .find((one) => one.includes('"request":')),
  );
  expect(JSON.parse(line ?? '')).toMatchObject({
    level: 50,
    request: expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
});

test('traces of jobs go to the collector', async () => {
  const spans: string[] = [];
  const collector = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    if (request.url === '/v1/traces') spans.push(Buffer.concat(chunks).toString());
    response.end('{}');
  }).listen(0, '127.0.0.1');
  await once(collector, 'listening');
  onTestFinished(() => void collector.close());
  const OTEL_EXPORTER_OTLP_ENDPOINT = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
  const program = whetstone('start', {
    DATABASE_URL: await usedDatabase(),
    PORT: '0',
    OTEL_EXPORTER_OTLP_ENDPOINT,
  });
  await askQuestion(await ready(program));
  expect(await stop(program)).toMatchObject({ code: 0, err: '' });
  const names = spans
    .flatMap((body) => JSON.parse(body).resourceSpans)
    .flatMap(({ scopeSpans }) => scopeSpans)
    .flatMap(({ spans: all }) => all)
    .map(({ name }) => name);
  expect(names.some((name) => /add/i.test(name))).toBe(true);
  expect(names.some((name) => /process/i.test(name))).toBe(true);
});
