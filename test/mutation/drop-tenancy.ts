import type { Mutant } from './mutant.ts';
import { mutantsIn } from './mutants-in.ts';
import { report } from './report.ts';

/** Drops each condition that binds a statement to its workspace, one at a time: `npm run test:tenancy`, perhaps with parts of paths. */

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

await report('conditions were dropped', await mutantsIn('src/**/*.ts', mutantsOf), {
  likely: /two-workspaces/,
});
