import { chmod, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { startEmbeddedPostgres } from '../../src/database/embedded-postgres.ts';
import { dataDir, isAlive } from './data-dir.ts';
import { askQuestion, hasQuestion } from './playground.ts';
import { ready, stop, whetstone } from './program.ts';

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'whetstone-folder-'));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  return path;
}

test('a folder’s name is never read by a shell', async () => {
  const cwd = await folder();
  const name = '$(touch one) `touch two`; touch three "$HOME" \'';
  const program = whetstone('start', { DATA_DIR: join(cwd, name), PORT: '0' }, cwd);
  await ready(program);
  expect(await stop(program)).toMatchObject({ code: 0, err: '' });
  expect(await readdir(cwd)).toEqual([name]);
});

test('two first starts at once: one works, the other says so', async () => {
  const data = await dataDir();
  const both = [0, 1].map(() => whetstone('start', { DATA_DIR: data.path, PORT: '0' }));
  const over = await Promise.race(both.map(async (program) => ({ program, ...(await program.ended) })));
  expect(over).toMatchObject({
    code: 1,
    err: `Another Whetstone is using ${data.path}. Stop it, or set DATA_DIR to another folder to run a second one.\n`,
  });
  const [other] = both.filter((program) => program !== over.program);
  if (!other) throw new Error('there is no other');
  await askQuestion(await ready(other));
  expect((await readdir(data.path)).sort()).toEqual(['postgres', 'postgres-password', 'postgres.log']);
  expect(await stop(other)).toMatchObject({ code: 0, err: '' });
});

test('a server that is killed is started again', async () => {
  const data = await dataDir();
  const program = whetstone('start', { DATA_DIR: data.path, PORT: '0' });
  const address = await ready(program);
  await askQuestion(address);
  const killed = data.postgres() ?? 0;
  process.kill(killed, 'SIGKILL');
  await vi.waitUntil(() => !isAlive(killed), { timeout: 60_000 });
  const isBack = () => hasQuestion(address).catch(() => false);
  await vi.waitUntil(isBack, { timeout: 30_000, interval: 200 });
  expect(data.postgres()).not.toBe(killed);
  expect((await stop(program)).code).toBe(0);
  expect(data.postgres()).toBeUndefined();
});

test('a server that doesn’t start again ends the program with a sentence', async () => {
  const data = await dataDir();
  const program = whetstone('start', { DATA_DIR: data.path, PORT: '0' });
  await ready(program);
  const control = join(data.path, 'postgres', 'global', 'pg_control');
  await rename(control, `${control}.away`);
  process.kill(data.postgres() ?? 0, 'SIGKILL');
  const { code, err } = await program.ended;
  expect(code).toBe(1);
  expect(err).toContain('The embedded PostgreSQL ended and doesn’t start again. Look in ');
});

test('a folder of another major version is named, with the way over', async () => {
  const data = await dataDir();
  const variables = { DATA_DIR: data.path, PORT: '0' };
  const program = whetstone('start', variables);
  await ready(program);
  await stop(program);
  await writeFile(join(data.path, 'postgres', 'PG_VERSION'), '15\n');
  const { code, err } = await whetstone('start', variables).ended;
  expect(code).toBe(1);
  expect(err).toMatch(/is of PostgreSQL 15, and this Whetstone comes with \d+\. .*upgrade-data --from=DIR/);
});

test('a folder that can’t be written to is named', async () => {
  const home = join(await folder(), 'data');
  await mkdir(home);
  await chmod(home, 0o555);
  await chmod(join(home, '..'), 0o755);
  const isRoot = process.getuid?.() === 0;
  if (isRoot) process.seteuid?.(65534);
  try {
    await expect(startEmbeddedPostgres(home)).rejects.toThrow(
      `Whetstone can’t write to the folder ${home} (EACCES). Set DATA_DIR`,
    );
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
});
