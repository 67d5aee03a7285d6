import { expect, test, vi } from 'vitest';
import { Reach } from '../src/base/reach.ts';

test('what was well for a while is tried again at once, what breaks again and again ever later', async () => {
  const pauses: number[] = [];
  const keep = (context: object) => {
    if ('pauseMs' in context) pauses.push(Number(context.pauseMs));
  };
  const stopping = new AbortController();
  const reach = new Reach({
    service: 'Slack',
    judge: () => ({ isPassing: true, retryAfterMs: undefined, reason: 'none' }),
    attempt: async () => undefined,
    refusal: () => '',
    log: { info: keep, warn: keep, error: keep },
    signal: stopping.signal,
  });
  const clock = vi.spyOn(performance, 'now').mockReturnValue(0);
  await reach.begin();
  const longest = [1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000];
  for (const ms of longest) {
    reach.lose('cut');
    expect(pauses.at(-1)).toBeGreaterThanOrEqual(ms / 2);
    expect(pauses.at(-1)).toBeLessThanOrEqual(ms);
  }
  expect(reach.problem).toBe('The connection to Slack ended (cut).');
  clock.mockReturnValue(60_000);
  reach.lose('cut');
  expect(pauses.at(-1)).toBe(0);
  clock.mockRestore();
  stopping.abort();
});
