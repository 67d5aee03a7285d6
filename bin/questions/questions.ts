import { basename } from 'node:path';
import { defineCommand } from 'citty';
import { sheetProblems } from '../../src/questions/import/sheet-problems.ts';
import { bankFolder, readBank } from '../../src/questions/read-bank.ts';
import { fail, say } from '../fail.ts';
import { formatArgument, readSheetFile } from './sheet-file.ts';

const lint = defineCommand({
  meta: { name: 'lint', description: 'Check question files; exits with 1 if one has a problem.' },
  args: {
    file: {
      type: 'positional',
      required: false,
      description: 'A file in any format that import reads; all of questions/, by stricter rules, by default',
    },
    format: formatArgument,
  },
  async run({ args }) {
    try {
      const problems = args.file
        ? sheetProblems(await readSheetFile(args.file, args.format))
        : (await readBank(bankFolder)).problems;
      for (const { file, line, column, message } of problems)
        say(`${basename(file)}:${line}:${column} ${message}`);
      say(
        problems.length === 0
          ? 'No problems.'
          : `${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}.`,
      );
      if (problems.length > 0) process.exitCode = 1;
    } catch (error) {
      fail(error);
    }
  },
});

const list = defineCommand({
  meta: { name: 'list', description: 'List the questions of questions/.' },
  async run() {
    const { tracks } = await readBank(bankFolder);
    const ids = tracks.flatMap((track) => track.questions.map(({ id }) => id));
    const width = Math.max(...ids.map((id) => id.length));
    for (const { title, questions } of tracks) {
      say(title);
      for (const { id, category, level } of questions)
        say(`  ${id.padEnd(width)} ${category.padEnd(12)} ${level}`);
    }
  },
});

export const questions = defineCommand({
  meta: { name: 'questions', description: 'List, check, import and export questions.' },
  subCommands: {
    lint,
    list,
    import: () => import('./import.ts').then((module) => module.importCommand),
    export: () => import('./export.ts').then((module) => module.exportCommand),
    stats: () => import('./stats.ts').then((module) => module.statsCommand),
  },
});
