import { dimensionsOf } from '../../adapters/openai/dimensions.ts';
import type { Reading } from '../../adapters/openai/schema.ts';
import { readTrialTracks } from '../../src/coach-trial/trial-questions.ts';

const tracks = await readTrialTracks();
const found = tracks.flatMap((track) => track.questions).find(({ id }) => id === 'backend/slow-query');
if (!found) throw new Error('no question backend/slow-query');

export const question = found;

export const answer =
  'I would start with the actual plan and look for sequential scans. Then I would add an index that fits the filter, and measure the p95 before and after.';

const proofs = [
  'start with the actual plan',
  'look for sequential scans',
  'add an index that fits the filter',
];

/** What a model says of the answer: two key points covered, one not surely, dimensions 3 of 5 of which the last lacks proof. */
export function reading(proofOf: (index: number) => string = (index) => proofs[index] ?? ''): Reading {
  const verdicts = ['covered', 'covered', 'unsure'] as const;
  const names = dimensionsOf[question.category];
  return {
    keyPoints: Object.fromEntries(
      question.key_points.map(({ id }, index) => [
        id,
        { verdict: verdicts[index] ?? 'missing', proof: proofOf(index) },
      ]),
    ),
    dimensions: Object.fromEntries(names.map((name, index) => [name, { score: 3, proof: proofOf(index) }])),
    misconceptions: [],
    strengths: [{ what: 'Reads the plan first', proof: proofOf(0) }],
    improvement: 'How would you know that it worked?',
    followUp: 'And with ten times the rows?',
  };
}
