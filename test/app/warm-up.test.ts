import { createRequire } from 'node:module';
import { pino } from 'pino';
import { expect, test, vi } from 'vitest';
import { parseConfig } from '../../src/config/config.ts';
import { testDatabase } from '../support/database.ts';

const require = createRequire(import.meta.url);
const isLoaded = () => require.resolve('wink-eng-lite-web-model') in require.cache;

test('what the coach needs is loaded before the first answer, and holds up no start', async () => {
  // As in a new process: files that ran before may have loaded it.
  vi.resetModules();
  for (const file of Object.keys(require.cache)) if (file.includes('/wink-')) delete require.cache[file];
  const { startWhetstone } = await import('../../wiring.ts');
  const { connectionString, destroy } = await testDatabase('shipped');
  const config = parseConfig({ DATABASE_URL: connectionString, PORT: '0', PLAYGROUND: 'on' });
  const logged: string[] = [];
  const log = pino({ level: 'warn' }, { write: (line) => void logged.push(line) });
  const whetstone = await startWhetstone(config, { log });
  const warmUp = vi.spyOn(whetstone.services.rubric, 'warmUp');
  expect(isLoaded()).toBe(false);
  // Stopped at once it finishes, instead of complaining that the database is gone.
  await whetstone.stop();
  const [question] = warmUp.mock.calls.flat();
  expect(question?.key_points.length).toBeGreaterThan(0);
  expect(warmUp.mock.settledResults).toMatchObject([{ type: 'fulfilled' }]);
  expect(isLoaded()).toBe(true);
  expect(logged).toEqual([]);
  await destroy();
});
