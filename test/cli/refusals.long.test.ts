import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, inject, onTestFinished, test } from 'vitest';
import { closedPorts } from '../support/closed-ports.ts';
import { databaseUrl } from '../support/database.ts';
import { usedDatabase } from '../support/empty-database.ts';
import { freePort } from '../support/free-port.ts';
import { dataDir } from './data-dir.ts';
import { ready, whetstone } from './program.ts';

/** The last line on stderr: what is for the person; warnings in the log stand before it. */
const lastLine = (err: string) => err.trimEnd().split('\n').at(-1);

test('a port that is taken: a sentence, exit code 1, and nothing is left running', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  onTestFinished(() => {
    other.close();
  });
  const { port } = other.address() as { port: number };
  const data = await dataDir();
  const { code, out, err } = await whetstone('start', { PORT: String(port), DATA_DIR: data.path }).ended;
  expect(err).toBe(
    `Port ${port} is in use, perhaps by another Whetstone. Stop that one, or choose another port: PORT=${port + 1} npm start\n`,
  );
  expect(out).toBe('');
  expect(code).toBe(1);
  expect(data.postgres()).toBeUndefined();
});

test('where strangers could reach it the playground needs PLAYGROUND=on, and alone there is nothing to run', async () => {
  const data = await dataDir();
  const open = [{ HOST: '0.0.0.0' }, { PUBLIC_URL: 'https://whetstone.example.com' }, { PLAYGROUND: 'off' }];
  const programs = open.map((one) => whetstone('start', { PORT: '0', DATA_DIR: data.path, ...one }).ended);
  for (const { code, err, out } of await Promise.all(programs)) {
    expect(err).toBe(
      'Neither Slack nor Discord is set up, and the playground is off. It has no passwords, so it starts by itself only where nobody else can reach it (HOST=127.0.0.1, no PUBLIC_URL). Set DISCORD_TOKEN, or SLACK_SIGNING_SECRET and SLACK_BOT_TOKEN; a token in a file needs its …_FILE variable, or SECRETS_DIR. To let everybody who can reach this address act as anybody, set PLAYGROUND=on.\n',
    );
    expect([code, out]).toEqual([1, '']);
  }
  expect(data.postgres()).toBeUndefined();
});

test('a playground that strangers can reach says so when it starts', async () => {
  const variables = { DATABASE_URL: await usedDatabase(), PORT: '0', HOST: '0.0.0.0', PLAYGROUND: 'on' };
  const program = whetstone('start', variables);
  await ready(program);
  expect(program.out()).toMatch(
    /Playground +http:\S+ – without passwords: everybody who can reach it can act as anybody\n/,
  );
});

test('a database that is away: start and migrate wait a moment, name the host, exit code 1', async () => {
  const [port] = closedPorts;
  const variables = { DATABASE_URL: `postgres://whetstone:secret@127.0.0.1:${port}/whetstone`, PORT: '0' };
  const programs = ['start', 'migrate'].map((command) => whetstone(command, variables).ended);
  for (const { code, err, tookMs } of await Promise.all(programs)) {
    expect(lastLine(err)).toBe(
      `PostgreSQL at 127.0.0.1:${port} can't be reached (ECONNREFUSED). Is it running, and is DATABASE_URL right?`,
    );
    expect(err.match(/"retriesLeft"/g)).toHaveLength(5);
    expect(err).not.toContain('secret');
    expect(code).toBe(1);
    expect(tookMs).toBeGreaterThan(7000);
  }
});

test('a wrong password is not tried again', async () => {
  const url = new URL(inject('postgresUrl'));
  url.password = 'wrong';
  const { code, err } = await whetstone('start', { DATABASE_URL: url.href, PORT: '0' }).ended;
  expect(lastLine(err)).toBe(
    `PostgreSQL at ${url.host} refuses us (28P01). Check the user, password and database name in DATABASE_URL.`,
  );
  expect(err.match(/"retriesLeft"/g)).toHaveLength(1);
  expect(code).toBe(1);
});

test('nor is a database that doesn’t exist', async () => {
  const url = databaseUrl('nowhere');
  const { code, err } = await whetstone('start', { DATABASE_URL: url, PORT: '0' }).ended;
  expect(lastLine(err)).toBe(
    `PostgreSQL at ${new URL(url).host} refuses us (3D000). Check the user, password and database name in DATABASE_URL.`,
  );
  expect(code).toBe(1);
});

test('a Redis that is away: waits a moment, names the host, exit code 1', async () => {
  const port = await freePort();
  const { code, err } = await whetstone('start', {
    DATABASE_URL: await usedDatabase(),
    REDIS_URL: `redis://:secret@127.0.0.1:${port}`,
    PORT: '0',
  }).ended;
  expect(lastLine(err)).toBe(
    `Redis at 127.0.0.1:${port} can't be reached (ECONNREFUSED). Is it running, and is REDIS_URL right?`,
  );
  expect(err.trimEnd().split('\n')).toHaveLength(6);
  expect(err).not.toContain('secret');
  expect(code).toBe(1);
});
