import { defineCommand } from 'citty';
import { parseConfig } from '../../src/config/config.ts';
import { importQuestions } from '../../src/questions/import/import-questions.ts';
import type { Sheet } from '../../src/questions/import/read-sheet.ts';
import { twinsOf } from '../../src/questions/import/twins.ts';
import { everybody } from '../../src/questions/owner.ts';
import { workspaceNamed } from '../../src/workspaces/workspace-named.ts';
import { complain, fail, say } from '../fail.ts';
import { type Progress, showProgress } from '../progress.ts';
import { stopSignal } from '../stop-signal.ts';
import { reportLines } from './report.ts';
import { formatArgument, readSheetFile } from './sheet-file.ts';

export const importCommand = defineCommand({
  meta: {
    name: 'import',
    description:
      'Add and change questions from files; exits with 1 if one is rejected. Never retires a question.',
  },
  args: {
    file: { type: 'positional', description: 'Files with questions, one or more; - reads standard input' },
    format: formatArgument,
    workspace: {
      type: 'string',
      description: 'Only for this workspace, by its name, number or id; for all by default',
    },
    'dry-run': { type: 'boolean', description: 'Report what would happen without changing anything' },
    verbose: {
      type: 'boolean',
      description: 'List every question with its line, not only the rejected ones',
    },
  },
  async run({ args }) {
    const signal = stopSignal();
    const progress = showProgress();
    try {
      const config = parseConfig(process.env);
      const sheets = await readSheets(args._, args.format, progress);
      const isDryRun = args['dry-run'] ?? false;
      const { useDatabase } = await import('../../wiring/database.ts');
      const reports = await useDatabase(
        config,
        async (db) => {
          const owner = args.workspace === undefined ? everybody : await workspaceNamed(db, args.workspace);
          const imported = await importQuestions(db, sheets, {
            owner,
            now: new Date(),
            isDryRun,
            onProgress: (done, total) => {
              signal.throwIfAborted();
              progress.show('Storing questions', done, total);
            },
          });
          return Promise.all(
            sheets.map(async (sheet, index) => {
              const report = imported[index];
              if (!report) throw new Error('a file was imported without a report');
              return { ...report, twins: await twinsOf(db, offlineCoach, owner, sheet, report) };
            }),
          );
        },
        signal,
      );
      progress.end();
      const options = { isDryRun, isVerbose: args.verbose ?? false };
      for (const report of reports) for (const line of reportLines(report, options)) say(line);
      if (reports.some(({ problems }) => problems.length > 0)) process.exitCode = 1;
    } catch (error) {
      progress.end();
      if (signal.aborted && error === signal.reason) complain('Stopped; nothing was imported.', 130);
      else fail(error);
    }
  },
});

async function readSheets(
  files: readonly string[],
  format: string | undefined,
  progress: Progress,
): Promise<Sheet[]> {
  const sheets: Sheet[] = [];
  for (const [index, file] of files.entries()) {
    progress.show(`Reading ${file}`, index, files.length);
    sheets.push(await readSheetFile(file, format));
  }
  return sheets;
}

/** Its model of English takes a moment to load. */
const offlineCoach = async () => (await import('../../src/rubric/rubric-coach.ts')).rubricCoach();
