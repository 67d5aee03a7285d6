import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { defineCommand } from 'citty';
import { causeCode, UserError } from '../src/base/errors.ts';
import type { Assessment } from '../src/domain/coach.ts';
import type { Question } from '../src/domain/question.ts';
import { type GradedBank, grade, gradeLine, unknownQuestion } from '../src/feedback/grade.ts';
import { sheetProblems, sheetQuestions } from '../src/questions/import/sheet-problems.ts';
import { bankFolder, readBank } from '../src/questions/read-bank.ts';
import { complain, fail, say } from './fail.ts';
import { formatArgument, readSheetFile } from './questions/sheet-file.ts';

export const gradeCommand = defineCommand({
  meta: {
    name: 'grade',
    description: 'Have the offline coach read answers, to test questions and to measure the coach.',
  },
  args: {
    question: { type: 'string', description: 'The question’s id, as in backend/slow-query' },
    file: { type: 'string', description: 'A file with the answer, or with lines of JSON; stdin by default' },
    bank: {
      type: 'string',
      description:
        'A file of questions in any format that import reads; the questions that come with Whetstone by default',
    },
    format: { type: 'string', description: `Of --bank, ${formatArgument.description}` },
    jsonl: {
      type: 'boolean',
      description: 'Read one JSON object per line, {id, question, answer}, and print one per line',
    },
  },
  async run({ args }) {
    try {
      const bank = await readGradedBank(args.bank, args.format);
      const input = args.file ? await opened(args.file) : process.stdin;
      if (args.jsonl) await gradeLines(bank, input);
      else await gradeOne(bank, args.question, input);
    } catch (error) {
      fail(error);
    }
  },
});

/** @throws UserError that lists what is wrong with the file, by its lines. */
async function readGradedBank(file: string | undefined, format: string | undefined): Promise<GradedBank> {
  const questions = file === undefined ? await shippedQuestions() : await questionsIn(file, format);
  return { file, questions: new Map(questions.map((one) => [one.id, one])) };
}

async function shippedQuestions(): Promise<Question[]> {
  const { tracks } = await readBank(bankFolder);
  return tracks.flatMap((track) => track.questions);
}

async function questionsIn(path: string, format: string | undefined): Promise<Question[]> {
  const sheet = await readSheetFile(path, format);
  const problems = sheetProblems(sheet).map(({ file, line, message }) => `${file}:${line} ${message}`);
  if (problems.length > 0) throw new UserError(problems.join('\n'));
  return sheetQuestions(sheet);
}

/** Its model of English is loaded only when it reads. */
async function offlineCoach() {
  const { rubricCoach } = await import('../src/rubric/rubric-coach.ts');
  return rubricCoach();
}

async function opened(path: string): Promise<NodeJS.ReadableStream> {
  const file = await open(path).catch((cause) => {
    throw new UserError(`${path} can’t be read (${causeCode(cause)}). Give the path of a text file.`, {
      cause,
    });
  });
  if ((await file.stat()).isDirectory()) {
    await file.close();
    throw new UserError(`${path} is a folder. Give the path of a text file.`);
  }
  return file.createReadStream();
}

async function gradeOne(
  bank: GradedBank,
  id: string | undefined,
  input: NodeJS.ReadableStream,
): Promise<void> {
  if (!id)
    throw new UserError('Name the question with --question backend/slow-query, or use --jsonl for many.');
  const question = bank.questions.get(id);
  if (!question) throw new UserError(unknownQuestion(id, bank));
  const answer = (await text(input)).trim();
  if (answer === '') throw new UserError('There is no answer to read. Pass one with --file or on stdin.');
  say(readable(question, await grade(await offlineCoach(), question, answer)));
}

/** A line that can't be read is told of, and the others are graded. */
async function gradeLines(bank: GradedBank, input: NodeJS.ReadableStream): Promise<void> {
  const coach = await offlineCoach();
  let number = 0;
  for await (const line of createInterface({ input })) {
    number += 1;
    if (line.trim() === '') continue;
    const graded = await gradeLine(coach, bank, line);
    if (typeof graded === 'string') complain(`Line ${number}: ${graded}`, 1);
    else say(JSON.stringify(graded));
  }
}

function readable(question: Question, assessment: Assessment): string {
  const { score, band, covered, unsure, misconceptions, strengths, improvement, followUp } = assessment;
  const asked = `An interviewer might ask: ${followUp}`;
  if (score === undefined) return `${improvement}\n${asked}`;
  const markOf = (id: string) => (covered.includes(id) ? '✓' : unsure.includes(id) ? '?' : '✗');
  const part = (title: string, lines: readonly string[]) => (lines.length > 0 ? [title, ...lines] : []);
  return [
    `${score} of 100${band ? `, read roughly: ${band.join(' to ')}` : ''}`,
    ...part(
      '\nKey points',
      question.key_points.map(({ id, text: point }) => `${markOf(id)} ${id}: ${point}`),
    ),
    ...part(
      '\nMisconceptions',
      misconceptions.map(({ text: stated, quote }) => `${stated}: “${quote}”`),
    ),
    ...part('\nStrong', strengths),
    `\nWork on: ${improvement}`,
    asked,
  ].join('\n');
}
