import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ConfigError, parseConfig } from '../../src/config/config.ts';
import { secretVariables } from '../../src/config/secret-files.ts';
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

test.each([0, 1, 2])('one bad key in ENCRYPTION_KEY among good ones is said, in place %i', (place) => {
  const keys = [1, 2, 3].map((byte) => Buffer.alloc(32, byte).toString('base64'));
  expect(() => parseConfig({ ENCRYPTION_KEY: keys.join(', ') })).not.toThrow();
  for (const bad of [
    '',
    Buffer.alloc(31).toString('base64'),
    Buffer.alloc(33).toString('base64'),
    'secret',
  ]) {
    const ENCRYPTION_KEY = keys.with(place, bad).join(',');
    expect(() => parseConfig({ ENCRYPTION_KEY })).toThrow(ConfigError);
  }
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

describe('a secret in a file', () => {
  async function file(content: string): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'whetstone-secret-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const path = join(folder, 'secret');
    await writeFile(path, content);
    return path;
  }

  test.each(secretVariables)('%s is what the file holds, without the line’s end', async (name) => {
    const path = await file('not-a-value-that-makes-sense\n');
    const plain = problemsOf({ [name]: 'not-a-value-that-makes-sense' });
    expect(problemsOf({ [`${name}_FILE`]: path })).toEqual(plain);
  });

  test('the database’s password goes into its address, whatever it consists of', async () => {
    const DATABASE_PASSWORD_FILE = await file('p@ss/w:rd%?\n');
    const { databaseUrl } = parseConfig({
      DATABASE_URL: 'postgres://whetstone@db:5432/whetstone',
      DATABASE_PASSWORD_FILE,
    });
    expect(decodeURIComponent(new URL(databaseUrl ?? '').password)).toBe('p@ss/w:rd%?');
  });

  test('that can’t be had is named', async () => {
    const empty = await file(' \n');
    expect(problemsOf({ DISCORD_TOKEN_FILE: '/no/such/file', OPENAI_API_KEY_FILE: empty })).toEqual([
      'DISCORD_TOKEN_FILE names /no/such/file, which can’t be read (ENOENT): check the path and who may read it.',
      `OPENAI_API_KEY_FILE names ${empty}, which is empty: write the secret into it, and nothing else.`,
    ]);
    const DISCORD_TOKEN_FILE = await file('two');
    expect(problemsOf({ DISCORD_TOKEN: 'one', DISCORD_TOKEN_FILE })).toEqual([
      `DISCORD_TOKEN is set, and DISCORD_TOKEN_FILE names ${DISCORD_TOKEN_FILE}: keep only one.`,
    ]);
    expect(problemsOf({ DATABASE_PASSWORD: 'x' })).toEqual([
      'DATABASE_URL is missing: DATABASE_PASSWORD alone doesn’t say where the database is.',
    ]);
  });

  test('in SECRETS_DIR, or a folder of it, needs no variable; one that nobody reads is named', async () => {
    const SECRETS_DIR = await mkdtemp(join(tmpdir(), 'whetstone-secrets-'));
    onTestFinished(() => rm(SECRETS_DIR, { recursive: true }));
    await mkdir(join(SECRETS_DIR, 'discord'));
    await writeFile(join(SECRETS_DIR, 'discord', 'discord_token'), 'token\n');
    await writeFile(join(SECRETS_DIR, 'admin_password'), 'long enough for it\n');
    await writeFile(join(SECRETS_DIR, '.hidden'), '');
    const { discord, adminPassword } = parseConfig({ SECRETS_DIR });
    expect([discord?.token, adminPassword]).toEqual(['token', 'long enough for it']);
    const stray = join(SECRETS_DIR, 'discord', 'discord-token');
    await writeFile(stray, 'token');
    expect(problemsOf({ SECRETS_DIR })).toEqual([
      `SECRETS_DIR has ${stray}, which is no secret of Whetstone’s: name each file like its variable in lower case, as in discord_token.`,
    ]);
    expect(problemsOf({ SECRETS_DIR: '/no/such/folder' })).toEqual([
      'SECRETS_DIR names /no/such/folder, which can’t be read (ENOENT): check the path and who may read it.',
    ]);
  });

  function problemsOf(environment: Readonly<Record<string, string>>): readonly string[] {
    try {
      parseConfig(environment);
      return [];
    } catch (error) {
      if (error instanceof ConfigError) return error.problems;
      throw error;
    }
  }
});
