import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { startEmbeddedPostgres } from '../../src/database/embedded-postgres.ts';
import { askQuestion } from '../cli/playground.ts';
import { ready, stop, whetstone } from '../cli/program.ts';
import { ownAuthority } from '../support/servers/certificates.ts';

/** A server that takes the user `client` with a certificate alone. */
async function startServer(authority: Awaited<ReturnType<typeof ownAuthority>>): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'whetstone-tls-'));
  onTestFinished(() => rm(home, { recursive: true, force: true }));
  const { certificate, key } = await authority.sign('postgres');
  const rules = join(home, 'rules');
  await writeFile(
    rules,
    'hostssl all client 127.0.0.1/32 cert\nhost all whetstone 127.0.0.1/32 scram-sha-256\n',
  );
  const server = await startEmbeddedPostgres(home, {
    flags: [
      '--ssl=on',
      `--ssl_cert_file=${certificate}`,
      `--ssl_key_file=${key}`,
      `--ssl_ca_file=${authority.certificate}`,
      `--hba_file=${rules}`,
    ],
  });
  onTestFinished(server.stop);
  const admin = new pg.Client({ connectionString: server.connectionString });
  await admin.connect();
  await admin.query('create role client login');
  await admin.query('create database practice owner client');
  await admin.end();
  return new URL(server.connectionString).host;
}

test('PostgreSQL with TLS and certificates of clients, signed by an authority of one’s own', async () => {
  const authority = await ownAuthority();
  const host = await startServer(authority);
  const { certificate, key } = await authority.sign('client');
  const DATABASE_URL = `postgres://client@${host}/practice?sslmode=require&sslcert=${certificate}&sslkey=${key}`;
  const refused = await whetstone('start', { DATABASE_URL, PORT: '0' }).ended;
  expect(refused.code).toBe(1);
  expect(refused.err.trimEnd().split('\n').at(-1)).toMatch(
    /^PostgreSQL at 127\.0\.0\.1:\d+ has a certificate that isn’t trusted \(\w+\)\. .* NODE_EXTRA_CA_CERTS/,
  );
  for (const known of [
    { DATABASE_URL, NODE_EXTRA_CA_CERTS: authority.certificate },
    { DATABASE_URL: `${DATABASE_URL}&sslrootcert=${authority.certificate}` },
  ]) {
    const program = whetstone('start', { PORT: '0', ...known });
    await askQuestion(await ready(program));
    expect(await stop(program)).toMatchObject({ code: 0, err: '' });
  }
});

test('without the certificate that the server asks for, it says so', async () => {
  const authority = await ownAuthority();
  const host = await startServer(authority);
  const DATABASE_URL = `postgres://client@${host}/practice?sslmode=require&sslrootcert=${authority.certificate}`;
  const { code, err } = await whetstone('start', { DATABASE_URL, PORT: '0' }).ended;
  expect(code).toBe(1);
  expect(err).toMatch(/PostgreSQL at 127\.0\.0\.1:\d+ refuses us \(28000\)/);
});
