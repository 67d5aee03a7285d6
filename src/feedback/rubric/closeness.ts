import { type CompiledPoint, type CompiledRubric, shareOf, type Words, wordsOf } from './compiled.ts';
import { isNegated, type Span } from './negation.ts';
import { findPhrase } from './phrase.ts';
import type { Sentence } from './text.ts';

/** How a sentence speaks of a key point. */
interface Closeness {
  readonly text: number;
  readonly field: number;
  readonly sample: number;
  readonly example: number;
  readonly phrases: number;
  readonly cueWords: number;
  readonly denied: number;
  readonly span: Span | undefined;
  readonly all: number;
}

/** Of each key point, in the rubric's order. */
export function closenessesOf({ points }: CompiledRubric, sentence: Sentence): Closeness[] {
  const words = wordsOf([sentence]);
  return points.map((point) => closenessOf(point, sentence, words));
}

function closenessOf(point: CompiledPoint, sentence: Sentence, words: Words): Closeness {
  const text = shareOf(point.text, words);
  const field = fieldShare(point, words);
  const sample = Math.max(
    0,
    ...point.sample.map(({ wording, share }) => share * likeness(wording, words, sentence)),
  );
  const example = Math.max(0, ...point.examples.map((wording) => likeness(wording, words, sentence)));
  let [phrases, cueWords, denied] = [0, 0, 0];
  let span: Span | undefined;
  for (const cue of point.cues) {
    const place = findPhrase(cue, sentence);
    if (!place) continue;
    if (!cue.negative && isNegated(sentence, place)) {
      denied++;
      continue;
    }
    if (cue.content.length > 1) {
      phrases++;
      span = place;
    } else {
      cueWords++;
      span ??= place;
    }
  }
  const all = text + field / 2 + sample + example + Math.min(2, phrases) * 0.6 + Math.min(1, cueWords) * 0.3;
  return {
    text,
    field,
    sample,
    example,
    phrases,
    cueWords,
    denied,
    span: span ?? spanOf(point, sentence),
    all,
  };
}

/** Where a sentence has the words that belong to a point. */
function spanOf({ field }: CompiledPoint, { tokens }: Sentence): Span | undefined {
  const places = tokens.flatMap((token, at) =>
    !token.common && token.forms.some((form) => (field.get(form) ?? 0) > 0.15) ? [at] : [],
  );
  const [from] = places;
  return from === undefined ? undefined : { from, to: places.at(-1) ?? from };
}

export function fieldShare({ field }: CompiledPoint, words: Words): number {
  let sum = 0;
  for (const [form, how] of words) sum += how * (field.get(form) ?? 0);
  return Math.min(4, sum);
}

/** How alike a sentence and a wording are: the share of what they have in common. */
export function likeness(wording: CompiledPoint['text'], words: Words, sentence: Sentence): number {
  const share = shareOf(wording, words);
  const own = Math.max(3, sentence.tokens.filter(({ common }) => !common).length);
  return share * Math.sqrt(Math.min(1, Math.max(3, wording.length) / own));
}
