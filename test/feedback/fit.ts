/**
 * Prints the weights of src/feedback/rubric/belief.ts: those under which the labels of the answers are most likely, by logistic
 * regression. `npm run fit -- --without kept` leaves a set out, to see how it is read by weights that don't know it.
 */
import { parseArgs } from 'node:util';
import { Matrix, solve } from 'ml-matrix';
import { say } from '../../bin/fail.ts';
import type { Grounds } from '../../src/feedback/rubric/belief.ts';
import { compileRubric } from '../../src/feedback/rubric/compiled.ts';
import { findCandidates } from '../../src/feedback/rubric/coverage.ts';
import { textReader } from '../../src/feedback/rubric/text.ts';
import { bankFolder, readBank } from '../../src/questions/read-bank.ts';
import { readSet, sets } from './labelled.ts';

const { values } = parseArgs({ options: { without: { type: 'string' } } });
const { tracks } = await readBank(bankFolder);
const read = textReader();

/** The words of the first became the cues, so that cues say too much of them; the last are kept for measuring. */
const neverUsed = ['', 'unseen'];

/** Keeps the weights small where the answers tell little. */
const ridge = 1;
const steps = 50;

interface Example {
  readonly grounds: Grounds;
  readonly isCovered: boolean;
}

const examples = tracks.flatMap(({ id: track, questions }) => {
  const given = sets
    .filter((set) => !neverUsed.includes(set) && set !== values.without)
    .flatMap((set) => readSet(track, set));
  return questions.flatMap((question) => {
    const rubric = compileRubric(question, read);
    const ids = question.key_points.map(({ id }) => id);
    const sample = { question: question.id, answer: question.sample_answer, covered: ids };
    return [sample, ...given.filter((one) => one.question === question.id)].flatMap(
      ({ answer, covered = [] }): Example[] =>
        [...findCandidates(rubric, read(answer)).candidates].map(([id, { grounds }]) => ({
          grounds,
          isCovered: covered.includes(id),
        })),
    );
  });
});

const names = Object.keys(examples[0]?.grounds ?? {}) as (keyof Grounds)[];
const inputs = new Matrix(examples.map(({ grounds }) => [1, ...names.map((name) => grounds[name])]));
const wanted = Matrix.columnVector(examples.map(({ isCovered }) => Number(isCovered)));

/** Newton's method: https://en.wikipedia.org/wiki/Logistic_regression#Iteratively_reweighted_least_squares_(IRLS) */
let weights = Matrix.zeros(names.length + 1, 1);
const penalty = Matrix.eye(names.length + 1).mul(ridge);
penalty.set(0, 0, 0);
for (let step = 0; step < steps; step += 1) {
  const believed = inputs.mmul(weights).mul(-1).exp().add(1).pow(-1);
  const spread = believed.to1DArray().map((belief) => belief * (1 - belief));
  const slope = inputs.transpose().mmul(Matrix.sub(believed, wanted)).add(penalty.mmul(weights));
  const curvature = inputs.transpose().mmul(inputs.clone().mulColumnVector(spread)).add(penalty);
  weights = Matrix.sub(weights, solve(curvature, slope));
}
const [bias = 0, ...found] = weights.to1DArray();
say(`${examples.length} examples\nbias: ${bias.toFixed(2)}`);
for (const [place, name] of names.entries()) say(`${name}: ${found[place]?.toFixed(2)}`);
