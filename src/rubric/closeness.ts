import type { CompiledPoint, CompiledRubric, Saying } from './compiled.ts';
import { deniedIn, isNegated, type Span } from './negation.ts';
import { findPhrase } from './phrase.ts';
import { closenessBy, hasContent, type Sentence } from './text.ts';
import { shareOf, type Words, wordsOf } from './words.ts';

/** How a sentence speaks of a key point. */
interface Closeness {
  readonly text: number;
  readonly field: number;
  readonly sample: number;
  readonly example: number;
  readonly phrases: number;
  readonly cueWords: number;
  readonly denied: number;
  /** How much of what it has of the point's words it denies. */
  readonly negated: number;
  readonly span: Span | undefined;
  readonly all: number;
}

/** Of each key point, in the rubric's order. */
export function closenessesOf({ points }: CompiledRubric, sentence: Sentence): Closeness[] {
  const words = wordsOf([sentence]);
  const denied = deniedIn(sentence);
  return points.map((point) => closenessOf(point, sentence, words, denied));
}

function closenessOf(
  point: CompiledPoint,
  sentence: Sentence,
  words: Words,
  isDenied: ReadonlySet<number>,
): Closeness {
  const negated = negatedShare(point, sentence, isDenied);
  /** Who denies what makes a point doesn't make it. */
  const said = (denies: boolean) => (denies ? 1 : 1 - negated);
  const text = shareOf(point.text, words) * said(point.denies);
  const field = fieldShare(point, words) * said(point.denies);
  const nearness = ({ wording, denies }: Saying) => likeness(wording, words, sentence) * said(denies);
  const sample = Math.max(0, ...point.sample.map((one) => one.share * nearness(one)));
  const example = Math.max(0, ...point.examples.map(nearness));
  let [phrases, cueWords, denied] = [0, 0, 0];
  let span: Span | undefined;
  for (const cue of point.cues) {
    const place = findPhrase(cue, sentence);
    if (!place) continue;
    if (!cue.negative && isNegated(isDenied, place)) {
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
    negated,
    span: span ?? spanOf(point, sentence),
    all,
  };
}

function negatedShare({ field }: CompiledPoint, { tokens }: Sentence, isDenied: ReadonlySet<number>): number {
  if (isDenied.size === 0) return 0;
  let [all, negated] = [0, 0];
  for (const [at, token] of tokens.entries()) {
    if (!hasContent(token)) continue;
    const worth = Math.max(...token.forms.map((form) => (field.get(form) ?? 0) * closenessBy(form)));
    all += worth;
    if (isDenied.has(at)) negated += worth;
  }
  return all === 0 ? 0 : negated / all;
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
