import { readFile, writeFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { defineCommand } from 'citty';
import { causeCode, UserError } from '../../src/base/errors.ts';
import { parseConfig } from '../../src/config/config.ts';
import { CoachError } from '../../src/domain/coach.ts';
import { bestFitting } from '../../src/preparation/best-fitting.ts';
import { formatOf } from '../../src/questions/formats/formats.ts';
import { bankFolder, readBank } from '../../src/questions/read-bank.ts';
import { fail, say } from '../fail.ts';
import { stopSignal } from '../stop-signal.ts';
import { formatArgument } from './sheet-file.ts';

const mostPicked = 12;
/** Characters of a job advertisement that are read. */
const longest = 20_000;

export const draftCommand = defineCommand({
  meta: {
    name: 'draft',
    description:
      'Find questions for a job, and have the AI coach draft more into a file that import can read.',
  },
  args: {
    from: {
      type: 'string',
      required: true,
      description:
        'A file with the job advertisement, or with a description of the role; - for standard input',
    },
    file: {
      type: 'positional',
      required: false,
      description:
        'The file to write drafts to; without one, only the questions of the bank that fit are listed',
    },
    format: formatArgument,
  },
  async run({ args }) {
    try {
      const format = args.file === undefined ? undefined : formatOf(args.file, args.format);
      const description = await descriptionIn(args.from);
      const { openai } = parseConfig(process.env);
      if (format && !openai)
        throw new UserError(
          'No AI coach is configured. Set OPENAI_API_KEY or OPENAI_BASE_URL; without a file to write, the bank’s questions are listed.',
        );
      const { tracks } = await readBank(bankFolder);
      const { rubricCoach } = await import('../../src/rubric/rubric-coach.ts');
      const rubric = rubricCoach();
      const candidates = tracks.flatMap(({ title, questions }) =>
        questions.map((question) => ({ question, title })),
      );
      const picked = bestFitting(rubric, candidates, description, mostPicked);
      say(picked.length === 0 ? 'Nothing in the bank fits.' : 'From the bank:');
      for (const { id, prompt } of picked) say(`  ${id}: ${prompt}`);
      if (!args.file || !format || !openai) return;
      const { draftQuestions } = await import('../../wiring/draft-questions.ts');
      const drafts = await draftQuestions(openai, rubric, tracks, description, picked, stopSignal());
      const count = drafts.reduce((sum, { questions }) => sum + questions.length, 0);
      if (count === 0) return say('The AI coach thought of nothing that the bank doesn’t ask already.');
      await writeFile(args.file, format.write(drafts)).catch((cause) => {
        throw new UserError(`${args.file} can’t be written (${causeCode(cause)}). Give another path.`, {
          cause,
        });
      });
      say(
        `Drafted by AI into ${args.file}: ${count} ${count === 1 ? 'question' : 'questions'}. Read them before you import them.`,
      );
    } catch (error) {
      fail(
        error instanceof CoachError
          ? new UserError(`${error.message} Try again later.`, { cause: error })
          : error,
      );
    }
  },
});

async function descriptionIn(path: string): Promise<string> {
  const read = path === '-' ? text(process.stdin) : readFile(path, 'utf8');
  const description = await read.catch((cause) => {
    throw new UserError(`${path} can’t be read (${causeCode(cause)}). Give the path of a text file.`, {
      cause,
    });
  });
  if (description.trim() === '')
    throw new UserError(`${path} is empty. Write what the job is about into it.`);
  return description.slice(0, longest);
}
