import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { defineCommand } from 'citty';
import { causeCode, UserError } from '../src/base/errors.ts';
import { parseConfig } from '../src/config/config.ts';
import { exportWorkspace } from '../src/transfer/export-workspace.ts';
import { importWorkspace } from '../src/transfer/import-workspace.ts';
import { onlyWorkspace, workspaceNamed } from '../src/workspaces/workspace-named.ts';
import { complain, fail, say } from './fail.ts';
import { showProgress } from './progress.ts';
import { stopSignal } from './stop-signal.ts';

const exportCommand = defineCommand({
  meta: {
    name: 'export',
    description: 'Write everything of a workspace but secrets to standard output, for import to read.',
  },
  args: {
    workspace: {
      type: 'string',
      description: 'Its name, number or id; not needed where there is only one',
    },
  },
  async run({ args: { workspace: named } }) {
    const signal = stopSignal();
    const progress = showProgress();
    try {
      const { useDatabase } = await import('../wiring/database.ts');
      await useDatabase(
        parseConfig(process.env),
        async (db) => {
          const workspace = await (named === undefined ? onlyWorkspace(db) : workspaceNamed(db, named));
          const lines = exportWorkspace(db, workspace, new Date(), (done, all) =>
            progress.show('rows', done, all),
          );
          await pipeline(Readable.from(lines), process.stdout, { end: false, signal });
        },
        signal,
      );
      progress.end();
    } catch (error) {
      progress.end();
      if (signal.aborted) complain('Stopped; the file isn’t whole.', 130);
      else if (causeCode(error) === 'EPIPE') complain('The file could not be written to its end.', 1);
      else fail(error);
    }
  },
});

const importCommand = defineCommand({
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
      const { useDatabase } = await import('../wiring/database.ts');
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

export const workspace = defineCommand({
  meta: { name: 'workspace', description: 'Take a workspace along to another Whetstone, or keep a copy.' },
  subCommands: { export: exportCommand, import: importCommand },
});
