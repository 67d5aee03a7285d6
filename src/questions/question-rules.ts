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
    tags: texts,
  })
  .catch({ id: '', sample_answer: '', key_points: [], misconceptions: [], tags: [] });

export type Draft = z.infer<typeof draftSchema>;

/** What the questions that Whetstone comes with keep to: how many of each, words of a sample answer, characters of a hint. */
const shipped = {
  key_points: { fewest: 4, most: 6 },
  misconceptions: { fewest: 2, most: 4 },
  examples: { fewest: 2, most: 3 },
  sampleWords: { fewest: 110, most: 160 },
  longestHint: 160,
} as const;

/** Rules of one question, beyond its schema. */
export type Rules = (question: Draft) => Iterable<Violation>;

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

/** Those of the questions that Whetstone comes with, in a track with these topics. */
export function shippedRules(topics: readonly string[]): Rules {
  return function* (question) {
    const [topic] = question.tags;
    if (topics.length > 0 && !(topic && topics.includes(topic)))
      yield {
        path: ['tags'],
        message: `the first of "tags" must be a topic of the track: ${topics.join(', ')}.`,
      };
    for (const list of ['key_points', 'misconceptions'] as const)
      yield* count(question[list].length, shipped[list], [list], list);
    const words = question.sample_answer.split(/\s+/).filter(Boolean).length;
    if (words) yield* count(words, shipped.sampleWords, ['sample_answer'], 'sample_answer', ' words');
    for (const { point, path } of pointsOf(question)) {
      const wrong = hintProblem(point.hint);
      if (wrong) yield { path: [...path, 'hint'], message: `"hint" ${wrong}` };
      yield* count(point.examples.length, shipped.examples, [...path, 'examples'], 'examples');
      if (path[0] === 'key_points' && point.cues.length > 0)
        yield {
          path: [...path, 'cues'],
          message: '"cues" are for a team’s own questions; write an example.',
        };
    }
  };
}

function* count(
  found: number,
  { fewest, most }: { readonly fewest: number; readonly most: number },
  path: Path,
  name: string,
  unit = '',
): Generator<Violation> {
  if (found < fewest || found > most)
    yield { path, message: `"${name}" has ${found}${unit}; write ${fewest} to ${most}.` };
}

function hintProblem(hint: string): string | undefined {
  if (hint === '') return 'is missing; add the question that a mentor would ask.';
  if (!hint.endsWith('?')) return 'is no question; ask one, without giving anything away.';
  if (hint.length > shipped.longestHint)
    return `has ${hint.length} characters; cut it to at most ${shipped.longestHint}.`;
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
