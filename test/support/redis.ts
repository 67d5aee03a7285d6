import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Redis } from 'ioredis';
import { freePort } from './free-port.ts';

export interface RedisServer {
  readonly url: string;
  /** Forgets everything, as a Redis without persistence does when it is restarted. */
  flush(): Promise<void>;
  /** Answers nothing until it is thawed, and keeps its connections. */
  freeze(): void;
  thaw(): void;
  stop(): Promise<void>;
}

/** A Redis of its own on a free port, which keeps nothing. Without the program the test fails. */
export async function startRedis(...flags: string[]): Promise<RedisServer> {
  const port = await freePort();
  const child = spawn(
    'redis-server',
    ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', ...flags],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  );
  const goAlong = () => void child.kill();
  process.once('exit', goAlong);
  child.once('exit', () => process.off('exit', goAlong));
  const lines: string[] = [];
  const ready = new Promise<void>((resolve, reject) => {
    child.once('error', (cause) =>
      reject(new Error('redis-server is not installed; on Debian: apt-get install redis-server', { cause })),
    );
    child.once('exit', () => reject(new Error(`redis-server ended: ${lines.slice(-5).join('\n')}`)));
    createInterface(child.stdout).on('line', (line) => {
      lines.push(line);
      if (line.includes('Ready to accept connections')) resolve();
    });
  });
  await ready;
  const url = `redis://127.0.0.1:${port}`;
  return {
    url,
    flush: async () => {
      const client = new Redis(url);
      await client.flushall();
      client.disconnect();
    },
    freeze: () => child.kill('SIGSTOP'),
    thaw: () => child.kill('SIGCONT'),
    stop: async () => {
      child.kill('SIGCONT');
      if (child.exitCode !== null) return;
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
}
