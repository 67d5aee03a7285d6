import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { fastFolder } from '../support/fast-folder.ts';
import { startTestPostgres } from '../support/test-postgres.ts';
import { Copy } from './copy.ts';
import { testsFor, trace } from './covering.ts';
import { described, lineOf, type Mutant } from './mutant.ts';

const home = new URL('../../', import.meta.url).pathname;

/**
 * Makes each change in a copy of the project, and runs the tests that run what is changed, the nearest and quickest first, until one fails.
 *
 * @returns how many were noticed
 */
export async function countNoticed(
  mutants: readonly Mutant[],
  onSurvivor: (line: string) => void,
): Promise<number> {
  const folder = await mkdtemp(join(await fastFolder(), 'whetstone-mutation-'));
  const postgres = await startTestPostgres(join(folder, 'postgres'));
  const copies: Copy[] = [];
  try {
    const variables = { TEST_POSTGRES: postgres.connectionString };
    for (let number = 0; number < availableParallelism(); number += 1)
      copies.push(await Copy.make(join(folder, `copy-${number}`), variables));
    const covering = await trace(copies[0]?.folder ?? '', join(folder, 'traces'), variables);
    const free = [...copies];
    const sound = new Set<string>();
    const limit = pLimit(copies.length);
    const isNoticed = async (mutant: Mutant) => {
      const text = await readFile(join(home, mutant.file), 'utf8');
      const tests = testsFor(mutant, text, covering);
      const copy = free.pop();
      if (!copy) throw new Error('more changes at once than copies');
      // Of tests that fail without a change, or take too long on this machine, nothing can be told.
      if (
        !sound.has(tests.join()) &&
        !(await copy.passes({ ...mutant, to: mutant.from, instead: '' }, text, tests))
      )
        throw new Error(`Without a change these tests fail or take too long: ${tests.join(', ')}`);
      sound.add(tests.join());
      const noticed = tests.length > 0 && !(await copy.passes(mutant, text, tests));
      free.push(copy);
      if (!noticed) {
        const why = tests.length === 0 ? ' (no test runs it)' : '';
        onSurvivor(`${mutant.file}:${lineOf(text, mutant)} ${described(text, mutant)}${why}`);
      }
      return noticed;
    };
    const all = await Promise.all(mutants.map((mutant) => limit(() => isNoticed(mutant))));
    return all.filter(Boolean).length;
  } finally {
    for (const copy of copies) copy.stop();
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
