import type { CompiledRubric } from './compiled.ts';
import { isNegated, isNegator } from './negation.ts';
import { findStatement, type Phrase } from './phrase.ts';
import { isSweeping, rejects } from './stance.ts';
import type { Sentence } from './text.ts';
import { significanceOf } from './vocabulary.ts';

type Misconception = CompiledRubric['misconceptions'][number];

/** From how much of a misconception's words on a sentence is near it. */
const limits = {
  near: 0.5,
  somewhatNear: 0.3,
  sure: 0.5,
  doubtful: 0.3,
  wrongheaded: 0.45,
  leastWeight: 1.5,
  leastSentences: 3,
};

export interface Mistakes {
  /** The stated misconceptions' texts, each with the sentence that states it. */
  readonly stated: ReadonlyMap<string, Sentence>;
  /** Those that state one, and in a doubtful answer those that sweep something aside: they show nothing. */
  readonly sentences: ReadonlySet<Sentence>;
}

/**
 * A misconception is stated by the words of a cue in their order; in an answer that sweeps much aside, also by a sentence
 * that shares enough words with it. Who touches many key points (`touched`, their share) is doubted less.
 */
export function findMistakes(
  { misconceptions }: CompiledRubric,
  sentences: readonly Sentence[],
  touched: number,
): Mistakes {
  const portion = (of: number) => of / Math.max(limits.leastSentences, sentences.length);
  const sure = portion(sentences.filter(({ text }) => isSweeping(text)).length);
  const nearEnough = sure >= limits.sure ? limits.somewhatNear : limits.near;
  const judged = sentences.map((sentence) => {
    const literal = misconceptions.filter(({ cues }) => cues.some((cue) => states(sentence, cue)));
    const ranked = misconceptions
      .map((one) => ({ text: one.text, nearness: nearnessOf(sentence, one) }))
      .sort((a, b) => b.nearness - a.nearness);
    const [best] = ranked;
    const near = best && best.nearness >= nearEnough && !rejects(sentence.text) ? best : undefined;
    return { sentence, literal, near, isSweeping: isSweeping(sentence.text) };
  });
  const wordy = portion(judged.filter(({ literal, near }) => literal.length > 0 || near).length);
  const doubt = Math.sqrt(wordy * sure) * (1 - touched / 2);
  const stated = new Map<string, Sentence>();
  const wrong = new Set<Sentence>();
  for (const { sentence, literal, near, isSweeping } of judged) {
    const texts = literal.map(({ text }) => text);
    if (near && doubt >= limits.doubtful && (isSweeping || doubt >= limits.wrongheaded))
      texts.push(near.text);
    for (const text of texts) if (!stated.has(text)) stated.set(text, sentence);
    if (texts.length > 0 || (isSweeping && doubt >= limits.doubtful)) wrong.add(sentence);
  }
  return { stated, sentences: wrong };
}

function states(sentence: Sentence, cue: Phrase): boolean {
  const span = findStatement(cue, sentence);
  if (!span || rejects(sentence.text)) return false;
  if (cue.content.length < 2 && !isSweeping(sentence.text)) return false;
  return cue.negative || !isNegated(sentence, span);
}

/** The share of a misconception's own words, or of those of a cue, that a sentence uses without denying them. */
function nearnessOf(sentence: Sentence, { wordings }: Misconception): number {
  return Math.max(...wordings.map((wording) => shareOf(sentence, wording)));
}

function shareOf(sentence: Sentence, { content, negative }: Phrase): number {
  let [found, all, places] = [0, 0, 0];
  for (const word of content) {
    const weight = significanceOf(word.forms[0] ?? '');
    all += weight;
    const at = sentence.tokens.findIndex(({ forms }) => forms.some((form) => word.forms.includes(form)));
    if (at < 0) continue;
    if (!negative && isDenied(sentence, at)) return 0;
    found += weight;
    places++;
  }
  return places >= 2 ? found / Math.max(limits.leastWeight, all) : 0;
}

function isDenied(sentence: Sentence, at: number): boolean {
  return (
    sentence.tokens.slice(Math.max(0, at - 3), at).some(isNegator) ||
    isNegated(sentence, { from: at, to: at })
  );
}
