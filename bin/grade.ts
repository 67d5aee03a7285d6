import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { defineCommand } from 'citty';
import { UserError } from '../src/errors.ts';
import type { Assessment } from '../src/feedback/coach.ts';
import { grade, gradeLine, unknownQuestion } from '../src/feedback/grade.ts';
import type { Question } from '../src/questions/question.ts';
import { bankFolder, readBank } from '../src/questions/read-bank.ts';
import { complain, fail, say } from './fail.ts';

export const gradeCommand = defineCommand({
  meta: {
    name: 'grade',
    description: 'Have the offline coach read answers: for authors of questions, and for measuring.',
  },
  args: {
    question: { type: 'string', description: 'The question’s id, as in backend/slow-query' },
    file: { type: 'string', description: 'A file with the answer, or with lines of JSON; stdin without' },
    jsonl: {
      type: 'boolean',
      description: 'Read lines of JSON, {id, question, answer}, and print one line of JSON for each',
    },
  },
  async run({ args }) {
    try {
      const input = args.file ? await opened(args.file) : process.stdin;
      const { tracks } = await readBank(bankFolder);
      const questions = new Map(tracks.flatMap((track) => track.questions).map((one) => [one.id, one]));
      if (args.jsonl) await gradeLines(questions, input);
      else await gradeOne(questions, args.question, input);
    } catch (error) {
      fail(error);
    }
  },
});

/** Its model of English is loaded only when it reads. */
async function offlineCoach() {
  const { rubricCoach } = await import('../src/feedback/rubric/rubric-coach.ts');
  return rubricCoach();
}

async function opened(path: string): Promise<NodeJS.ReadableStream> {
  const stream = createReadStream(path);
  try {
    await once(stream, 'open');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : 'unknown';
    throw new UserError(`${path} can’t be read (${code}). Give the path of a text file.`, { cause });
  }
  return stream;
}

async function gradeOne(
  questions: ReadonlyMap<string, Question>,
  id: string | undefined,
  input: NodeJS.ReadableStream,
): Promise<void> {
  if (!id) throw new UserError('Say which question: --question backend/slow-query, or --jsonl for many.');
  const question = questions.get(id);
  if (!question) throw new UserError(unknownQuestion(id));
  const answer = (await text(input)).trim();
  if (answer === '') throw new UserError('There is no answer to read. Give one with --file or on stdin.');
  say(readable(question, await grade(await offlineCoach(), question, answer)));
}

/** A line that can't be read is told of, and the others are graded. */
async function gradeLines(
  questions: ReadonlyMap<string, Question>,
  input: NodeJS.ReadableStream,
): Promise<void> {
  const coach = await offlineCoach();
  let number = 0;
  for await (const line of createInterface({ input })) {
    number += 1;
    if (line.trim() === '') continue;
    const graded = await gradeLine(coach, questions, line);
    if (typeof graded === 'string') complain(`Line ${number}: ${graded}`, 1);
    else say(JSON.stringify(graded));
  }
}

function readable(question: Question, assessment: Assessment): string {
  const { score, covered, misconceptions, strengths, improvement, followUp } = assessment;
  const points = question.key_points.map(({ id, text: point }) => {
    return `${covered.includes(id) ? '✓' : '✗'} ${id}: ${point}`;
  });
  const part = (title: string, lines: readonly string[]) => (lines.length > 0 ? [title, ...lines] : []);
  return [
    `${score} of 100`,
    ...part('\nKey points', points),
    ...part('\nMisconceptions', misconceptions),
    ...part('\nStrong', strengths),
    `\nWork on: ${improvement}`,
    `An interviewer might ask: ${followUp}`,
  ].join('\n');
}
