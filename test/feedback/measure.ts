/**
 * Prints how well the rubric coach reads the labelled answers, and what the AI coach makes of two doubles of a model that
 * read them: the tables of docs/coaching.md.
 */
import { openAiCoach } from '../../adapters/openai/openai-coach.ts';
import { say } from '../../bin/fail.ts';
import { largeDisagreement } from '../../src/feedback/ask-coach.ts';
import type { Coach } from '../../src/feedback/coach.ts';
import { rubricCoach } from '../../src/feedback/rubric/rubric-coach.ts';
import { bankFolder, readBank } from '../../src/questions/read-bank.ts';
import { modelServer } from '../support/model-server.ts';
import {
  coverageOf,
  farBelow,
  inOrder,
  type Judged,
  type Labelled,
  mistakesFound,
  readSet,
  type Share,
  sets,
} from './labelled.ts';
import { carefulReader, type ModelDouble, sloppyReader } from './model-doubles.ts';

const columns = ['number', 'precision', 'recall', 'F1', 'in order', 'far below medium', 'mistakes found'];

const { tracks } = await readBank(bankFolder);
const questions = new Map(tracks.flatMap((track) => track.questions).map((one) => [one.id, one]));

function questionOf({ question }: Labelled) {
  const found = questions.get(question);
  if (!found) throw new Error(`no question ${question}`);
  return found;
}

async function judge(coach: Coach, labelled: Labelled): Promise<Judged> {
  const request = { question: questionOf(labelled), answer: labelled.answer, earlierAnswers: [] };
  return { ...labelled, got: await coach.assess(request) };
}

const outOf = ({ hits, of }: Share) => `${hits} of ${of}`;
const row = (cells: readonly (string | number)[]) => say(`| ${cells.join(' | ')} |`);

function header(names: readonly string[]): void {
  row(names);
  row(names.map(() => '---'));
}

function cellsOf(answers: readonly Judged[]): (string | number)[] {
  const { precision, recall, f1 } = coverageOf(answers);
  return [
    answers.length,
    ...[precision, recall, f1].map((share) => share.toFixed(2)),
    outOf(inOrder(answers)),
    outOf(farBelow(answers)),
    outOf(mistakesFound(answers)),
  ];
}

const rubric = rubricCoach();
const byRubric = new Map<string, number>();
header(['answers', ...columns]);
for (const { id: track } of tracks) {
  for (const set of sets) {
    const labelled = readSet(track, set);
    if (labelled.length === 0) continue;
    const judged = await Promise.all(labelled.map((one) => judge(rubric, one)));
    for (const { id, got } of judged) byRubric.set(id, got.score);
    row([set ? `${track}, ${set}` : track, ...cellsOf(judged)]);
  }
}

/** One answer after the other, so that the double knows which one it is asked about. */
async function judgeByDouble(double: ModelDouble, answers: readonly Labelled[]): Promise<Judged[]> {
  let asked: Labelled | undefined;
  const server = await modelServer(() => (asked ? JSON.stringify(double(questionOf(asked), asked)) : ''));
  const coach = openAiCoach(server.settings);
  const judged: Judged[] = [];
  for (const labelled of answers) {
    asked = labelled;
    judged.push(await judge(coach, labelled));
  }
  await server.close();
  return judged;
}

function disputed(judged: readonly Judged[]): Share {
  const apart = judged.filter(
    ({ id, got }) => Math.abs(got.score - (byRubric.get(id) ?? 0)) >= largeDisagreement,
  );
  return { hits: apart.length, of: judged.length };
}

say('');
header(['double, answers', ...columns, 'the coaches disagree']);
for (const [name, double] of Object.entries({ careful: carefulReader, sloppy: sloppyReader() })) {
  for (const { id: track } of tracks) {
    const answers = sets.flatMap((set) => readSet(track, set));
    const judged = await judgeByDouble(double, answers);
    row([`${name}, ${track}`, ...cellsOf(judged), outOf(disputed(judged))]);
  }
}
