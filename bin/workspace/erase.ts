import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';
import { defineCommand } from 'citty';
import { UserError } from '../../src/base/errors.ts';
import { parseConfig } from '../../src/config/config.ts';
import { eraseWorkspace } from '../../src/workspaces/erase-workspace.ts';
import { workspaceNamed } from '../../src/workspaces/workspace-named.ts';
import { fail, say } from '../fail.ts';

export const eraseCommand = defineCommand({
  meta: { name: 'erase', description: 'Erase a workspace with everything in it, for good.' },
  args: {
    workspace: {
      type: 'positional',
      required: true,
      description: 'Its name, its number or the platform’s id',
    },
    yes: { type: 'boolean', default: false, description: 'Don’t ask, for scripts' },
  },
  async run({ args }) {
    try {
      const { useDatabase } = await import('../../wiring/database.ts');
      await useDatabase(parseConfig(process.env), async (db) => {
        const id = await workspaceNamed(db, args.workspace);
        const { name, platform } = await db
          .selectFrom('workspaces')
          .select(['name', 'platform'])
          .where('id', '=', id)
          .executeTakeFirstOrThrow();
        if (!args.yes) await confirm(name);
        await eraseWorkspace(db, id, {
          onProgress: (table, count) => say(`  ${count} rows of ${table}`),
        });
        say(`Erased ${name} on ${platform}.`);
      });
    } catch (error) {
      fail(error);
    }
  },
});

/** @throws UserError unless they type its name. */
async function confirm(name: string): Promise<void> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  // Nobody can type where standard input has ended.
  const ended = once(lines, 'close').then(() => undefined);
  const typed = await Promise.race([
    lines.question(`This can’t be undone. Type ${name} to erase it: `),
    ended,
  ]);
  lines.close();
  if (typed === undefined)
    throw new UserError('\nNobody was there to type it. Nothing was erased; in a script, add --yes.');
  if (typed.trim() !== name) throw new UserError('That isn’t its name. Nothing was erased.');
}
