import type { Misconception, Question } from '../domain/question.ts';
import { deniedIn } from './negation.ts';
import { type Phrase, readPhrase } from './phrase.ts';
import { closenessBy, type ReadText, type Sentence, stemOf, type Token } from './text.ts';
import { contentOf, shareOf, type Wording, wordsOf } from './words.ts';

/** What somebody might say, and whether it denies something itself. */
export interface Saying {
  readonly wording: Wording;
  readonly denies: boolean;
}

export interface CompiledPoint {
  readonly id: string;
  readonly text: Wording;
  /** Whether people make the point by denying something, as they may where no example tells. */
  readonly denies: boolean;
  /** Sentences that make the point: its examples, and those of the sample answer, each as far as it makes this point. */
  readonly examples: readonly Saying[];
  readonly sample: readonly (Saying & { readonly share: number })[];
  /** How much each form tells this point from the question's others. */
  readonly field: ReadonlyMap<string, number>;
  readonly cues: readonly Phrase[];
}

/** A question's rubric with all its texts read. */
export interface CompiledRubric {
  readonly points: readonly CompiledPoint[];
  readonly sample: Wording;
  readonly misconceptions: readonly {
    readonly misconception: Misconception;
    readonly wordings: readonly { readonly wording: Wording; readonly phrase: Phrase }[];
  }[];
  /** Whether the key points have neither examples nor cues. */
  readonly isPlain: boolean;
  /**
   * Whether the key points are the sentences of the sample answer, as where a reference answer was cut into points. How much of its
   * words an answer has then tells more than what shows a point elsewhere.
   */
  readonly isReference: boolean;
  /** The stems of the prompt's words: repeating them shows nothing. */
  readonly promptForms: ReadonlySet<string>;
  /** Every word of the question, by which misspelt words of an answer are put right. */
  readonly vocabulary: ReadonlyMap<string, Token>;
}

type Significance = (stem: string) => number;

/** A word of the prompt is in most answers, whatever they say. */
const promptWeight = 0.3;

export function compileRubric(
  question: Question,
  read: ReadText,
  significance: Significance,
): CompiledRubric {
  const promptForms = new Set(contentOf(read(question.prompt)).map(stemOf));
  const readPoints = question.key_points.map((point) => ({
    ...point,
    text: read(point.text),
    examples: point.examples.map((example) => read(example)),
    cues: point.cues.map((cue) => readPhrase(cue, read)),
  }));
  const ownStems = readPoints.map(({ text }) => new Set(contentOf(text).map(stemOf)));
  const sharing = (stem: string) => Math.max(1, ownStems.filter((stems) => stems.has(stem)).length);
  const weigh = (stem: string) =>
    (significance(stem) * (promptForms.has(stem) ? promptWeight : 1)) / Math.sqrt(sharing(stem));
  const wordingOf = (sentences: readonly Sentence[]): Wording => {
    const words = new Map(contentOf(sentences).map((token) => [stemOf(token), token.forms] as const));
    return [...words].map(([stem, forms]) => ({ forms, weight: weigh(stem) }));
  };
  const sayingOf = (sentences: readonly Sentence[]): Saying => ({
    wording: wordingOf(sentences),
    denies: sentences.some((sentence) => deniedIn(sentence).size > 0),
  });
  const texts = [
    question.prompt,
    question.sample_answer,
    ...question.key_points.flatMap(({ text, examples }) => [text, ...examples]),
  ];
  const points = readPoints.map(({ id, text, examples, cues }) => ({
    id,
    cues,
    text: wordingOf(text),
    denies: examples.length === 0 || [text, ...examples].some((one) => sayingOf(one).denies),
    examples: examples.map(sayingOf),
  }));
  const sample = read(question.sample_answer).map((sentence) => {
    const saying = sayingOf([sentence]);
    const words = wordsOf([sentence]);
    const near = points.map(
      ({ text, examples }) =>
        Math.max(...[text, ...examples.map(({ wording }) => wording)].map((one) => shareOf(one, words))) ** 2,
    );
    const all = near.reduce((sum, one) => sum + one, 0.02);
    return { ...saying, shares: near.map((one) => one / all) };
  });
  const profiles = points.map((point, index) =>
    profileOf(
      point,
      sample.map(({ shares, ...saying }) => ({ ...saying, share: shares[index] ?? 0 })),
    ),
  );
  return {
    promptForms,
    isPlain: question.key_points.every(({ examples, cues }) => examples.length === 0 && cues.length === 0),
    isReference: question.key_points.every(({ text }) =>
      lettersOf(question.sample_answer).includes(lettersOf(text)),
    ),
    sample: wordingOf(read(question.sample_answer)),
    vocabulary: new Map(
      texts.flatMap((text) => contentOf(read(text)).map((token) => [token.word, token] as const)),
    ),
    points: points.map((point, index) => ({
      ...point,
      sample: sample
        .map(({ shares, ...saying }) => ({ ...saying, share: shares[index] ?? 0 }))
        .filter(({ share }) => share > 0.15),
      field: fieldOf(profiles, index),
    })),
    misconceptions: question.misconceptions.map((misconception) => ({
      misconception,
      wordings: [misconception.text, ...misconception.examples].map((text) => ({
        wording: wordingOf(read(text)),
        phrase: readPhrase(text, read),
      })),
    })),
  };
}

const lettersOf = (text: string) => text.replace(/[^\p{L}\p{N}]+/gu, '');

/** How much each form belongs to a point. */
function profileOf(
  { text, examples, cues }: Pick<CompiledPoint, 'text' | 'examples' | 'cues'>,
  sample: CompiledPoint['sample'],
): Map<string, number> {
  const profile = new Map<string, number>();
  const add = (wording: Wording, share: number) => {
    for (const { forms, weight } of wording)
      for (const form of forms) {
        const value = weight * share * closenessBy(form);
        // What belongs to no point tells none from the others.
        if (value === 0) continue;
        profile.set(form, Math.max(profile.get(form) ?? 0, value));
      }
  };
  add(text, 1);
  for (const { wording } of examples) add(wording, 0.7);
  for (const { content } of cues)
    add(
      content.map(({ forms }) => ({ forms, weight: 0.5 })),
      1,
    );
  for (const { wording, share } of sample) add(wording, 0.6 * share);
  return profile;
}

function fieldOf(profiles: readonly ReadonlyMap<string, number>[], index: number): Map<string, number> {
  const own = profiles[index] ?? new Map<string, number>();
  return new Map(
    [...own].map(([form, value]) => {
      const all = profiles.reduce((sum, profile) => sum + (profile.get(form) ?? 0), 0);
      return [form, value * (value / all)] as const;
    }),
  );
}
