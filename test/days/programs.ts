import { performance } from 'node:perf_hooks';
import { expect, vi } from 'vitest';
import { type Program, whetstone } from '../cli/program.ts';
import { isReady } from '../faults/stage.ts';

export type Name = 'front' | 'worker';

const roles: Record<Name, string> = { front: 'web,gateway', worker: 'worker' };

interface Memory {
  /** Bytes in use. */
  readonly heap: number;
  readonly rss: number;
}

/** Whetstone as a front, which hears of what happens, and a worker: two real processes. */
export class Programs {
  readonly #variables: Readonly<Record<string, string>>;
  readonly #running = new Map<Name, Program>();
  readonly #started: { readonly name: Name; readonly program: Program }[] = [];

  private constructor(variables: Readonly<Record<string, string>>) {
    this.#variables = variables;
  }

  static async start(variables: Readonly<Record<string, string>>): Promise<Programs> {
    const programs = new Programs(variables);
    for (const name of ['front', 'worker'] as const) await programs.#start(name);
    return programs;
  }

  /** Ends one at once, and starts it again. */
  async kill(name: Name): Promise<void> {
    const { child, ended } = this.#get(name);
    child.kill('SIGKILL');
    const { err } = await ended;
    if (child.signalCode !== 'SIGKILL') throw new Error(`the ${name} ended by itself: ${err}`);
    await this.#start(name);
  }

  /** As an update does. */
  async restart(name: Name): Promise<void> {
    await this.#stop(name);
    await this.#start(name);
  }

  async stop(): Promise<void> {
    for (const name of this.#running.keys()) await this.#stop(name);
  }

  /** What it needs once all garbage is collected. */
  async memory(name: Name): Promise<Memory> {
    const { child, out } = this.#get(name);
    const before = out().length;
    child.kill('SIGUSR2');
    const line = () => /memory (.*)\n/.exec(out().slice(before))?.[1];
    return JSON.parse(await vi.waitUntil(line, { timeout: 30_000 }));
  }

  /** The end of what they have logged, those that were killed included. */
  lastWords(): string {
    const lines = this.#started.flatMap(({ name, program }) =>
      program
        .err()
        .split('\n')
        .filter(Boolean)
        .map((line) => `${name}: ${line}`),
    );
    return lines.slice(-400).join('\n');
  }

  expectRunning(): void {
    for (const [name, { child, err }] of this.#running)
      if (child.exitCode !== null) throw new Error(`the ${name} ended: ${err()}`);
  }

  async #start(name: Name): Promise<void> {
    const { NODE_OPTIONS = '', PORT = '0' } = this.#variables;
    const own = {
      NODE_OPTIONS: `${NODE_OPTIONS} --import=${new URL('memory.ts', import.meta.url)}`,
      PROCESS_ROLES: roles[name],
      PORT: name === 'front' ? PORT : '0',
    };
    const program = whetstone('start', { ...this.#variables, ...own });
    this.#running.set(name, program);
    this.#started.push({ name, program });
    await isReady(program);
  }

  async #stop(name: Name): Promise<void> {
    const { child, ended } = this.#get(name);
    const askedAt = performance.now();
    child.kill('SIGTERM');
    expect((await ended).code).toBe(0);
    expect(performance.now() - askedAt).toBeLessThan(60_000);
  }

  #get(name: Name): Program {
    const program = this.#running.get(name);
    if (!program) throw new Error(`no ${name} runs`);
    return program;
  }
}
