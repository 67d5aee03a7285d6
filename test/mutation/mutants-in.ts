import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Mutant } from './mutant.ts';

const home = new URL('../../', import.meta.url).pathname;

/** Of all files that match a pattern; with parts of paths as the command's arguments, of those whose path has one of them. */
export async function mutantsIn(
  patterns: string | readonly string[],
  mutantsOf: (file: string, text: string) => readonly Mutant[],
): Promise<readonly Mutant[]> {
  const wanted = process.argv.slice(2);
  const files = globSync(patterns, { cwd: home }).filter(
    (file) => wanted.length === 0 || wanted.some((part) => file.includes(part)),
  );
  const mutants = files.sort().map(async (file) => mutantsOf(file, await readFile(join(home, file), 'utf8')));
  return (await Promise.all(mutants)).flat();
}
