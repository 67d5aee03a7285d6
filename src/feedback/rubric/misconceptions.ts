import type { CompiledRubric } from './compiled.ts';
import { isNegated, isNegator } from './negation.ts';
import { findStatement, type Phrase, placesOf } from './phrase.ts';
import { isSweeping, rejects } from './stance.ts';
import type { Sentence } from './text.ts';
import { significanceOf } from './vocabulary.ts';

/** Shares of a misconception's words that a sentence has. */
const shares = {
  near: 0.5,
  /** Enough in an answer of which half the sentences sweep something aside. */
  somewhatNear: 0.3,
  /** Of so many words that it is no chance, where the answer shows little besides. */
  nearlyAll: { share: 0.85, words: 3, touchedLess: 0.5 },
  /** Few words weigh at least this. */
  leastWeight: 1.5,
};
/** A "not" alone doesn't bring a sentence near another. */
const negatorWeight = 0.25;
const doubts = { sweepingAnswer: 0.5, doubtful: 0.3, wrongheaded: 0.45, leastSentences: 3 };

interface Mistakes {
  /** The stated misconceptions' texts, each with the sentence that states it. */
  readonly stated: ReadonlyMap<string, Sentence>;
  /** Those that state one, and in a doubtful answer those that sweep something aside: they show nothing. */
  readonly sentences: ReadonlySet<Sentence>;
}

/**
 * A misconception is stated by the words of a cue in their order, or by nearly all of its words; in an answer that
 * sweeps much aside, also by a sentence that is near it. Who touches many key points (`touched`, their share) is
 * doubted less.
 */
export function findMistakes(
  { misconceptions }: CompiledRubric,
  sentences: readonly Sentence[],
  touched: number,
): Mistakes {
  const portion = (of: number) => of / Math.max(doubts.leastSentences, sentences.length);
  const sweeping = portion(sentences.filter(({ text }) => isSweeping(text)).length);
  const nearShare = sweeping >= doubts.sweepingAnswer ? shares.somewhatNear : shares.near;
  const judged = sentences
    .filter(({ text }) => !rejects(text))
    .map((sentence) => {
      const said = misconceptions.filter(
        ({ cues, wordings }) =>
          cues.some((cue) => states(sentence, cue)) ||
          (touched < shares.nearlyAll.touchedLess &&
            wordings.some((wording) => saysNearlyAll(sentence, wording))),
      );
      const [nearest] = misconceptions
        .map(({ text, wordings }) => ({
          text,
          share: Math.max(...wordings.map((wording) => shareOf(sentence, wording))),
        }))
        .filter(({ share }) => share >= nearShare)
        .sort((a, b) => b.share - a.share);
      return { sentence, said, nearest };
    });
  const near = portion(judged.filter(({ said, nearest }) => said.length > 0 || nearest).length);
  const doubt = Math.sqrt(near * sweeping) * (1 - touched / 2);
  const stated = new Map<string, Sentence>();
  const wrong = new Set<Sentence>();
  for (const { sentence, said, nearest } of judged) {
    const isDoubtful = doubt >= (isSweeping(sentence.text) ? doubts.doubtful : doubts.wrongheaded);
    const texts = [...said, ...(nearest && isDoubtful ? [nearest] : [])].map(({ text }) => text);
    for (const text of texts) if (!stated.has(text)) stated.set(text, sentence);
    if (texts.length > 0 || (isDoubtful && isSweeping(sentence.text))) wrong.add(sentence);
  }
  return { stated, sentences: wrong };
}

function states(sentence: Sentence, cue: Phrase): boolean {
  const span = findStatement(cue, sentence);
  if (!span) return false;
  if (cue.content.length < 2 && !isSweeping(sentence.text)) return false;
  return cue.negative || !isNegated(sentence, span);
}

function saysNearlyAll(sentence: Sentence, wording: Phrase): boolean {
  const { words, share } = shares.nearlyAll;
  return wording.content.length >= words && shareOf(sentence, wording) >= share;
}

/** The share of a wording's words that a sentence has without denying them. */
function shareOf(sentence: Sentence, { content, negative }: Phrase): number {
  let [found, all, places] = [0, 0, 0];
  for (const word of content) {
    const weight = isNegator(word) ? negatorWeight : significanceOf(word.forms[0] ?? '');
    all += weight;
    const [at] = placesOf(word, sentence);
    if (at === undefined) continue;
    if (!negative && isDenied(sentence, at)) return 0;
    found += weight;
    places++;
  }
  return places >= 2 ? found / Math.max(shares.leastWeight, all) : 0;
}

function isDenied(sentence: Sentence, at: number): boolean {
  return (
    sentence.tokens.slice(Math.max(0, at - 3), at).some(isNegator) ||
    isNegated(sentence, { from: at, to: at })
  );
}
