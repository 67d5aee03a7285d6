import { writeFile } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { defineCommand } from 'citty';
import { causeCode, UserError } from '../../src/base/errors.ts';
import { parseConfig } from '../../src/config/config.ts';
import { exportQuestions } from '../../src/questions/export-questions.ts';
import { formatOf } from '../../src/questions/formats/formats.ts';
import { everybody } from '../../src/questions/owner.ts';
import { workspaceNamed } from '../../src/workspaces/workspace-named.ts';
import { fail, say } from '../fail.ts';
import { formatArgument } from './sheet-file.ts';

export const exportCommand = defineCommand({
  meta: { name: 'export', description: 'Write the questions in use to a file that import can read.' },
  args: {
    file: {
      type: 'positional',
      required: false,
      description: 'The file to write; standard output by default',
    },
    format: formatArgument,
    track: { type: 'string', description: 'Only this track, as in backend' },
    workspace: {
      type: 'string',
      description:
        'Only this workspace’s own questions, by its name, number or id; the shared ones by default',
    },
  },
  async run({ args }) {
    try {
      const format = formatOf(args.file, args.format);
      const { useDatabase } = await import('../../wiring/database.ts');
      const tracks = await useDatabase(parseConfig(process.env), async (db) => {
        const owner = args.workspace === undefined ? everybody : await workspaceNamed(db, args.workspace);
        return exportQuestions(db, owner, args.track);
      });
      const text = format.write(tracks);
      if (!args.file) return await print(text);
      await writeFile(args.file, text).catch((cause) => {
        throw new UserError(`${args.file} can’t be written (${causeCode(cause)}). Give another path.`, {
          cause,
        });
      });
      const count = tracks.reduce((sum, { questions }) => sum + questions.length, 0);
      say(`${args.file}: ${count} ${count === 1 ? 'question' : 'questions'}.`);
    } catch (error) {
      fail(error);
    }
  },
});

/** Whoever reads our output may have had enough of it, as `head` does. */
async function print(text: string): Promise<void> {
  await pipeline([text], process.stdout, { end: false }).catch((error) => {
    if (causeCode(error) !== 'EPIPE') throw error;
  });
}
