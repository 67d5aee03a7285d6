import { beliefOf, type Grounds } from './belief.ts';
import type { CompiledRubric } from './compiled.ts';
import { knownWords } from './known-words.ts';
import { findMistakes } from './misconceptions.ts';
import { type Sign, signOf } from './sign.ts';
import { type Standing, standingOf } from './standing.ts';
import { isWord, type Sentence } from './text.ts';

/** What shows a key point. */
export type Evidence = Pick<Sign, 'sentence' | 'span'>;

export interface Coverage {
  readonly sentences: readonly { readonly sentence: Sentence; readonly standing: Standing }[];
  /** The sentence that best shows each covered key point, by the point's id. */
  readonly evidence: ReadonlyMap<string, Evidence>;
  /** How much of the key points it makes, 0 to 1, where half of each counts as far as it is believed. */
  readonly made: number;
  /** The stated misconceptions' texts, each with the sentence that states it. */
  readonly misconceptions: ReadonlyMap<string, Sentence>;
}

/** The best sign of a key point, with what speaks for and against it. */
interface Candidate extends Sign {
  readonly grounds: Grounds;
}

const believed = 0.4;
const clear = 0.8;

export function findCoverage(rubric: CompiledRubric, sentences: readonly Sentence[]): Coverage {
  const { judged, candidates, misconceptions } = findCandidates(rubric, sentences);
  const isBrief = judged.length <= 2;
  const isShown = ({ grounds }: Candidate) =>
    beliefOf(grounds) >= believed || (isBrief && isSaidPlainly(grounds));
  const evidence = new Map([...candidates].filter(([, candidate]) => isShown(candidate)));
  const likely = [...candidates.values()].reduce((sum, { grounds }) => sum + beliefOf(grounds), 0);
  return {
    sentences: judged,
    evidence,
    made: (evidence.size + likely) / 2 / rubric.points.length,
    misconceptions,
  };
}

/** One or two sentences can't speak of much, so that it counts for them that they do of one thing. */
function isSaidPlainly({ strength, phrases, acts, mistaken, density }: Grounds): boolean {
  return strength >= 1.8 && phrases > 0 && acts > 0 && mistaken === 0 && density <= 1;
}

/** What there is to be said for each key point that an answer speaks of at all, by the point's id. */
export function findCandidates(rubric: CompiledRubric, sentences: readonly Sentence[]) {
  const judged = sentences.map((sentence) => ({ sentence, standing: standingOf(sentence, rubric) }));
  const prose = judged.filter(({ standing }) => standing === 'statement').map(({ sentence }) => sentence);
  const signs = rubric.points.map((point) => ({
    id: point.id,
    signs: prose.map((sentence) => signOf(sentence, point)).filter((sign) => sign !== undefined),
  }));
  const touched = signs.filter((point) => point.signs.some(({ strength }) => strength >= clear)).length;
  const mistakes = findMistakes(rubric, prose, touched / rubric.points.length);
  const best = signs.flatMap((point) => {
    const right = point.signs.filter(({ sentence }) => !mistakes.sentences.has(sentence));
    const [first, ...others] = right.toSorted((one, other) => other.strength - one.strength);
    return first ? [{ id: point.id, sign: first, others: others.length }] : [];
  });
  const share = (sum: number) => sum / rubric.points.length;
  const common = {
    presence: share(best.reduce((sum, { sign }) => sum + Math.min(2, sign.strength), 0)),
    breadth: share(best.length),
    mistaken: Math.min(1, mistakes.stated.size),
    jargon: knownWords(rubric, prose).share,
    acts: prose.filter(tellsAct).length / Math.max(1, prose.length),
  };
  const candidates = best.map(({ id, sign, others }): [string, Candidate] => {
    const { sentence, strength, phrases, words } = sign;
    const rivals = best.filter(({ sign: one }) => one.sentence === sentence && one.strength >= clear).length;
    const density = (8 * rivals) / Math.max(4, sentence.tokens.filter(isWord).length);
    const own = { strength: Math.min(3, strength), phrases, words, others: Math.min(2, others), density };
    return [id, { ...sign, grounds: { ...own, ...common } }];
  });
  return { judged, candidates: new Map(candidates), misconceptions: mistakes.stated };
}

/** "I rolled back", "we would measure". */
function tellsAct({ tokens }: Sentence): boolean {
  return tokens.some(
    ({ word }, at) =>
      (word === 'i' || word === 'we') && tokens.slice(at + 1, at + 4).some(({ pos }) => pos === 'VERB'),
  );
}
