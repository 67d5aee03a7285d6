import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { fastFolder } from '../support/fast-folder.ts';
import { startTestPostgres } from '../support/test-postgres.ts';
import { Copy } from './copy.ts';
import { testsFor, trace } from './covering.ts';
import { described, lineOf, type Mutant } from './mutant.ts';
import { SoundTests } from './sound-tests.ts';

const home = new URL('../../', import.meta.url).pathname;

/** What a change made so much slower goes on for ever, perhaps. */
const mostTimesSlower = 4;
const leastMs = 15_000;

export interface Noticed {
  readonly failed: number;
  /** Noticed only because the tests came to no end. */
  readonly tooLong: number;
}

/**
 * Makes each change in a copy of the project, and runs the tests that run what is changed, the nearest and quickest first, until one fails. With a
 * folder in TRACES, which tests run what is kept there, and found there the next time.
 */
export async function countNoticed(
  mutants: readonly Mutant[],
  onSurvivor: (line: string) => void,
  likely?: RegExp,
): Promise<Noticed> {
  const folder = await mkdtemp(join(await fastFolder(), 'whetstone-mutation-'));
  const postgres = await startTestPostgres(join(folder, 'postgres'));
  const copies: Copy[] = [];
  try {
    const variables = { TEST_POSTGRES: postgres.connectionString };
    for (let number = 0; number < availableParallelism(); number += 1)
      copies.push(await Copy.make(join(folder, `copy-${number}`), variables));
    const traces = process.env.TRACES || join(folder, 'traces');
    const covering = await trace(copies[0]?.folder ?? '', traces, variables);
    const sound = new SoundTests();
    const free = [...copies];
    const limit = pLimit(copies.length);
    const outcomeOf = async (mutant: Mutant) => {
      const text = await readFile(join(home, mutant.file), 'utf8');
      const copy = free.pop();
      if (!copy) throw new Error('more changes at once than copies');
      const { tests, ms } = await sound.among(testsFor(mutant, text, covering, likely), copy);
      const longestMs = Math.ceil(leastMs + mostTimesSlower * ms);
      const outcome = tests.length > 0 ? await copy.run(tests, longestMs, { mutant, text }) : 'passed';
      free.push(copy);
      const why = tests.length === 0 ? ' (no test runs it)' : '';
      if (outcome === 'passed')
        onSurvivor(`${mutant.file}:${lineOf(text, mutant)} ${described(text, mutant)}${why}`);
      return outcome;
    };
    const outcomes = await Promise.all(mutants.map((mutant) => limit(() => outcomeOf(mutant))));
    const count = (wanted: string) => outcomes.filter((outcome) => outcome === wanted).length;
    return { failed: count('failed'), tooLong: count('too long') };
  } finally {
    for (const copy of copies) copy.stop();
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
