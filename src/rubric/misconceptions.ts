import type { Misconception } from '../domain/question.ts';
import type { CompiledRubric } from './compiled.ts';
import { isNegator } from './negation.ts';
import type { JudgedSentence } from './standing.ts';
import type { Sentence } from './text.ts';
import { shareOf, type Words, wordsOf } from './words.ts';

/** How much of a belief's words a sentence has to have, how much of the sentence they have to be, and how many words at the least. */
const least = { belief: 0.68, sentence: 0.4, words: 3 };

/** Speaks of what others say, of a mistake, or of what might be: it states nothing of its own. */
const unasserted =
  /\b(?:myths?|misconceptions?|mistak\w+|traps?|wrong\w*|fallacy|anti-?patterns?|tempt\w+|naive|danger\w*|risk\w*|bad idea|used to|people|some(?:body|one)?|many|they|colleagues?|others|juniors?|might|could|would|if|unless|whether|avoid|reject\w*|disagree\w*|den(?:y|ies|ied)|doubt\w*|false|untrue|heard|claim\w*|instead|although|though|however|but)\b|["“”?]/i;

export interface Statement {
  readonly misconception: Misconception;
  readonly sentence: Sentence;
}

/**
 * The misconceptions that an answer clearly states: a sentence that asserts has nearly all words of one, denies as much, and is
 * about little else.
 */
export function statedMisconceptions(
  rubric: CompiledRubric,
  sentences: readonly JudgedSentence[],
): Statement[] {
  const asserting = sentences
    .filter(({ sentence, standing }) => standing === 'statement' && !unasserted.test(sentence.text))
    .map(({ sentence }) => ({ sentence, words: wordsOf([sentence]), denies: deniesIn(sentence) }));
  return rubric.misconceptions.flatMap(({ misconception, wordings }) => {
    const found = asserting.find((one) =>
      wordings.some(
        ({ wording, phrase }) =>
          wording.filter(({ forms }) => forms.some((form) => one.words.has(form))).length >= least.words &&
          shareOf(wording, one.words) >= least.belief &&
          shareOf(contentWording(one.sentence), wordsOfTokens(phrase.words)) >= least.sentence &&
          one.denies === (phrase.words.filter(isNegator).length % 2 === 1),
      ),
    );
    return found ? [{ misconception, sentence: found.sentence }] : [];
  });
}

const deniesIn = ({ tokens }: Sentence) => tokens.filter(isNegator).length % 2 === 1;

function contentWording({ tokens }: Sentence) {
  return tokens.filter(({ common }) => !common).map(({ forms }) => ({ forms, weight: 1 }));
}

function wordsOfTokens(tokens: Sentence['tokens']): Words {
  return wordsOf([{ text: '', tokens, places: new Map() }]);
}
