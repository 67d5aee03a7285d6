import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const bench = fileURLToPath(new URL('../bench/bench.ts', import.meta.url));

test('the bench measures both sides in rounds, and prints JSON', async () => {
  const args = [bench, '--only', 'a,d,g,h', '--quick', '--rounds', '1', '--json'];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  const { rounds, rows, notRun } = JSON.parse(stdout);
  expect(rounds).toBe(1);
  const number = expect.any(Number);
  const row = {
    what: expect.any(String),
    whetstone: number,
    baseline: number,
    ratio: number,
    goal: expect.any(Object),
    isMet: expect.any(Boolean),
    rounds: [{ whetstone: number, baseline: number }],
  };
  const alone = { ...row, baseline: null, ratio: null, rounds: [{ whetstone: number, baseline: null }] };
  const withoutGoal = { ...alone, goal: null, isMet: null };
  const isRun = (queue: string) => !notRun.some((one: { queue: string }) => one.queue === queue);
  expect(rows).toEqual([
    ...['postgres', 'redis'].filter(isRun).map((queue) => ({ ...row, id: 'a', queue, unit: 'events/s' })),
    ...Array.from({ length: 3 }, () => ({ ...row, id: 'd', unit: 'ms' })),
    ...[
      { ...alone, id: 'g', unit: '% of a core' },
      { ...withoutGoal, id: 'g', unit: 'wake-ups/s' },
      { ...withoutGoal, id: 'g', unit: 'MiB' },
    ].filter(() => process.platform === 'linux'),
    { ...row, id: 'h', unit: 'tokens', goal: null, isMet: null },
    { ...row, id: 'h', unit: 'tokens' },
    { ...withoutGoal, id: 'h', unit: 'tokens' },
    { ...withoutGoal, id: 'h', unit: 'dollars' },
    { ...withoutGoal, id: 'h', unit: 'dollars' },
  ]);
  for (const { id, unit, whetstone } of rows)
    if (id !== 'g' || unit !== '% of a core') expect(whetstone).toBeGreaterThan(0);
});
