import type { Question } from '../domain/question.ts';
import type { ReadText } from './text.ts';
import { stemOf } from './text.ts';
import { contentOf, shareOf, type Wording, type Words, wordsOf } from './words.ts';

/** What some text is about, to be compared with others. */
export interface Sense {
  readonly wording: Wording;
  readonly words: Words;
}

/** What a question wants to hear weighs so much beside what it asks. */
const pointsWeight = 0.6;

/** What a question is about: its prompt, and the ideas that it wants to hear. */
export function senseOfQuestion(
  { prompt, key_points }: Question,
  read: ReadText,
  significance: (stem: string) => number,
): Sense {
  const asked = senseOfText(prompt, read, significance);
  const wanted = senseOfText(key_points.map(({ text }) => text).join('\n'), read, significance);
  return {
    wording: [
      ...asked.wording,
      ...wanted.wording.map(({ forms, weight }) => ({ forms, weight: weight * pointsWeight })),
    ],
    words: new Map([...wanted.words, ...asked.words]),
  };
}

export function senseOfText(text: string, read: ReadText, significance: (stem: string) => number): Sense {
  const sentences = read(text);
  const stems = new Map(contentOf(sentences).map((token) => [stemOf(token), token.forms] as const));
  const wording = [...stems].map(([stem, forms]) => ({ forms, weight: significance(stem) ** 2 }));
  return { wording, words: wordsOf(sentences) };
}

/** How much two texts have in common: 0 is nothing, 1 all. Words that mean the same count, rare ones more than others. */
export function closeness(one: Sense, other: Sense): number {
  return Math.sqrt(shareOf(one.wording, other.words) * shareOf(other.wording, one.words));
}
