import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { healthRoutes } from '../../adapters/http/health.ts';

const fine = () => Promise.resolve();
const broken = () => Promise.reject(new Error('away'));
const hanging = () => new Promise(() => undefined);

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

test('/readyz answers within two seconds whatever hangs, and says what is away', async () => {
  const app = healthRoutes({ database: hanging, queue: fine }, { slack: () => 'Slack refuses the token.' });
  const [first, second] = await Promise.all([app.request('/readyz'), app.request('/readyz')]);
  for (const answer of [first, second]) {
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({
      status: 'away',
      database: 'away',
      queue: 'ok',
      slack: 'away',
      problems: { database: expect.stringMatching(/doesn’t answer/), slack: 'Slack refuses the token.' },
    });
  }
});

test('/healthz fails when the database has been away for a minute, and no earlier', async () => {
  let database = broken as () => Promise<unknown>;
  const app = healthRoutes({ database: () => database(), queue: broken });
  const status = async () => (await app.request('/healthz')).status;
  expect(await status()).toBe(200);
  vi.advanceTimersByTime(59_000);
  expect(await status()).toBe(200);
  vi.advanceTimersByTime(1000);
  expect(await status()).toBe(503);
  expect(await (await app.request('/healthz')).json()).toMatchObject({
    service: 'whetstone',
    status: 'stuck',
  });
  database = fine;
  expect(await status()).toBe(200);
  database = broken;
  expect(await status()).toBe(200);
});
