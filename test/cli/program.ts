import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { onTestFinished, vi } from 'vitest';

const root = new URL('../../', import.meta.url);

/** The program as `npm start` runs it, or, with `TEST_BUILT=yes`, as `npm run build` has made it for production. */
export const command = fileURLToPath(
  new URL(process.env.TEST_BUILT ? 'dist/whetstone.js' : 'bin/whetstone.ts', root),
);

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  readonly tookMs: number;
}

export interface Program {
  readonly child: ChildProcess;
  /** What it has written so far. */
  readonly out: () => string;
  readonly err: () => string;
  readonly ended: Promise<Ended>;
}

/** Runs `whetstone` as a real process, with these variables and no others of ours. It is killed with its test. */
export function whetstone(
  args: string,
  variables: Readonly<Record<string, string>> = {},
  // Away from the .env of whoever runs the tests.
  cwd = tmpdir(),
  input?: string,
): Program {
  const { PATH = '', HOME = '' } = process.env;
  const startedAt = performance.now();
  const child = spawn(process.execPath, [command, ...args.split(' ').filter(Boolean)], {
    cwd,
    env: { PATH, HOME, NO_COLOR: '1', ...variables },
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  });
  child.stdin?.end(input);
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const written = { out: '', err: '' };
  child.stdout?.setEncoding('utf8').on('data', (text) => {
    written.out += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text) => {
    written.err += text;
  });
  return {
    child,
    out: () => written.out,
    err: () => written.err,
    ended: once(child, 'close').then(([code]) => ({
      code,
      ...written,
      tookMs: performance.now() - startedAt,
    })),
  };
}

/** Waits until the program says that it is ready; returns its address. */
export async function ready(program: Program): Promise<string> {
  let isOver = false;
  program.ended.then(() => {
    isOver = true;
  });
  return vi.waitUntil(
    () => {
      if (isOver) throw new Error(`whetstone ended: ${program.out()}${program.err()}`);
      return program.out().includes('Ctrl-C') && /Playground +(http\S+)/.exec(program.out())?.[1];
    },
    { timeout: 90_000, interval: 20 },
  ) as Promise<string>;
}

/** Sends a signal and waits for the end. */
export async function stop(program: Program, signal: NodeJS.Signals = 'SIGINT') {
  const sentAt = performance.now();
  program.child.kill(signal);
  const ended = await program.ended;
  return { ...ended, tookMs: performance.now() - sentAt };
}
