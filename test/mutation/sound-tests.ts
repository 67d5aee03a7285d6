import type { Copy } from './copy.ts';

/** Whatever takes longer as it is doesn't suit a lane that runs it hundreds of times. */
const longestMs = 60_000;

/** The tests that pass in a copy without a change, and how long they take there. Of the others nothing can be told. */
export class SoundTests {
  readonly #took = new Map<string, Promise<number | undefined>>();

  async among(tests: readonly string[], copy: Copy) {
    const sound: string[] = [];
    let ms = 0;
    for (const test of tests) {
      const known = this.#took.get(test) ?? this.#try(test, copy);
      this.#took.set(test, known);
      const took = await known;
      if (took === undefined) continue;
      sound.push(test);
      ms += took;
    }
    return { tests: sound, ms };
  }

  async #try(test: string, copy: Copy): Promise<number | undefined> {
    const begun = performance.now();
    const outcome = await copy.run([test], longestMs);
    if (outcome === 'passed') return performance.now() - begun;
    process.stdout.write(
      `${test} is left out: without a change it ${outcome === 'failed' ? 'fails' : 'takes too long'}.\n`,
    );
    return undefined;
  }
}
