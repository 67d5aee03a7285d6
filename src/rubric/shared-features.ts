import type { CompiledRubric } from './compiled.ts';
import { knownIn, touchedBy } from './relation.ts';
import { stanceOf } from './stance.ts';
import type { JudgedSentence } from './standing.ts';
import type { Sentence } from './text.ts';
import { shareOf, type Words } from './words.ts';

/** The features that all points of an answer share. */
export function sharedFeatures(rubric: CompiledRubric, prose: readonly JudgedSentence[], whole: Words) {
  const length = (all: readonly JudgedSentence[]) =>
    all.reduce((sum, { sentence }) => sum + sentence.tokens.length, 0);
  return {
    sampleAll: shareOf(rubric.sample, whole),
    ...stanceOf(prose.map(({ sentence }) => sentence.text)),
    touched: touchedBy(rubric, whole),
    jargon: knownIn(
      rubric,
      prose.map(({ sentence }) => sentence),
    ),
    lists: length(prose.filter(({ standing }) => standing === 'list')) / Math.max(1, length(prose)),
    acts: prose.filter(({ sentence }) => tellsAct(sentence)).length / Math.max(1, prose.length),
  };
}

/** "I rolled back", "we would measure". */
function tellsAct({ tokens }: Sentence): boolean {
  return tokens.some(
    ({ word }, at) =>
      (word === 'i' || word === 'we') && tokens.slice(at + 1, at + 4).some(({ pos }) => pos === 'VERB'),
  );
}
