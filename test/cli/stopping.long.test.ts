import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { usedDatabase } from '../support/empty-database.ts';
import { freePort } from '../support/free-port.ts';
import { dataDir } from './data-dir.ts';
import { askQuestion } from './playground.ts';
import { ready, stop, whetstone } from './program.ts';

test('Ctrl-C comes twice under npm, from the terminal and from npm; that is one request', async () => {
  const data = await dataDir();
  const program = whetstone('start', { DATA_DIR: data.path, PORT: '0' });
  await ready(program);
  // Two of one kind could become one on their way.
  program.child.kill('SIGINT');
  program.child.kill('SIGTERM');
  expect(await program.ended).toMatchObject({ code: 0, err: '' });
  expect(data.postgres()).toBeUndefined();
});

test('an open page doesn’t hold it up', async () => {
  const program = whetstone('start', { DATABASE_URL: await usedDatabase(), PORT: '0' });
  const address = await ready(program);
  const page = await fetch(`${address}/c/practice/live`);
  expect(page.status).toBe(200);
  const { code, tookMs } = await stop(program);
  expect(code).toBe(0);
  expect(tookMs).toBeLessThan(3000);
  await page.body?.cancel();
});

test.each(['refuses', 'swallows'])(
  'a collector of traces that %s is no fault of ours at a stop',
  async (how) => {
    const silent = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => {
      silent.close();
      silent.closeAllConnections();
    });
    await once(silent, 'listening');
    const port = how === 'refuses' ? await freePort() : (silent.address() as AddressInfo).port;
    const program = whetstone('start', {
      DATABASE_URL: await usedDatabase(),
      PORT: '0',
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
    });
    await askQuestion(await ready(program));
    const { code, err, tookMs } = await stop(program);
    expect(code).toBe(0);
    expect(err).not.toContain('bug');
    expect(tookMs).toBeLessThan(9000);
  },
);

test('while it waits for a database it stops at once', async () => {
  const program = whetstone('start', {
    DATABASE_URL: `postgres://whetstone@127.0.0.1:${await freePort()}/whetstone`,
  });
  await vi.waitUntil(() => program.err().includes('"retriesLeft":3'), { timeout: 60_000 });
  const { code, out, tookMs } = await stop(program);
  expect(code).toBe(0);
  expect(out).toBe('');
  expect(tookMs).toBeLessThan(900);
});

test('while it waits for Slack it stops at once', async () => {
  const silent = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => {
    silent.close();
    silent.closeAllConnections();
  });
  const asked = once(silent, 'request');
  const program = whetstone('start', {
    DATABASE_URL: await usedDatabase(),
    PORT: '0',
    SLACK_SIGNING_SECRET: 'secret',
    SLACK_BOT_TOKEN: 'xoxb-1',
    SLACK_API_URL: `http://127.0.0.1:${(silent.address() as AddressInfo).port}/api/`,
  });
  await asked;
  const { code, out, tookMs } = await stop(program);
  expect(code).toBe(0);
  expect(out).toBe('');
  expect(tookMs).toBeLessThan(900);
});

test('while it makes its database it stops, and the next start is whole', async () => {
  const data = await dataDir();
  const variables = { DATA_DIR: data.path, PORT: '0' };
  const first = whetstone('start', variables);
  await vi.waitUntil(() => data.isBeingMade(), { timeout: 60_000, interval: 5 });
  expect(await stop(first)).toMatchObject({ code: 0, out: '' });
  expect(data.postgres()).toBeUndefined();

  const second = whetstone('start', variables);
  await ready(second);
  expect(await stop(second)).toMatchObject({ code: 0 });
});
