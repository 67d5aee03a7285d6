import { setImmediate as nextTurn } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import type { Assessment, Coach, Unscored } from '../domain/coach.ts';
import type { Question } from '../domain/question.ts';
import { type CompiledRubric, compileRubric } from './compiled.ts';
import { type Credit, creditIn } from './credit.ts';
import { foreignLanguage } from './language.ts';
import { statedMisconceptions } from './misconceptions.ts';
import { type QuestionReader, questionReader } from './question-reader.ts';
import { cut } from './quote.ts';
import { readingOnce } from './reading-once.ts';
import { seemsNoAnswer } from './relevance.ts';
import { costsOf, earnedBy } from './score.ts';
import { respelled } from './spelling.ts';
import { isAppeal } from './standing.ts';
import { textReader } from './text.ts';
import { judge, type Verdict } from './verdicts.ts';
import { shippedWeights, significance, type Weights } from './weights.ts';
import { followUpOf, improvementOf, limits, maybesOf, strengthsOf } from './wording.ts';
import { contentOf } from './words.ts';

export interface RubricCoach extends Coach, QuestionReader {
  /** Whether an answer is in the language of the rubrics. */
  canRead(answer: string): boolean;
  /** What quotations of an answer can show; in another language it can't tell, and whatever speaks to no reader may show all. */
  credit(question: Question, answer: string): Credit;
  /** Loads and compiles what reading needs (about 0.3 s), which the first answer waits for otherwise. Between its steps others have their turn. */
  warmUp(question: Question): Promise<void>;
  /** Whether words have to do with a key point at all. */
  relates(question: Question, point: string, words: string): boolean;
  /** How likely it is, 0 to 1, that an answer makes each key point, by its id. */
  beliefs(question: Question, answer: string): ReadonlyMap<string, number>;
}

/** An own question without examples is read less surely: its score may be off by so much either way. */
const bandWidth = 10;

/** Of so many letters on the language of a quotation can be told. */
const quotedLetters = 24;

/** A coach that needs no network: it looks for the rubric's ideas in the answer. The same answer gets the same feedback. */
export function rubricCoach(weights: Weights = shippedWeights): RubricCoach {
  const read = textReader();
  const readRubric = readingOnce(read);
  // A rubric takes longer to prepare than an answer to read, and the same questions come all day.
  const rubrics = new LRUCache<string, CompiledRubric>({ max: 500 });

  const isTerm = (stem: string) => Object.hasOwn(weights.spread, stem);
  const languageOf = (text: string) => foreignLanguage(read(text), isTerm);

  function compiled(question: Question): CompiledRubric {
    const key = JSON.stringify(question);
    const rubric = rubrics.get(key) ?? compileRubric(question, readRubric, significance(weights));
    rubrics.set(key, rubric);
    return rubric;
  }

  function judged(question: Question, answer: string) {
    const rubric = compiled(question);
    const sentences = respelled(read(answer), rubric.vocabulary, isTerm);
    return { rubric, judgement: judge(rubric, sentences, weights) };
  }

  return {
    ...questionReader({ read, readRubric, compiled, languageOf, significance: significance(weights) }),
    name: 'rubric',
    canRead: (answer) => languageOf(answer) === undefined,
    warmUp: async (question) => {
      const steps = [
        () => read('Ready.'),
        () => compiled(question),
        () => judged(question, question.sample_answer),
      ];
      for (const step of steps) {
        await nextTurn();
        step();
      }
    },
    relates: (question, point, words) => {
      const rubric = compiled(question);
      const field = rubric.points.find(({ id }) => id === point)?.field;
      return contentOf(respelled(read(words), rubric.vocabulary, isTerm)).some(({ forms }) =>
        forms.some((form) => field?.has(form)),
      );
    },
    credit: (question, answer) => {
      const rubric = compiled(question);
      const readSpelt = (text: string) => respelled(read(text), rubric.vocabulary, isTerm);
      const credit = creditIn(rubric, weights, readSpelt(answer), readSpelt);
      if (languageOf(answer) === undefined) return credit;
      return (point, quoted) => {
        const text = quoted.join(' ');
        const isEnglish = text.length >= quotedLetters && languageOf(text) === undefined;
        if (isEnglish) return credit(point, quoted);
        return quoted.every(isAppeal) ? 'missing' : 'covered';
      };
    },
    beliefs: (question, answer) =>
      new Map(judged(question, answer).judgement.points.map(({ id, belief }) => [id, belief])),
    async assess({ question, answer, earlierAnswers, isMeant, isByMentor }) {
      if (languageOf(answer)) return unscored(question, 'language');
      const { rubric, judgement } = judged(question, answer);
      if (!isMeant && seemsNoAnswer(judgement, answer, isByMentor))
        return unscored(question, 'not-an-answer');
      const idsOf = (verdict: Verdict) =>
        judgement.points.filter((point) => point.verdict === verdict).map(({ id }) => id);
      const earned = earnedBy(judgement);
      const stated = statedMisconceptions(rubric, judgement.sentences);
      const costs = costsOf(stated.length, earned);
      const score = earned - costs.reduce((sum, cost) => sum + cost, 0);
      return {
        score,
        ...(rubric.isPlain && { band: bandAround(score) }),
        covered: idsOf('covered'),
        unsure: idsOf('unsure'),
        missing: idsOf('missing'),
        misconceptions: stated.map(({ misconception, sentence }, index) => ({
          text: misconception.text,
          quote: cut(sentence.text, limits.quote),
          hint: misconception.hint ?? '',
          cost: costs[index] ?? 0,
        })),
        strengths: strengthsOf(
          question,
          judgement,
          stated.map(({ sentence }) => sentence),
        ),
        maybes: maybesOf(judgement),
        improvement: improvementOf(question, judgement),
        followUp: followUpOf(question, judgement, read, earlierAnswers.length),
      };
    },
  };
}

const reasons: Readonly<Record<Unscored, string>> = {
  language: 'The offline coach only reads English, so this answer gets no score.',
  'not-an-answer': 'This doesn’t look like an answer to the question, so it gets no score.',
};

function unscored({ follow_ups }: Question, why: Unscored): Assessment {
  const nothing = { covered: [], unsure: [], missing: [], misconceptions: [], strengths: [], maybes: [] };
  return { unscored: why, ...nothing, improvement: reasons[why], followUp: follow_ups[0] ?? '' };
}

/** "About 50–70": rounded to fives. */
function bandAround(score: number): [number, number] {
  const round = (value: number) => Math.max(0, Math.min(100, Math.round(value / 5) * 5));
  return [round(score - bandWidth), round(score + bandWidth)];
}
