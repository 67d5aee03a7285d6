import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Mutant } from './mutant.ts';
import { report } from './report.ts';

/** Drops each condition that binds a statement to its workspace, one at a time: `npm run test:tenancy`, perhaps with parts of paths. */

const home = new URL('../../', import.meta.url).pathname;

/** What is dropped, and what stands in its place. */
const conditions: readonly (readonly [pattern: RegExp, instead: string])[] = [
  [/\n?[ ]*\.where\('(?:\w+\.)?workspace_id', '=', [^()\n]+(?:\([^()\n]*\))?\)/g, ''],
  [/\n?[ ]*\.(?:onRef|whereRef)\('[\w.]*workspace_id', '=', '[\w.]*workspace_id'\)/g, ''],
  [/(?<=eb\.and\(\{ )workspace_id(?:: [\w.]+)?, /g, ''],
  [/(?:\w+\.)?workspace_id = (?:\$\{[^}]*\}|\w+(?:\.\w+)?)/g, 'true'],
];

function mutantsOf(file: string, text: string): Mutant[] {
  return conditions.flatMap(([pattern, instead]) =>
    [...text.matchAll(pattern)].map((match) => ({
      file,
      from: match.index,
      to: match.index + match[0].length,
      instead,
    })),
  );
}

const wanted = process.argv.slice(2);
const files = globSync('src/**/*.ts', { cwd: home }).filter(
  (file) => wanted.length === 0 || wanted.some((part) => file.includes(part)),
);
const mutants = await Promise.all(
  files.sort().map(async (file) => mutantsOf(file, await readFile(join(home, file), 'utf8'))),
);
await report('conditions were dropped', mutants.flat(), { likely: /two-workspaces/ });
