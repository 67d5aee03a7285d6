import type { CompiledRubric } from './compiled.ts';
import { isWord, type Sentence } from './text.ts';

/** How many content words belong to the question or clearly to one of its key points, and their share of all. */
export function knownWords({ points, promptForms }: CompiledRubric, prose: readonly Sentence[]) {
  const content = prose.flatMap(({ tokens }) => tokens.filter((token) => !token.common && isWord(token)));
  const known = content.filter(({ forms }) =>
    forms.some((form) => promptForms.has(form) || points.some(({ field }) => (field.get(form) ?? 0) >= 0.5)),
  );
  return { count: known.length, share: known.length / Math.max(1, content.length) };
}
