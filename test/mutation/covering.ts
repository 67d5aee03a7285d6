import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Mutant } from './mutant.ts';
import type { Trace } from './trace.ts';

/** How many test files are tried of those that run the changed function, and how many of them for being near. */
const [mostTests, mostNear] = [8, 5];

/** The tests that run a function of ours, by `file function`, the quickest first; and those that run any of a file, by the file. */
export type Covering = ReadonlyMap<string, readonly string[]>;

/** What of vitest's JSON tells how long each file took. */
interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly startTime: number;
    readonly endTime: number;
  }[];
}

/** Runs all tests once in a copy of the project, unless the folder has what came of that. @throws when one fails */
export async function trace(
  copy: string,
  traces: string,
  variables: Readonly<Record<string, string>>,
): Promise<Covering> {
  const report = join(traces, 'report.json');
  if (!existsSync(report)) await runAll(copy, traces, report, variables);
  return read(traces, report);
}

async function runAll(
  copy: string,
  traces: string,
  report: string,
  variables: Readonly<Record<string, string>>,
): Promise<void> {
  await mkdir(traces, { recursive: true });
  // Tests of the command line start programs, of which nothing is traced.
  const options = ['--maxWorkers=3', '--exclude=test/cli/**', '--reporter=json', `--outputFile=${report}`];
  const child = spawn('npx', ['vitest', 'run', '--project', 'core', ...options], {
    cwd: copy,
    stdio: 'ignore',
    env: { ...process.env, ...variables, TRACE_DIR: traces },
  });
  const [code] = await once(child, 'exit');
  if (code === 0) return;
  await rm(report, { force: true });
  throw new Error('The tests fail as it is: nothing can be told from a change.');
}

async function read(traces: string, report: string): Promise<Covering> {
  const { testResults }: Report = JSON.parse(await readFile(report, 'utf8'));
  const took = new Map(
    testResults.map(({ name, startTime, endTime }) => [
      name.replace(/^.*?\/(?=test\/)/, ''),
      endTime - startTime,
    ]),
  );
  const covering = new Map<string, string[]>();
  const files = (await readdir(traces)).filter((name) => name.endsWith('.ts.json'));
  const traced = await Promise.all(
    files.map(async (name): Promise<Trace> => JSON.parse(await readFile(join(traces, name), 'utf8'))),
  );
  traced.sort((one, other) => (took.get(one.test) ?? 0) - (took.get(other.test) ?? 0));
  for (const { test, ran } of traced)
    for (const name of ran) covering.set(name, [...(covering.get(name) ?? []), test]);
  return covering;
}

/**
 * By the nearest function around it that has a name and was run, or else by its file, whose top level runs in every test that imports it.
 *
 * @param likely those that notice such a change whatever it is in
 */
export function testsFor(
  mutant: Mutant,
  text: string,
  covering: Covering,
  likely?: RegExp,
): readonly string[] {
  const before = text.slice(0, mutant.to).split('\n').reverse();
  for (const line of before) {
    const name =
      /(?:function\*? |const |async |^\s+(?:readonly )?)(\w+)(?: = (?:async )?\(|[(<]|: (?:async )?\()/.exec(
        line,
      )?.[1];
    const tests = name === undefined ? undefined : covering.get(`${mutant.file} ${name}`);
    if (tests) return chosen(mutant.file, tests, likely);
    // A function without a name of its own, as one that is handed to another.
    if (/^(?:export )?const /.test(line)) break;
  }
  return chosen(mutant.file, covering.get(`${mutant.file} `) ?? [], likely);
}

/** Those that import the file and those of the same feature first, then the likely ones, then the quickest. */
function chosen(file: string, tests: readonly string[], likely?: RegExp): readonly string[] {
  const folder = `${dirname(file).replace(/^src\//, 'test/')}/`;
  const imports = tests.filter((test) =>
    readFileSync(join(import.meta.dirname, '../..', test), 'utf8').includes(`/${file}'`),
  );
  const siblings = tests.filter((test) => test.startsWith(folder));
  const near = [...new Set([...imports, ...siblings])].slice(0, mostNear);
  return [...new Set([...near, ...tests.filter((test) => likely?.test(test)), ...tests])].slice(0, mostTests);
}
