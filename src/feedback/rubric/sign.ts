import type { CompiledPoint } from './compiled.ts';
import { isNegated, type Span } from './negation.ts';
import { findPhrase } from './phrase.ts';
import type { Sentence } from './text.ts';

/** How a sentence speaks of a key point. */
export interface Sign {
  readonly sentence: Sentence;
  /** Where its best cue is, if one place tells. */
  readonly span: Span | undefined;
  /** Its best cue, plus words of the point's vocabulary; from 0.8 on it clearly speaks of the point. */
  readonly strength: number;
  /** How many of the point's cues it has: those of several words, and single words. */
  readonly phrases: number;
  readonly words: number;
}

const least = 0.3;
const vocabularyWeight = 0.65;
const furtherCue = 0.2;

/** Undefined where a sentence hardly speaks of the point, or denies what it says of it. */
export function signOf(sentence: Sentence, { cues, field }: CompiledPoint): Sign | undefined {
  let best = 0;
  let span: Span | undefined;
  let [phrases, words, denials] = [0, 0, 0];
  let isDenialMeant = false;
  for (const { phrase, weight } of cues) {
    const place = findPhrase(phrase, sentence);
    if (!place) continue;
    if (!phrase.negative && isNegated(sentence, place)) {
      denials++;
      continue;
    }
    isDenialMeant ||= phrase.negative;
    if (phrase.content.length > 1 && weight === 1) phrases++;
    else words++;
    if (weight <= best) continue;
    best = weight;
    span = place;
  }
  const hits = phrases + words;
  if (denials >= Math.max(1, hits) && !isDenialMeant) return undefined;
  const strength = best + furtherCue * Math.max(0, hits - 1) + vocabularyWeight * overlapOf(sentence, field);
  return strength < least ? undefined : { sentence, span, strength, phrases, words };
}

/** How much of a key point's vocabulary a sentence uses, each word once. */
function overlapOf({ tokens }: Sentence, field: CompiledPoint['field']): number {
  const known = new Map<string, number>();
  for (const { common, forms } of tokens)
    if (!common) known.set(forms[0] ?? '', Math.max(...forms.map((form) => field.get(form) ?? 0)));
  return [...known.values()].reduce((sum, value) => sum + value, 0);
}
