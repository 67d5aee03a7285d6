import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv, stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { expect, onTestFinished, test, vi } from 'vitest';
import { withValues } from '../../bin/init/env-file.ts';
import { testDatabase } from '../support/database.ts';
import { carefulServer } from '../support/trial-server.ts';
import { command, whetstone } from './program.ts';

const [enter, up, down, stopKey] = ['\r', '\x1b[A', '\x1b[B', '\x03'];

async function folder(env?: string): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'whetstone-init-'));
  onTestFinished(() => rm(path, { recursive: true }));
  if (env !== undefined) await writeFile(join(path, '.env'), env);
  return path;
}

/** `init` as it is when models are looked for at these ports alone. */
function initWith(...ports: number[]): string {
  const init = new URL('../../bin/init/init.ts', import.meta.url);
  const list = JSON.stringify(ports.map((port) => ({ port, name: 'Ollama' })));
  return `--input-type=module -e 'import { askAll } from "${init}"; await askAll(${list})'`;
}

/** `whetstone init` in a terminal of its own, with somebody who types. */
function terminal(cwd: string, args = `'${command}' init`) {
  const { PATH = '', HOME = '' } = process.env;
  const program = `stty cols 120 rows 50; '${process.execPath}' ${args}`;
  const child = spawn('script', ['-qefc', program, '/dev/null'], { cwd, env: { PATH, HOME, TERM: 'xterm' } });
  onTestFinished(() => void child.kill('SIGKILL'));
  let written = '';
  let read = 0;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    written += text;
  });
  const screen = () => stripVTControlCharacters(written);
  return {
    ended: once(child, 'close').then(([code]) => code as number),
    /** Waits until a text comes up that wasn't there before, then types. */
    async when(text: string, ...keys: string[]): Promise<void> {
      await vi
        .waitUntil(() => screen().includes(text, read), { timeout: 60_000 })
        .catch(() => {
          throw new Error(`“${text}” doesn’t come; there is: ${screen().slice(read)}`);
        });
      read = screen().indexOf(text, read) + text.length;
      for (const key of keys) child.stdin.write(key);
    },
  };
}

test('asks, tries what is entered, lets a mistake be mended, and writes .env', async () => {
  const address = (await carefulServer()).settings.baseUrl ?? '';
  const cwd = await folder('# mine\nLOG_LEVEL=warn\nOPENAI_MODEL=old\n');
  const { when, ended } = terminal(cwd, initWith());
  await when('How do you use Slack?', enter);
  await when('Do you use Discord?', enter);
  await when('Which coach reads the answers?', down, down, enter);
  await when('The server’s address', 'http://127.0.0.1:9/v1', enter);
  await when('The model', enter);
  await when('Its key', enter);
  await when('can’t be reached');
  await when('What now?', enter);
  await when('Which coach reads the answers?', enter);
  await when('The server’s address', '\x15', address, enter);
  await when('The model', '\x15', 'double', enter);
  await when('Its key', enter);
  await when('Where is the data kept?', enter);
  await when('.env is written');
  await when('Test how well', enter);
  expect(await ended).toBe(0);
  expect(await readFile(join(cwd, '.env'), 'utf8')).toBe(
    `# mine\nLOG_LEVEL=warn\nOPENAI_MODEL=double\nOPENAI_BASE_URL=${address}\n`,
  );
});

test('finds a model on this machine, and tries it at once', async () => {
  const { db, connectionString, destroy } = await testDatabase();
  onTestFinished(destroy);
  const port = new URL((await carefulServer()).settings.baseUrl ?? '').port;
  const cwd = await folder(`DATABASE_URL=${connectionString}\n`);
  const { when, ended } = terminal(cwd, initWith(Number(port)));
  await when('How do you use Slack?', enter);
  await when('Do you use Discord?', enter);
  await when(`Ollama at localhost:${port} with 1 model`);
  await when('double, from Ollama on this machine');
  await when('A model on another server', up, enter);
  await when('It works.');
  await when('Where is the data kept?', enter);
  await when('The server’s address', enter);
  await when('Where is the job queue kept?', enter);
  await when('Test how well', down, enter);
  await when('20 read');
  await when('Good enough');
  expect(await ended).toBe(0);
  expect(await readFile(join(cwd, '.env'), 'utf8')).toContain(
    `OPENAI_BASE_URL=http://localhost:${port}/v1\nOPENAI_MODEL=double\n`,
  );
  expect(await db.selectFrom('coach_trials').select(['server', 'model']).execute()).toEqual([
    { server: `localhost:${port}`, model: 'double' },
  ]);
});

test('what is given up is not written', async () => {
  const cwd = await folder();
  const { when, ended } = terminal(cwd);
  await when('How do you use Slack?', down, enter);
  await when('Bot token', stopKey);
  await when('Nothing was written.');
  expect(await ended).toBe(130);
  await expect(stat(join(cwd, '.env'))).rejects.toThrow('ENOENT');
});

test('without a terminal it says so', async () => {
  const { code, err } = await whetstone('init').ended;
  expect([code, err]).toEqual([1, 'init asks questions. Run it in a terminal.\n']);
});

test('what is written into .env is read again as it was, and nothing else is lost', () => {
  const value = fc.stringMatching(/^[^\r\n'"`\\]{1,40}$/).filter((text) => text.trim() === text);
  const values = fc.dictionary(fc.constantFrom('SLACK_BOT_TOKEN', 'DATABASE_URL', 'OPENAI_MODEL'), value);
  fc.assert(
    fc.property(values, values, (before, after) => {
      const text = withValues(withValues('# a comment\nPORT=1\n', before), after);
      expect(parseEnv(text)).toEqual({ PORT: '1', ...before, ...after });
      expect(text.startsWith('# a comment\n')).toBe(true);
    }),
  );
});
