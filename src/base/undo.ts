/** Undoes what has been done so far, the latest first. A step that fails doesn't keep the others from being done. */
export class Undo {
  #steps: (() => Promise<unknown>)[] = [];
  #done: Promise<void> | undefined;

  add(step: () => Promise<unknown>): void {
    this.#steps.unshift(step);
  }

  /** Once: a second call waits for the first. @throws the first failure, when all is done. */
  run(): Promise<void> {
    this.#done ??= this.#run();
    return this.#done;
  }

  async #run(): Promise<void> {
    const failures: unknown[] = [];
    for (const step of this.#steps) await step().catch((error) => failures.push(error));
    if (failures.length > 0) throw failures[0];
  }
}
