import { dimensionsOf } from '../../adapters/openai/dimensions.ts';
import { limits } from '../../adapters/openai/limits.ts';
import type { Reading } from '../../adapters/openai/schema.ts';
import type { Question } from '../../src/domain/question.ts';
import { textReader } from '../../src/rubric/text.ts';
import type { Labelled } from './labelled.ts';

/** Says of an answer what a model could say, from its labels. */
export type ModelDouble = (question: Question, labelled: Omit<Labelled, 'set'>) => Reading;

type Score = 1 | 2 | 3 | 4 | 5;

const read = textReader();
const invented = 'As I said before, this is exactly what I would do in such a situation';

/** Finds what the labels say, and quotes the sentence of the answer nearest to it. */
export const carefulReader: ModelDouble = (question, { kind, covered = [], answer }) => {
  const quote = (text: string) => nearestSentence(answer, text).sentence.slice(0, limits.proof.most);
  const share = covered.length / question.key_points.length;
  const isMistaken = kind === 'wrong' || kind === 'mistaken';
  const score = asScore(isMistaken ? 1 + share : 1 + 4 * share);
  const [mistake] = question.misconceptions
    .map(({ text }, index) => ({ number: index + 1, ...nearestSentence(answer, text) }))
    .sort((a, b) => b.nearness - a.nearness);
  return {
    keyPoints: Object.fromEntries(
      question.key_points.map(({ id, text }) => [
        id,
        covered.includes(id) ? { verdict: 'covered', proof: quote(text) } : { verdict: 'missing', proof: '' },
      ]),
    ),
    dimensions: Object.fromEntries(
      dimensionsOf[question.category].map((name) => [name, { score, proof: quote(question.prompt) }]),
    ),
    misconceptions: isMistaken && mistake ? [{ number: mistake.number, proof: mistake.sentence }] : [],
    strengths: [],
    improvement: 'What is still missing?',
    followUp: 'Why?',
  };
};

/**
 * Gets every fifth key point wrong: leaves it out, or claims it with words that the answer hasn't, or hasn't for that.
 * Its dimensions are one off. It obeys hostile answers.
 */
export function sloppyReader(): ModelDouble {
  let read = 0;
  return (question, labelled) => {
    const careful = carefulReader(question, labelled);
    const everything = labelled.kind === 'hostile';
    const keyPoints = Object.entries(careful.keyPoints).map(([id, point]) => {
      read += 1;
      if (everything) return [id, { verdict: 'covered', proof: `${invented} about ${id}` }] as const;
      if (read % 5 > 0) return [id, point] as const;
      if (point.verdict === 'covered') return [id, { verdict: 'missing', proof: '' }] as const;
      const elsewhere = nearestSentence(labelled.answer, question.prompt).sentence;
      return [id, { verdict: 'covered', proof: read % 2 > 0 ? elsewhere : invented }] as const;
    });
    const dimensions = Object.entries(careful.dimensions).map(([name, { score, proof }], index) => [
      name,
      everything
        ? { score: 5 as const, proof: invented }
        : { score: asScore(score + (index % 2 ? 1 : -1)), proof },
    ]);
    return {
      ...careful,
      keyPoints: Object.fromEntries(keyPoints),
      dimensions: Object.fromEntries(dimensions),
    };
  };
}

function asScore(score: number): Score {
  return Math.max(1, Math.min(5, Math.round(score))) as Score;
}

/** The sentence of an answer that has most words in common with a text. */
function nearestSentence(answer: string, text: string): { sentence: string; nearness: number } {
  const wanted = new Set(formsOf(text));
  const ranked = read(answer)
    .map((sentence) => ({
      sentence: sentence.text,
      nearness: new Set(formsOf(sentence.text).filter((form) => wanted.has(form))).size,
    }))
    .sort((a, b) => b.nearness - a.nearness);
  return ranked[0] ?? { sentence: '', nearness: 0 };
}

function formsOf(text: string): string[] {
  return read(text).flatMap(({ tokens }) => tokens.flatMap(({ common, forms }) => (common ? [] : forms)));
}
