import type { Question } from '../../domain/question.ts';
import type { RubricCoach } from '../../rubric/rubric-coach.ts';
import { closeness, type Sense } from '../../rubric/sense.ts';

export interface NearDuplicate {
  readonly question: Question;
  readonly other: Question;
  /** 0 to 1. */
  readonly closeness: number;
}

/**
 * From here on two questions ask about the same. Of the first forty, rewritten from scratch, all but one came out closer than
 * this to what they had been; of 14,000 pairs that differ none did.
 */
const tooClose = 0.37;

/** Two questions about the same share one of so many words that tell most about either. */
const tellingWords = 12;

/** The pairs of a question and one of the others, or one that comes before it, that ask about the same; the closest first. */
export function nearDuplicates(
  { sense }: RubricCoach,
  questions: readonly Question[],
  others: readonly Question[] = [],
): NearDuplicate[] {
  const compared = [...others, ...questions].map((question) => ({ question, sense: sense(question) }));
  const byWord = new Map<string, Set<number>>();
  const pairs = compared.flatMap(({ question, sense: own }, index) => {
    const words = tellingFormsOf(own);
    const before = new Set(words.flatMap((word) => [...(byWord.get(word) ?? [])]));
    for (const word of words) byWord.set(word, (byWord.get(word) ?? new Set()).add(index));
    if (index < others.length) return [];
    return [...before].flatMap((at) => {
      const other = compared[at];
      if (!other || other.question.id === question.id) return [];
      return { question, other: other.question, closeness: closeness(own, other.sense) };
    });
  });
  return pairs
    .filter((pair) => pair.closeness >= tooClose)
    .sort((one, other) => other.closeness - one.closeness);
}

function tellingFormsOf({ wording }: Sense): string[] {
  const heaviest = [...wording].sort((one, other) => other.weight - one.weight).slice(0, tellingWords);
  return [...new Set(heaviest.flatMap(({ forms }) => forms))];
}
