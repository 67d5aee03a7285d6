import { join } from 'node:path';
import { BaseSequencer, createVitest } from 'vitest/node';

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

const folder = process.cwd();
const vitest = await createVitest(
  'test',
  { watch: false, project: ['core'], maxWorkers: 1, bail: 1, root: folder, reporters: [{}] },
  { test: { sequence: { sequencer: AsGiven } } },
);
await vitest.standalone();

process.on('message', async ({ changed, tests }: Task) => {
  for (const file of changed) vitest.invalidateFile(join(folder, file));
  const files = tests.flatMap((test) => vitest.getModuleSpecifications(join(folder, test)));
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(files);
  process.send?.(unhandledErrors.length === 0 && testModules.every((one) => one.state() === 'passed'));
});
process.send?.('ready');
