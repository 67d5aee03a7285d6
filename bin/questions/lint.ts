import { defineCommand } from 'citty';
import type { Problem } from '../../src/questions/check-track.ts';
import { sheetProblems } from '../../src/questions/import/sheet-problems.ts';
import { lintBank, lintSheet } from '../../src/questions/lint/lint.ts';
import { bankFolder, readBank } from '../../src/questions/read-bank.ts';
import { fail, say } from '../fail.ts';
import { formatArgument, readSheetFile } from './sheet-file.ts';

/** What must be mended, and what is worth a look. */
interface Findings {
  readonly problems: readonly Problem[];
  readonly advice: readonly Problem[];
}

export const lintCommand = defineCommand({
  meta: {
    name: 'lint',
    description: 'Check question files and read them as the coach does; exits with 1 if one has a problem.',
  },
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
      const { problems, advice } = args.file ? await inFile(args.file, args.format) : await inBank();
      for (const { file, line, column, message } of [...problems, ...advice])
        say(`${file}:${line}:${column} ${message}`);
      const look = advice.length > 0 ? ` ${counted(advice.length, 'thing')} to look at.` : '';
      say(`${problems.length === 0 ? 'No problems.' : `${counted(problems.length, 'problem')}.`}${look}`);
      if (problems.length > 0) process.exitCode = 1;
    } catch (error) {
      fail(error);
    }
  },
});

/** The questions that everybody gets have to please a reader. */
async function inBank(): Promise<Findings> {
  const bank = await readBank(bankFolder);
  const coach = await offlineCoach();
  return { problems: bank.problems.length > 0 ? bank.problems : lintBank(coach, bank), advice: [] };
}

async function inFile(path: string, format: string | undefined): Promise<Findings> {
  const sheet = await readSheetFile(path, format);
  const [bank, coach] = await Promise.all([readBank(bankFolder), offlineCoach()]);
  return { problems: sheetProblems(sheet), advice: lintSheet(coach, sheet, bank) };
}

/** Its model of English takes a moment to load. */
async function offlineCoach() {
  const { rubricCoach } = await import('../../src/rubric/rubric-coach.ts');
  return rubricCoach();
}

const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`;
