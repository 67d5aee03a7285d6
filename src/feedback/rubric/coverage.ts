import type { CompiledPoint, CompiledRubric } from './compiled.ts';
import { findMistakes } from './misconceptions.ts';
import { isNegated, type Span } from './negation.ts';
import { findPhrase } from './phrase.ts';
import { type Standing, standingOf } from './standing.ts';
import { isWord, type Sentence } from './text.ts';

/** What shows a key point. */
export interface Evidence {
  readonly sentence: Sentence;
  /** Where in it, if one place tells. */
  readonly span: Span | undefined;
}

export interface Coverage {
  readonly sentences: readonly { readonly sentence: Sentence; readonly standing: Standing }[];
  /** The sentence that best shows each covered key point, by the point's id. */
  readonly evidence: ReadonlyMap<string, Evidence>;
  /** The stated misconceptions' texts, each with the sentence that states it. */
  readonly misconceptions: ReadonlyMap<string, Sentence>;
}

/** A cue suffices, and so do two words that only this key point uses. */
const enough = 0.8;
const vocabularyWeight = 0.65;
const furtherCue = 0.2;
/** A sentence that touches more key points than this for its length names them and says nothing about them. */
const wordsPerPoint = 4;

export function findCoverage(rubric: CompiledRubric, sentences: readonly Sentence[]): Coverage {
  const judged = sentences.map((sentence) => ({ sentence, standing: standingOf(sentence, rubric) }));
  const prose = judged.filter(({ standing }) => standing === 'statement').map(({ sentence }) => sentence);
  const shown = new Map(prose.map((sentence) => [sentence, pointsShownBy(sentence, rubric)]));
  const touched = new Set([...shown.values()].flatMap((points) => points.map(({ id }) => id)));
  const mistakes = findMistakes(rubric, prose, touched.size / rubric.points.length);
  const evidence = new Map<string, Evidence & { readonly strength: number }>();
  for (const [sentence, points] of shown) {
    if (mistakes.sentences.has(sentence)) continue;
    for (const { id, strength, span } of points)
      if (strength > (evidence.get(id)?.strength ?? 0)) evidence.set(id, { sentence, span, strength });
  }
  return {
    sentences: judged,
    evidence,
    misconceptions: mistakes.stated,
  };
}

function pointsShownBy(sentence: Sentence, { points }: CompiledRubric) {
  const room = Math.max(1, Math.floor(sentence.tokens.filter(isWord).length / wordsPerPoint));
  return points
    .map((point) => ({ id: point.id, ...strengthOf(sentence, point) }))
    .filter(({ strength }) => strength >= enough)
    .sort((a, b) => b.strength - a.strength)
    .slice(0, room);
}

/** How strongly a sentence speaks of a key point: its best cue, plus words of the point's vocabulary; and where that cue is. */
function strengthOf(sentence: Sentence, { cues, field }: CompiledPoint) {
  let best = 0;
  let place: Span | undefined;
  let hits = 0;
  let denials = 0;
  for (const { phrase, weight } of cues) {
    const span = findPhrase(phrase, sentence);
    if (!span) continue;
    if (!phrase.negative && isNegated(sentence, span)) {
      denials++;
      continue;
    }
    hits++;
    if (weight <= best) continue;
    best = weight;
    place = span;
  }
  if (denials >= Math.max(1, hits)) return { strength: 0, span: undefined };
  const strength = best + furtherCue * Math.max(0, hits - 1) + vocabularyWeight * overlapOf(sentence, field);
  return { strength, span: place };
}

/** How much of a key point's vocabulary a sentence uses, each word once. */
function overlapOf({ tokens }: Sentence, field: CompiledPoint['field']): number {
  const known = new Map<string, number>();
  for (const { common, forms } of tokens)
    if (!common) known.set(forms[0] ?? '', Math.max(...forms.map((form) => field.get(form) ?? 0)));
  return [...known.values()].reduce((sum, value) => sum + value, 0);
}
