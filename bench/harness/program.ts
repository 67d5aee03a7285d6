import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';

export interface Program {
  readonly pid: number;
  /** From its start until it said that it is ready. */
  readonly startMs: number;
  stop(): Promise<void>;
}

export type Variables = Readonly<Record<string, string>>;

/** Built, as in production. */
const whetstone = fileURLToPath(new URL('../../dist/whetstone.js', import.meta.url));

export const startWhetstone = (variables: Variables) => start([whetstone, 'start'], variables);

/** One of bench/programs, by its name. */
export const startBare = (name: string, variables: Variables = {}) =>
  start([fileURLToPath(new URL(`../programs/${name}.ts`, import.meta.url))], variables);

/** Runs a program as a process of its own until it says "ready". */
async function start(args: readonly string[], variables: Variables): Promise<Program> {
  const { PATH = '', HOME = '', NODE_OPTIONS } = process.env;
  const startedAt = performance.now();
  const child = spawn(process.execPath, [...args], {
    // Away from the .env of whoever runs this.
    cwd: tmpdir(),
    env: { PATH, HOME, LOG_LEVEL: 'error', ...(NODE_OPTIONS && { NODE_OPTIONS }), ...variables },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  let said = '';
  const ready = new Promise<void>((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (said.includes('ready')) resolve();
    });
  });
  const failed = ended.then(([code]) => {
    throw new Error(`${args.join(' ')} ended with ${code}: ${said}`);
  });
  await Promise.race([ready, failed]);
  failed.catch(() => undefined);
  return {
    pid: child.pid ?? 0,
    startMs: performance.now() - startedAt,
    async stop() {
      child.kill('SIGTERM');
      await ended;
      process.off('exit', kill);
    },
  };
}
