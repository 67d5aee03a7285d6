import type { CompiledRubric } from './compiled.ts';
import { type Sentence, stemOf } from './text.ts';
import { contentOf, shareOf, type Words, wordsOf } from './words.ts';

/** How much a text has to do with the question. */
export interface Relation {
  /** How much of the prompt and the sample answer it has, 0 to 2. */
  readonly shared: number;
  /** How much of it belongs to the question, 0 to 1. */
  readonly known: number;
}

export function relationOf(rubric: CompiledRubric, sentences: readonly Sentence[]): Relation {
  const words = wordsOf(sentences);
  return {
    shared: touchedBy(rubric, words) + shareOf(rubric.sample, words),
    known: knownIn(rubric, sentences),
  };
}

/** The share of words that belong to the question. */
export function knownIn({ promptForms, points }: CompiledRubric, sentences: readonly Sentence[]): number {
  const content = contentOf(sentences);
  const known = content.filter(
    (token) =>
      promptForms.has(stemOf(token)) ||
      token.forms.some((form) => points.some(({ field }) => (field.get(form) ?? 0) >= 0.3)),
  );
  return known.length / Math.max(1, content.length);
}

/** The share of the prompt's words. */
export function touchedBy({ promptForms }: CompiledRubric, words: Words): number {
  return [...promptForms].filter((form) => words.has(form)).length / Math.max(1, promptForms.size);
}
