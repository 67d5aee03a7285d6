import type { Mutant } from './mutant.ts';
import { countNoticed } from './noticed.ts';

/** Prints what no test noticed, and how many were; a survivor makes the exit code 1. `share` of them have to be noticed. */
export async function report(what: string, mutants: readonly Mutant[], share = 1): Promise<void> {
  const onSurvivor = (line: string) => void process.stdout.write(`${line}\n`);
  const { failed, tooLong } = await countNoticed(mutants, onSurvivor);
  const noticed = failed + tooLong;
  const percent = Math.floor((100 * noticed) / Math.max(1, mutants.length));
  process.stdout.write(
    `${mutants.length} ${what}, ${noticed} were noticed (${percent} %), ${tooLong} of them because the tests came to no end.\n`,
  );
  process.exitCode = noticed >= share * mutants.length ? 0 : 1;
}
