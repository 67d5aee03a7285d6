import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { defineCommand } from 'citty';
import { causeCode, UserError } from '../../src/base/errors.ts';
import { parseConfig } from '../../src/config/config.ts';
import { importWorkspace } from '../../src/transfer/import-workspace.ts';
import { complain, fail, say } from '../fail.ts';
import { showProgress } from '../progress.ts';
import { stopSignal } from '../stop-signal.ts';

export const importCommand = defineCommand({
  meta: {
    name: 'import',
    description: 'Make a workspace as export has written it: all of it, or nothing.',
  },
  args: {
    file: {
      type: 'positional',
      required: true,
      description: 'The file that export wrote; - reads standard input',
    },
  },
  async run({ args: { file } }) {
    const signal = stopSignal();
    const progress = showProgress();
    try {
      const { useDatabase } = await import('../../wiring/database.ts');
      const { name, rows } = await useDatabase(
        parseConfig(process.env),
        (db) =>
          importWorkspace(db, linesOf(file), new Date(), (done, all) => {
            signal.throwIfAborted();
            progress.show('rows', done, all);
          }),
        signal,
      );
      progress.end();
      say(`Imported ${name}:`);
      for (const [table, count] of Object.entries(rows)) say(`  ${table}: ${count}`);
    } catch (error) {
      progress.end();
      if (signal.aborted && error === signal.reason) complain('Stopped; nothing was imported.', 130);
      else fail(error);
    }
  },
});

/** @throws UserError for a file that can't be read */
async function* linesOf(file: string): AsyncGenerator<string> {
  const input = file === '-' ? process.stdin : createReadStream(file);
  try {
    yield* createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  } catch (cause) {
    throw new UserError(
      `${file} can’t be read (${causeCode(cause)}). Give the path of a file that export wrote.`,
      {
        cause,
      },
    );
  }
}
