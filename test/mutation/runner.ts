import { join } from 'node:path';
import { BaseSequencer, createVitest, type Reporter } from 'vitest/node';

/**
 * A process that runs tests of the project in the folder it is started in, again and again, since to start takes longer than most tests. Each
 * message is a `Task`, answered with whether all of its tests pass.
 */

export interface Task {
  /** Files that have changed since the last task. */
  readonly changed: readonly string[];
  /** Test files, in the order in which they are run until one fails. */
  readonly tests: readonly string[];
}

class AsGiven extends BaseSequencer {
  override async sort<Files>(files: Files): Promise<Files> {
    return files;
  }
}

/** What waits in vain for what a change keeps from coming has noticed it. */
const longestTestMs = 8000;

const folder = process.cwd();
/** Of the last run; what `runTestSpecifications` returns has the files of earlier runs, too. */
let passed = false;
const reporter: Reporter = {
  onTestRunEnd(_modules, errors, reason) {
    passed = reason === 'passed' && errors.length === 0;
  },
};
const vitest = await createVitest(
  'test',
  {
    watch: false,
    project: ['core'],
    maxWorkers: 1,
    bail: 1,
    testTimeout: longestTestMs,
    root: folder,
    reporters: [reporter],
  },
  { test: { sequence: { sequencer: AsGiven } } },
);
await vitest.standalone();

process.on('message', async ({ changed, tests }: Task) => {
  for (const file of changed) vitest.invalidateFile(join(folder, file));
  const files = tests.flatMap((test) => vitest.getModuleSpecifications(join(folder, test)));
  await vitest.runTestSpecifications(files);
  process.send?.(passed);
});
process.send?.('ready');
