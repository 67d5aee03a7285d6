import { z } from 'zod';
import type { Path } from './yaml-source.ts';

const text = z.string().trim().catch('');
const point = z.object({ id: text, cues: z.array(text).catch([]) }).catch({ id: '', cues: [] });
const draftQuestion = z.object({
  id: text,
  sample_answer: text,
  key_points: z.array(point).catch([]),
  misconceptions: z.array(point).catch([]),
});
const nothing = { id: '', sample_answer: '', key_points: [], misconceptions: [] };

/** What can be read of a track that may still break the schema, so that the rules below can report beside it. */
export const draftSchema = z
  .object({ id: text, questions: z.array(draftQuestion.catch(nothing)).catch([]) })
  .catch({ id: '', questions: [] });

export type Draft = z.infer<typeof draftSchema>;

const sampleWords = { fewest: 60, most: 150 };

export interface Violation {
  readonly path: Path;
  readonly message: string;
}

/** The rules of a track that a schema can't state. `name` is the file's name without its extension. */
export function* trackRules(draft: Draft, name: string): Generator<Violation> {
  if (draft.id && draft.id !== name)
    yield {
      path: ['id'],
      message: `"id" is "${draft.id}" but the file is named "${name}"; make them the same.`,
    };
  for (const [index, question] of draft.questions.entries()) {
    const path = ['questions', index];
    if (question.id && draft.id && !question.id.startsWith(`${draft.id}/`))
      yield { path: [...path, 'id'], message: `"id" must begin with "${draft.id}/", the id of its track.` };
    const words = question.sample_answer.split(/\s+/).filter(Boolean).length;
    if (words && (words < sampleWords.fewest || words > sampleWords.most))
      yield {
        path: [...path, 'sample_answer'],
        message: `"sample_answer" has ${words} words; write ${sampleWords.fewest} to ${sampleWords.most}.`,
      };
    yield* repeatedIds(question.key_points, [...path, 'key_points']);
    for (const list of ['key_points', 'misconceptions'] as const)
      for (const [position, { cues }] of question[list].entries())
        yield* repeatedCues(cues, [...path, list, position, 'cues']);
  }
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
