import { spawnSync } from 'node:child_process';
import { cp, glob, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Drops each condition that binds a statement to its workspace, one at a time, in a copy, and runs the tests that should notice: `npm run
 * test:tenancy`. It prints what no test noticed, and takes about half an hour.
 */

const home = new URL('../../', import.meta.url).pathname;

/** What is dropped, and what stands in its place. */
const conditions: readonly (readonly [pattern: RegExp, instead: string])[] = [
  [/\n?[ ]*\.where\('(?:\w+\.)?workspace_id', '=', [^()\n]+(?:\([^()\n]*\))?\)/g, ''],
  [/\n?[ ]*\.(?:onRef|whereRef)\('[\w.]*workspace_id', '=', '[\w.]*workspace_id'\)/g, ''],
  [/(?<=eb\.and\(\{ )workspace_id(?:: [\w.]+)?, /g, ''],
  [/(?:\w+\.)?workspace_id = (?:\$\{[^}]*\}|\w+(?:\.\w+)?)/g, 'true'],
];

/** Quickest first. */
const lanes = [
  ['test/app/two-workspaces.test.ts'],
  ['test/app', 'test/posts', 'test/reviews', 'test/leaderboards', 'test/feedback/give-feedback.test.ts'],
  ['test/practice', 'test/schedules', 'test/curation', 'test/questions', 'test/slack', 'test/web'],
];

interface Mutant {
  readonly file: string;
  readonly line: number;
  readonly dropped: string;
  readonly mutated: string;
}

async function mutantsOf(file: string): Promise<Mutant[]> {
  const text = await readFile(join(home, file), 'utf8');
  return conditions.flatMap(([pattern, instead]) =>
    [...text.matchAll(pattern)].map((match) => ({
      file,
      line: text.slice(0, match.index).split('\n').length,
      dropped: match[0].trim(),
      mutated: text.slice(0, match.index) + instead + text.slice(match.index + match[0].length),
    })),
  );
}

const copy = await mkdtemp(join(tmpdir(), 'whetstone-tenancy-'));
await cp(home, copy, {
  recursive: true,
  filter: (path) => !/\/(node_modules|\.git|\.data|dist)(\/|$)/.test(path.slice(home.length - 1)),
});
await symlink(join(home, 'node_modules'), join(copy, 'node_modules'));

const isNoticed = (): boolean =>
  lanes.some((tests) => {
    const vitest = ['vitest', 'run', '--project', 'core', '--bail', '1', ...tests];
    return spawnSync('npx', vitest, { cwd: copy, stdio: 'ignore' }).status !== 0;
  });

const wanted = process.argv[2] ?? '';
let survived = 0;
let tried = 0;
for await (const file of glob('src/**/*.ts', { cwd: home })) {
  if (!file.includes(wanted)) continue;
  for (const { line, dropped, mutated } of await mutantsOf(file)) {
    tried += 1;
    await writeFile(join(copy, file), mutated);
    if (isNoticed()) continue;
    survived += 1;
    process.stdout.write(`${file}:${line} ${dropped}\n`);
  }
  await writeFile(join(copy, file), await readFile(join(home, file)));
}
await rm(copy, { recursive: true });
process.stdout.write(`${tried} conditions were dropped, ${tried - survived} were noticed.\n`);
process.exitCode = survived > 0 ? 1 : 0;
