import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { cp, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { applied, type Mutant } from './mutant.ts';
import type { Task } from './runner.ts';

const home = new URL('../../', import.meta.url).pathname;

/** To start a runner. */
const startMs = 60_000;

interface Change {
  readonly mutant: Mutant;
  /** The file as it is. */
  readonly text: string;
}

export type Outcome = 'passed' | 'failed' | 'too long';

/** A copy of the project in which one thing at a time is changed. */
export class Copy {
  readonly folder: string;
  readonly #variables: Readonly<Record<string, string>>;
  #runner: ChildProcess | undefined;
  /** The file that was changed last; it is as it was. */
  #restored: readonly string[] = [];

  private constructor(folder: string, variables: Readonly<Record<string, string>>) {
    this.folder = folder;
    this.#variables = variables;
  }

  static async make(folder: string, variables: Readonly<Record<string, string>>): Promise<Copy> {
    await cp(home, folder, {
      recursive: true,
      filter: (path) => !/\/(node_modules|\.git|\.data|dist)(\/|$)/.test(path.slice(home.length - 1)),
    });
    await symlink(join(home, 'node_modules'), join(folder, 'node_modules'));
    return new Copy(folder, variables);
  }

  /** What the tests say of a change, or of the project as it is; they are given up after `longestMs`. */
  async run(tests: readonly string[], longestMs: number, change?: Change): Promise<Outcome> {
    const runner = this.#runner ?? (await this.#start());
    const changed = change ? [change.mutant.file] : [];
    if (change) await writeFile(join(this.folder, change.mutant.file), applied(change.text, change.mutant));
    try {
      const task: Task = { changed: [...this.#restored, ...changed], tests };
      runner.send(task);
      const [passed] = await once(runner, 'message', { signal: AbortSignal.timeout(longestMs) });
      return passed === true ? 'passed' : 'failed';
    } catch (error) {
      this.stop();
      if ((error as Error).name !== 'AbortError') throw error;
      return 'too long';
    } finally {
      if (change) await writeFile(join(this.folder, change.mutant.file), change.text);
      this.#restored = changed;
    }
  }

  async #start(): Promise<ChildProcess> {
    const runner = fork(join(this.folder, 'test/mutation/runner.ts'), {
      cwd: this.folder,
      stdio: 'ignore',
      env: { ...process.env, ...this.#variables },
      // Of a process group of its own, so that its workers end with it.
      detached: true,
    });
    this.#runner = runner;
    await once(runner, 'message', { signal: AbortSignal.timeout(startMs) });
    return runner;
  }

  stop(): void {
    if (this.#runner?.pid) process.kill(-this.#runner.pid, 'SIGKILL');
    this.#runner = undefined;
  }
}
