import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pLimit from 'p-limit';
import { startTestPostgres } from '../support/test-postgres.ts';
import { applied, described, lineOf, type Mutant } from './mutant.ts';
import type { Trace } from './trace.ts';

const home = new URL('../../', import.meta.url).pathname;

/** How many test files are tried, the quickest first, of those that run the changed function. */
const mostTests = 12;

/** How long these tests may take. */
const longestMs = 100_000;

/** The tests that run a function of ours, by `file function`, the quickest first; and those that run any of a file, by the file. */
type Covering = ReadonlyMap<string, readonly string[]>;

/** What of vitest's JSON tells how long each file took. */
interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly startTime: number;
    readonly endTime: number;
  }[];
}

/**
 * Makes each change in a copy of the project, and runs the tests that run what is changed, the quickest first, until one fails.
 *
 * @returns how many were noticed
 */
export async function countNoticed(
  mutants: readonly Mutant[],
  onSurvivor: (line: string) => void,
): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'whetstone-mutation-'));
  const postgres = await startTestPostgres(join(folder, 'postgres'));
  try {
    const variables = { TEST_POSTGRES: postgres.connectionString };
    const copies = await Promise.all(
      Array.from({ length: availableParallelism() }, (_, number) => copyTo(join(folder, `copy-${number}`))),
    );
    const covering = await trace(copies[0] ?? '', join(folder, 'traces'), variables);
    const free = [...copies];
    const limit = pLimit(copies.length);
    const isNoticed = async (mutant: Mutant) => {
      const copy = free.pop() ?? '';
      const text = await readFile(join(home, mutant.file), 'utf8');
      await writeFile(join(copy, mutant.file), applied(text, mutant));
      const files = testsFor(mutant, text, covering);
      const noticed = files.length > 0 && !(await passes(copy, files, variables));
      await writeFile(join(copy, mutant.file), text);
      free.push(copy);
      if (!noticed) {
        const why = files.length === 0 ? ' (no test runs it)' : '';
        onSurvivor(`${mutant.file}:${lineOf(text, mutant)} ${described(text, mutant)}${why}`);
      }
      return noticed;
    };
    const all = await Promise.all(mutants.map((mutant) => limit(() => isNoticed(mutant))));
    return all.filter(Boolean).length;
  } finally {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function copyTo(folder: string): Promise<string> {
  await cp(home, folder, {
    recursive: true,
    filter: (path) => !/\/(node_modules|\.git|\.data|dist)(\/|$)/.test(path.slice(home.length - 1)),
  });
  await symlink(join(home, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

async function trace(
  copy: string,
  traces: string,
  variables: Readonly<Record<string, string>>,
): Promise<Covering> {
  const report = join(traces, 'report.json');
  await mkdir(traces);
  // Tests of the command line start programs, of which nothing is traced.
  const all = ['--maxWorkers=3', '--exclude=test/cli/**', '--reporter=json', `--outputFile=${report}`];
  if (!(await vitest(copy, all, { ...variables, TRACE_DIR: traces })))
    throw new Error('The tests fail as it is: nothing can be told from a change.');
  const { testResults }: Report = JSON.parse(await readFile(report, 'utf8'));
  const took = new Map(
    testResults.map(({ name, startTime, endTime }) => [name.replace(`${copy}/`, ''), endTime - startTime]),
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

/** By the nearest function around it that has a name and was run; a file's top level runs in every test that imports it. */
function testsFor(mutant: Mutant, text: string, covering: Covering): readonly string[] {
  const before = text.slice(0, mutant.to).split('\n').reverse();
  for (const line of before) {
    const name =
      /(?:function\*? |const |async |^\s+(?:readonly )?)(\w+)(?: = (?:async )?\(|[(<]|: (?:async )?\()/.exec(
        line,
      )?.[1];
    const tests = name === undefined ? undefined : covering.get(`${mutant.file} ${name}`);
    if (tests) return nearestFirst(mutant.file, tests).slice(0, mostTests);
  }
  return nearestFirst(mutant.file, covering.get(`${mutant.file} `) ?? []).slice(0, mostTests);
}

/** Those that import the file, and those of the same feature, come first: they are most likely to notice. */
function nearestFirst(file: string, tests: readonly string[]): readonly string[] {
  const folder = `${dirname(file).replace(/^src\//, 'test/')}/`;
  const imports = tests.filter((test) => readFileSync(join(home, test), 'utf8').includes(`/${file}'`));
  const siblings = tests.filter((test) => test.startsWith(folder));
  return [...new Set([...imports, ...siblings, ...tests])];
}

const passes = (copy: string, tests: readonly string[], variables: Readonly<Record<string, string>>) =>
  vitest(
    copy,
    ['--maxWorkers=1', '--bail=1', ...tests],
    { ...variables, TEST_ORDER: tests.join(' ') },
    longestMs,
  );

/** Tests that take longer than `patienceMs` have failed: a change may have made something go on for ever. */
async function vitest(
  cwd: string,
  arguments_: readonly string[],
  variables: Readonly<Record<string, string>>,
  patienceMs?: number,
): Promise<boolean> {
  const child = spawn('npx', ['vitest', 'run', '--project', 'core', ...arguments_], {
    cwd,
    stdio: 'ignore',
    env: { ...process.env, ...variables },
    // Of a process group of its own, so that its workers end with it.
    detached: true,
  });
  const stop = () => void (child.pid && process.kill(-child.pid, 'SIGKILL'));
  const timer = patienceMs === undefined ? undefined : setTimeout(stop, patienceMs);
  const [code] = await once(child, 'exit');
  clearTimeout(timer);
  return code === 0;
}
