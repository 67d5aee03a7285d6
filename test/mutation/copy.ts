import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { cp, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { applied, type Mutant } from './mutant.ts';
import type { Task } from './runner.ts';

const home = new URL('../../', import.meta.url).pathname;

/** Tests that take longer have failed: a change may have made something go on for ever. */
const longestMs = 40_000;

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

  /** Whether all of the tests pass with the change. */
  async passes(mutant: Mutant, text: string, tests: readonly string[]): Promise<boolean> {
    const runner = this.#runner ?? (await this.#start());
    const file = join(this.folder, mutant.file);
    await writeFile(file, applied(text, mutant));
    try {
      const task: Task = { changed: [...this.#restored, mutant.file], tests };
      runner.send(task);
      const [passed] = await once(runner, 'message', { signal: AbortSignal.timeout(longestMs) });
      return passed === true;
    } catch {
      this.stop();
      return false;
    } finally {
      await writeFile(file, text);
      this.#restored = [mutant.file];
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
    await once(runner, 'message', { signal: AbortSignal.timeout(longestMs) });
    return runner;
  }

  stop(): void {
    if (this.#runner?.pid) process.kill(-this.#runner.pid, 'SIGKILL');
    this.#runner = undefined;
  }
}
