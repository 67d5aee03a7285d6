import { closenessesOf } from './closeness.ts';
import type { CompiledRubric } from './compiled.ts';
import { type Standing, standingOf } from './standing.ts';
import type { Sentence } from './text.ts';
import { judge, type Verdict } from './verdicts.ts';
import type { Weights } from './weights.ts';

/** The most that words quoted from an answer can show of a key point, given by its id. */
export type Credit = (point: string, quoted: readonly string[]) => Verdict;

/** How close to a point quoted words have to be, and how likely it is that they make it by themselves: what is about nothing stays below. */
const least = { closeness: 0.1, belief: 0.05 };

/** How likely it has to be that the whole answer makes a point for it to be made, or in doubt, whichever of its words are quoted. */
const inAll = { covered: 0.35, unsure: 0.1 };

const lettersOf = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/**
 * What an answer's words are worth by the offline reader, whoever quotes them. What speaks to whoever reads the answer, or repeats the
 * question, shows nothing, also where only a part of the sentence is quoted.
 */
export function creditIn(
  rubric: CompiledRubric,
  weights: Pick<Weights, 'forests'>,
  answer: readonly Sentence[],
  read: (text: string) => readonly Sentence[],
): Credit {
  const sentences = answer.map((sentence) => ({
    letters: lettersOf(sentence.text),
    standing: standingOf(sentence, rubric),
  }));
  /** Of the sentences of the answer in which the words stand. */
  const standingsOf = (part: Sentence) => {
    const letters = lettersOf(part.text);
    const around = sentences.filter((one) => one.letters.includes(letters));
    return around.length > 0 ? around.map(({ standing }) => standing) : [standingOf(part, rubric)];
  };
  const beliefsOf = (said: readonly Sentence[]) => judge(rubric, said, weights).points;
  const whole = beliefsOf(answer);
  return (point, quoted) => {
    const at = rubric.points.findIndex(({ id }) => id === point);
    const counting = quoted.flatMap(read).filter((part) => standingsOf(part).some(counts));
    if (counting.length === 0) return 'missing';
    const closeness = Math.max(...counting.map((part) => closenessesOf(rubric, part)[at]?.all ?? 0));
    const belief = beliefsOf(counting)[at]?.belief ?? 0;
    if (closeness >= least.closeness && belief >= least.belief) return 'covered';
    const { belief: inWhole = 0 } = whole[at] ?? {};
    if (inWhole >= inAll.covered) return 'covered';
    return inWhole >= inAll.unsure ? 'unsure' : 'missing';
  };
}

const counts = (standing: Standing) => standing === 'statement' || standing === 'list';
