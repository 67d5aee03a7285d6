import type { CompiledRubric } from './compiled.ts';
import { likelihood } from './forest.ts';
import { type Grounds, readAgainst } from './grounds.ts';
import type { Relation } from './relation.ts';
import type { JudgedSentence } from './standing.ts';
import type { Sentence } from './text.ts';
import type { Weights } from './weights.ts';

export type Verdict = 'covered' | 'unsure' | 'missing';

export interface JudgedPoint extends Pick<Grounds, 'id' | 'sentence' | 'span'> {
  readonly verdict: Verdict;
  /** How likely it is, 0 to 1, that an interviewer would say that the answer makes the point. */
  readonly belief: number;
}

export interface Judgement {
  readonly sentences: readonly JudgedSentence[];
  /** In the rubric's order. */
  readonly points: readonly JudgedPoint[];
  readonly relation: Relation;
}

/** Between these the reader can't tell. */
const unsure = { from: 0.35, to: 0.5 };

export function judge(
  rubric: CompiledRubric,
  sentences: readonly Sentence[],
  { forests }: Pick<Weights, 'forests'>,
): Judgement {
  const { sentences: judged, grounds, relation } = readAgainst(rubric, sentences);
  const points = grounds.map(({ features, ...found }) => {
    const belief = rubric.isReference
      ? beliefBySaid(found.said)
      : likelihood(rubric.isPlain ? forests.plain : forests.rich, features);
    const { id, sentence, span } = found;
    return { id, sentence, span, belief, verdict: verdictOf(belief) };
  });
  return { sentences: judged, points, relation };
}

/** Half of a reference's words make it likely, all don't prove it, and none doesn't disprove it. */
function beliefBySaid(said: number): number {
  return 0.15 + 0.7 * Math.min(1, 1.3 * said);
}

function verdictOf(belief: number): Verdict {
  if (belief >= unsure.to) return 'covered';
  return belief >= unsure.from ? 'unsure' : 'missing';
}
