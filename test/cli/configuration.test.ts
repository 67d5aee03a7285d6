import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { whetstone } from './program.ts';

const wrong = {
  DATABASE_URL: 'mysql://localhost/whetstone',
  REDIS_URL: 'localhost:6379',
  PORT: '70000',
  PUBLIC_URL: 'whetstone.example.com',
  LOG_LEVEL: 'loud',
  PLAYGROUND: 'maybe',
  PROCESS_ROLES: 'web,wroker',
};

test.each(['start', 'migrate'])('%s reports all that is wrong at once, by variable name', async (command) => {
  const { code, out, err } = await whetstone(command, wrong).ended;
  expect(out).toBe('');
  expect(err.split('\n')).toEqual([
    'The environment has 7 problems.',
    '  DATABASE_URL should look like postgres://user:password@host:5432/whetstone.',
    '  REDIS_URL should look like redis://host:6379.',
    '  PORT should be from 0 to 65535.',
    '  PUBLIC_URL should look like https://whetstone.example.com.',
    '  LOG_LEVEL should be trace, debug, info, warn, error, fatal or silent.',
    '  PLAYGROUND should be on or off.',
    '  PROCESS_ROLES should list web, gateway or worker, as in web,worker.',
    'The README lists every variable under “Configuration”.',
    '',
  ]);
  expect(code).toBe(1);
});

test('an empty variable is one that isn’t set', async () => {
  const empty = Object.fromEntries(Object.keys(wrong).map((name) => [name, ' ']));
  const { code, err } = await whetstone('migrate', { ...empty, DATA_DIR: '' }).ended;
  expect(err).toBe('Set DATABASE_URL; the embedded database migrates at start.\n');
  expect(code).toBe(1);
});

test('variables may stand in .env; the environment outranks it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'whetstone-env-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, '.env'), 'LOG_LEVEL=loud\nPORT=many\n');
  const { err } = await whetstone('start', { PORT: '-1' }, folder).ended;
  expect(err).toMatch(/LOG_LEVEL should be trace/);
  expect(err).toMatch(/PORT should be from 0 to 65535/);
});
