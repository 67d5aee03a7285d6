import { z } from 'zod';
import type { Path } from './formats/format.ts';

const text = z.string().trim().catch('');
const texts = z.array(text).catch([]);
const point = z
  .object({ id: text, hint: text, examples: texts, cues: texts })
  .catch({ id: '', hint: '', examples: [], cues: [] });

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

const sampleWords = { fewest: 60, most: 160 };
const longestHint = 160;

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
  for (const { point, path } of pointsOf(question)) {
    yield* repeatedTexts('example', point.examples, [...path, 'examples']);
    yield* repeatedTexts('cue', point.cues, [...path, 'cues']);
  }
}

/** What the questions that Whetstone comes with keep to besides. */
export function* shippedRules(question: Draft): Generator<Violation> {
  const words = question.sample_answer.split(/\s+/).filter(Boolean).length;
  if (words && (words < sampleWords.fewest || words > sampleWords.most))
    yield {
      path: ['sample_answer'],
      message: `"sample_answer" has ${words} words; write ${sampleWords.fewest} to ${sampleWords.most}.`,
    };
  for (const { point, path } of pointsOf(question)) {
    const wrong = hintProblem(point.hint);
    if (wrong) yield { path: [...path, 'hint'], message: `"hint" ${wrong}` };
  }
}

function hintProblem(hint: string): string | undefined {
  if (hint === '') return 'is missing; add the question that a mentor would ask.';
  if (!hint.endsWith('?')) return 'is no question; ask one, without giving anything away.';
  if (hint.length > longestHint) return `has ${hint.length} characters; cut it to at most ${longestHint}.`;
  return undefined;
}

function pointsOf(question: Draft) {
  return (['key_points', 'misconceptions'] as const).flatMap((list) =>
    question[list].map((point, position) => ({ point, path: [list, position] })),
  );
}

function* repeatedIds(points: readonly { id: string }[], path: Path): Generator<Violation> {
  for (const index of repeats(points.map(({ id }) => id)))
    yield {
      path: [...path, index, 'id'],
      message: `the key point "${points[index]?.id}" is there twice; give one of them another id.`,
    };
}

function* repeatedTexts(what: string, texts: readonly string[], path: Path): Generator<Violation> {
  for (const index of repeats(texts.map((one) => one.toLowerCase())))
    yield {
      path: [...path, index],
      message: `the ${what} "${texts[index]}" is there twice; remove one of them.`,
    };
}

/** Indexes of the values that occurred before; the empty ones are the schema's business. */
function repeats(values: readonly string[]): number[] {
  return values.flatMap((value, index) => (value && values.indexOf(value) < index ? [index] : []));
}
