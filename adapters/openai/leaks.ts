import type { Question } from '../../src/domain/question.ts';
import { squash } from './squash.ts';

/** Letters in a row, about five words, that are no coincidence. */
const run = 24;

/**
 * Whether a text gives something away: words in a row of the sample answer, or of an example of what is missing, that neither the question nor the answer has, or
 * the whole text of a key point that the answer leaves out. The model is never told the sample answer, but may know it.
 */
export function leakFinder(
  { prompt, sample_answer, key_points }: Question,
  known: string,
  missing: readonly string[],
): (text: string) => boolean {
  const open = new Set([...runsOf(squash(prompt)), ...runsOf(squash(known))]);
  const left = key_points.filter(({ id }) => missing.includes(id));
  const hidden = left.map(({ text }) => squash(text));
  const sentences = [sample_answer, ...left.flatMap(({ examples }) => examples)];
  const secret = new Set(sentences.flatMap((text) => runsOf(squash(text))).filter((one) => !open.has(one)));
  return (text) => {
    const said = squash(text);
    // Turned round it is the same secret.
    const back = [...said].reverse().join('');
    return (
      [said, back].some((one) => runsOf(one).some((part) => secret.has(part))) ||
      hidden.some((point) => said.includes(point))
    );
  };
}

function runsOf(text: string): string[] {
  const count = Math.max(0, text.length - run + 1);
  return Array.from({ length: count }, (_, at) => text.slice(at, at + run));
}
