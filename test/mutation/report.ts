import type { Mutant } from './mutant.ts';
import { countNoticed } from './noticed.ts';

interface Wanted {
  /** How many have to be noticed. */
  readonly share?: number;
  /** Tests that are likely to notice. */
  readonly likely?: RegExp;
}

/** Prints what no test noticed, and how many were; the exit code is 1 when those are too few. */
export async function report(
  what: string,
  mutants: readonly Mutant[],
  { share = 1, likely }: Wanted = {},
): Promise<void> {
  const onSurvivor = (line: string) => void process.stdout.write(`${line}\n`);
  const { failed, tooLong } = await countNoticed(mutants, onSurvivor, likely);
  const noticed = failed + tooLong;
  const percent = Math.floor((100 * noticed) / Math.max(1, mutants.length));
  process.stdout.write(
    `${mutants.length} ${what}, ${noticed} were noticed (${percent} %), ${tooLong} of them because the tests came to no end.\n`,
  );
  process.exitCode = noticed >= share * mutants.length ? 0 : 1;
}
