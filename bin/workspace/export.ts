import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { defineCommand } from 'citty';
import { causeCode } from '../../src/base/errors.ts';
import { parseConfig } from '../../src/config/config.ts';
import { exportWorkspace } from '../../src/transfer/export-workspace.ts';
import { onlyWorkspace, workspaceNamed } from '../../src/workspaces/workspace-named.ts';
import { complain, fail } from '../fail.ts';
import { showProgress } from '../progress.ts';
import { stopSignal } from '../stop-signal.ts';

export const exportCommand = defineCommand({
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
      const { useDatabase } = await import('../../wiring/database.ts');
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
