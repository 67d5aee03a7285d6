/** Prints how well the rubric coach reads the labelled answers, as the table of docs/coaching.md. */
import { say } from '../../bin/fail.ts';
import { rubricCoach } from '../../src/feedback/rubric/rubric-coach.ts';
import { bankFolder, readBank } from '../../src/questions/read-bank.ts';
import {
  coverageOf,
  farBelow,
  inOrder,
  type Judged,
  mistakesFound,
  readAnswers,
  type Share,
} from './labelled.ts';

const coach = rubricCoach();
const { tracks } = await readBank(bankFolder);
const questions = new Map(tracks.flatMap((track) => track.questions).map((one) => [one.id, one]));

const judged = (file: string): Promise<Judged[]> =>
  Promise.all(
    readAnswers(file).map(async (it) => {
      const question = questions.get(it.question);
      if (!question) throw new Error(`no question ${it.question}`);
      return { ...it, got: await coach.assess({ question, answer: it.answer, earlierAnswers: [] }) };
    }),
  );

const outOf = ({ hits, of }: Share) => `${hits} of ${of}`;

function row(name: string, answers: readonly Judged[]): string {
  const { precision, recall, f1 } = coverageOf(answers);
  const cells = [
    name,
    answers.length,
    ...[precision, recall, f1].map((share) => share.toFixed(2)),
    outOf(inOrder(answers)),
    outOf(farBelow(answers)),
    outOf(mistakesFound(answers)),
  ];
  return `| ${cells.join(' | ')} |`;
}

say('| answers | number | precision | recall | F1 | in order | far below medium | mistakes found |');
say('| --- | --- | --- | --- | --- | --- | --- | --- |');
for (const { id } of tracks) {
  const [atHand, later] = [await judged(`${id}.jsonl`), await judged(`${id}-later.jsonl`)];
  say(row(id, atHand));
  say(row(`${id}, later`, later));
}
