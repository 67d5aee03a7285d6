import { z } from 'zod';
import type { Path } from './formats/format.ts';

const text = z.string().trim().catch('');
const point = z.object({ id: text, cues: z.array(text).catch([]) }).catch({ id: '', cues: [] });

/** What can be read of a question that may still break the schema, so that the rules below can report beside it. */
export const draftSchema = z
  .object({
    id: text,
    sample_answer: text,
    key_points: z.array(point).catch([]),
    misconceptions: z.array(point).catch([]),
  })
  .catch({ id: '', sample_answer: '', key_points: [], misconceptions: [] });

export type Draft = z.infer<typeof draftSchema>;

const sampleWords = { fewest: 60, most: 150 };

export interface Violation {
  /** Within the question. */
  readonly path: Path;
  readonly message: string;
}

/** The rules of a question that a schema can't state. */
export function* questionRules(question: Draft, track: string): Generator<Violation> {
  if (question.id && track && !question.id.startsWith(`${track}/`))
    yield { path: ['id'], message: `"id" must begin with "${track}/", the id of its track.` };
  yield* repeatedIds(question.key_points, ['key_points']);
  for (const list of ['key_points', 'misconceptions'] as const)
    for (const [position, { cues }] of question[list].entries())
      yield* repeatedCues(cues, [list, position, 'cues']);
}

/** What the questions that Whetstone comes with keep to besides. */
export function* sampleRule(question: Draft): Generator<Violation> {
  const words = question.sample_answer.split(/\s+/).filter(Boolean).length;
  if (words && (words < sampleWords.fewest || words > sampleWords.most))
    yield {
      path: ['sample_answer'],
      message: `"sample_answer" has ${words} words; write ${sampleWords.fewest} to ${sampleWords.most}.`,
    };
}

function* repeatedIds(points: readonly { id: string }[], path: Path): Generator<Violation> {
  for (const index of repeats(points.map(({ id }) => id)))
    yield {
      path: [...path, index, 'id'],
      message: `the key point "${points[index]?.id}" is there twice; give one of them another id.`,
    };
}

function* repeatedCues(cues: readonly string[], path: Path): Generator<Violation> {
  for (const index of repeats(cues.map((cue) => cue.toLowerCase())))
    yield { path: [...path, index], message: `the cue "${cues[index]}" is there twice; remove one of them.` };
}

/** Indexes of the values that occurred before; the empty ones are the schema's business. */
function repeats(values: readonly string[]): number[] {
  return values.flatMap((value, index) => (value && values.indexOf(value) < index ? [index] : []));
}
