import { setImmediate as nextTurn } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import type { Assessment, Coach, Unscored } from '../domain/coach.ts';
import type { Question } from '../domain/question.ts';
import { type CompiledPoint, type CompiledRubric, compileRubric } from './compiled.ts';
import { type Credit, creditIn } from './credit.ts';
import { foreignLanguage } from './language.ts';
import { statedMisconceptions } from './misconceptions.ts';
import { cut } from './quote.ts';
import { seemsNoAnswer } from './relevance.ts';
import { costsOf, earnedBy } from './score.ts';
import { closeness, type Sense, senseOfQuestion, senseOfText } from './sense.ts';
import { respelled } from './spelling.ts';
import { isAppeal } from './standing.ts';
import { textReader } from './text.ts';
import { judge, type Verdict } from './verdicts.ts';
import { shippedWeights, significance, type Weights } from './weights.ts';
import { followUpOf, improvementOf, limits, maybesOf, strengthsOf } from './wording.ts';
import { contentOf, shareOf, wordsOf } from './words.ts';

export interface RubricCoach extends Coach {
  /** Whether an answer is in the language of the rubrics. */
  canRead(answer: string): boolean;
  /** What quotations of an answer can show; in another language it can't tell, and whatever speaks to no reader may show all. */
  credit(question: Question, answer: string): Credit;
  /** Loads and compiles what reading needs (about 0.3 s), which the first answer waits for otherwise. Between its steps others have their turn. */
  warmUp(question: Question): Promise<void>;
  /** Whether words have to do with a key point at all. */
  relates(question: Question, point: string, words: string): boolean;
  /** Ids of the key points of whose words a question's own sample answer has next to none; none where it isn't in English. */
  unmade(question: Question): string[];
  /** What a question is about, to be compared with others. */
  sense(question: Question): Sense;
  /** How well a question of a track with this title fits what some text describes: 0 is not at all; it has no unit. */
  fit(question: Question, track: string, text: string): number;
  /** How much, 0 to 1, the texts of two key points have in common. */
  alike(question: Question, one: string, other: string): number;
  /** The share, 0 to 1, of a key point's words that its hint already says. */
  givenAway(question: Question, point: string, hint: string): number;
  /** How likely it is, 0 to 1, that an answer makes each key point, by its id. */
  beliefs(question: Question, answer: string): ReadonlyMap<string, number>;
}

/** An own question without examples is read less surely: its score may be off by so much either way. */
const bandWidth = 10;

/** What it is worth that a description names a question's track, or one of its tags, beside the words that they share. */
const fitOf = { track: 0.2, tag: 0.15 };

/** Of so many letters on the language of a quotation can be told. */
const quotedLetters = 24;

/** A sample answer that has less of a key point's words, or of an example's, doesn't seem to make it. */
const leastSaid = 0.15;

/** A coach that needs no network: it looks for the rubric's ideas in the answer. The same answer gets the same feedback. */
export function rubricCoach(weights: Weights = shippedWeights): RubricCoach {
  const read = textReader();
  // A rubric takes longer to prepare than an answer to read, and the same questions come all day.
  const rubrics = new LRUCache<string, CompiledRubric>({ max: 500 });
  const senses = new LRUCache<string, Sense>({ max: 1000 });

  const isTerm = (stem: string) => Object.hasOwn(weights.spread, stem);
  const languageOf = (text: string) => foreignLanguage(read(text), isTerm);

  function compiled(question: Question): CompiledRubric {
    const key = JSON.stringify(question);
    const rubric = rubrics.get(key) ?? compileRubric(question, read, significance(weights));
    rubrics.set(key, rubric);
    return rubric;
  }

  function senseOf(question: Question): Sense {
    const key = JSON.stringify(question);
    const sense = senses.get(key) ?? senseOfQuestion(question, read, significance(weights));
    senses.set(key, sense);
    return sense;
  }

  function judged(question: Question, answer: string) {
    const rubric = compiled(question);
    const sentences = respelled(read(answer), rubric.vocabulary, isTerm);
    return { rubric, judgement: judge(rubric, sentences, weights) };
  }

  return {
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
    unmade: (question) => {
      if (languageOf(question.sample_answer)) return [];
      const sentences = read(question.sample_answer).map((sentence) => wordsOf([sentence]));
      const said = ({ text, examples }: CompiledPoint) =>
        Math.max(
          0,
          ...sentences.flatMap((words) =>
            [text, ...examples.map(({ wording }) => wording)].map((one) => shareOf(one, words)),
          ),
        );
      return compiled(question)
        .points.filter((point) => said(point) < leastSaid)
        .map(({ id }) => id);
    },
    sense: senseOf,
    fit: (question, track, text) => {
      const described = senseOfText(text, read, significance(weights));
      const isNamed = (label: string) =>
        shareOf(
          senseOfText(label.replaceAll('-', ' '), read, significance(weights)).wording,
          described.words,
        );
      return (
        closeness(senseOf(question), described) +
        fitOf.track * isNamed(track) +
        fitOf.tag * Math.max(0, ...question.tags.map(isNamed))
      );
    },
    alike: (question, one, other) => {
      const wordsIn = (id: string) =>
        wordsOf(
          question.key_points.filter((point) => point.id === id).flatMap(({ text }) => [...read(text)]),
        );
      const share = (of: string, by: string) => {
        const point = compiled(question).points.find(({ id }) => id === of);
        return point ? shareOf(point.text, wordsIn(by)) : 0;
      };
      return Math.sqrt(share(one, other) * share(other, one));
    },
    givenAway: (question, id, hint) => {
      const point = compiled(question).points.find((one) => one.id === id);
      return point ? shareOf(point.text, wordsOf(read(hint))) : 0;
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
