import { expect, test, vi } from 'vitest';
import { dataDir, isAlive } from './data-dir.ts';
import { askQuestion, hasQuestion } from './playground.ts';
import { ready, stop, whetstone } from './program.ts';

test('one command is enough: it says what is on and off, stops cleanly, keeps its data', async () => {
  const data = await dataDir();
  const variables = { DATA_DIR: data.path, PORT: '0' };
  const startedAt = performance.now();
  const first = whetstone('start', variables);
  const address = await ready(first);
  expect(performance.now() - startedAt).toBeLessThan(60_000);
  expect(first.out()).toMatch(
    /Whetstone is ready\.[\s\S]*Playground +http:\/\/127\.0\.0\.1:\d+\n +Questions +\d+ in [\s\S]*Coach +rubric \(offline\)\n +Database +embedded PostgreSQL in .*\n +Queue +Postgres\n +Slack +off\n +Discord +off\n/,
  );
  expect(await (await fetch(`${address}/healthz`)).json()).toEqual({ status: 'ok', service: 'whetstone' });
  expect(await (await fetch(`${address}/readyz`)).json()).toEqual({
    status: 'ok',
    database: 'ok',
    queue: 'ok',
  });
  await askQuestion(address);
  const postgres = data.postgres() ?? 0;
  expect(isAlive(postgres)).toBe(true);

  const interrupted = await stop(first, 'SIGINT');
  expect(interrupted).toMatchObject({ code: 0, err: '' });
  expect(interrupted.out).toMatch(/Stopping …\n$/);
  expect(interrupted.tookMs).toBeLessThan(30_000);
  // Its last act is to remove its files, a moment before it is gone.
  await vi.waitUntil(() => !isAlive(postgres), { timeout: 60_000 });

  const second = whetstone('start', variables);
  expect(await hasQuestion(await ready(second))).toBe(true);
  const terminated = await stop(second, 'SIGTERM');
  expect(terminated).toMatchObject({ code: 0, err: '' });
  expect(terminated.tookMs).toBeLessThan(30_000);
  expect(data.postgres()).toBeUndefined();
});

test('a server that a crash left behind is taken over', async () => {
  const data = await dataDir();
  const variables = { DATA_DIR: data.path, PORT: '0' };
  const first = whetstone('start', variables);
  await askQuestion(await ready(first));
  const postgres = data.postgres() ?? 0;
  await stop(first, 'SIGKILL');
  expect(isAlive(postgres)).toBe(true);

  const second = whetstone('start', variables);
  expect(await hasQuestion(await ready(second))).toBe(true);
  expect(data.postgres()).toBe(postgres);
  expect(await stop(second)).toMatchObject({ code: 0, err: '' });
  await vi.waitUntil(() => !isAlive(postgres), { timeout: 60_000 });
});

test('a second program on the same data says so, and does the first no harm', async () => {
  const data = await dataDir();
  const variables = { DATA_DIR: data.path, PORT: '0' };
  const first = whetstone('start', variables);
  const address = await ready(first);
  expect(await whetstone('start', variables).ended).toMatchObject({
    code: 1,
    out: '',
    err: `Another Whetstone is using ${data.path}. Stop it, or set DATA_DIR to another folder to run a second one.\n`,
  });
  await askQuestion(address);
  expect(await stop(first)).toMatchObject({ code: 0, err: '' });
});
