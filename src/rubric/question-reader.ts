import { LRUCache } from 'lru-cache';
import type { Question } from '../domain/question.ts';
import type { CompiledPoint, CompiledRubric } from './compiled.ts';
import { closeness, type Sense, senseOfQuestion, senseOfText } from './sense.ts';
import type { ReadText } from './text.ts';
import { shareOf, wordsOf } from './words.ts';

/** What can be told about questions by reading them as their answers are read. */
export interface QuestionReader {
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
}

/** What it is worth that a description names a question's track, or one of its tags, beside the words that they share. */
const fitOf = { track: 0.2, tag: 0.15 };

/** A sample answer that has less of a key point's words, or of an example's, doesn't seem to make it. */
const leastSaid = 0.15;

interface Means {
  readonly read: ReadText;
  /** Of questions, the same. */
  readonly readRubric: ReadText;
  readonly compiled: (question: Question) => CompiledRubric;
  /** Undefined for the language of the rubrics. */
  readonly languageOf: (text: string) => string | undefined;
  readonly significance: (stem: string) => number;
}

export function questionReader({
  read,
  readRubric,
  compiled,
  languageOf,
  significance,
}: Means): QuestionReader {
  const senses = new LRUCache<string, Sense>({ max: 1000 });

  function senseOf(question: Question): Sense {
    const key = JSON.stringify(question);
    const sense = senses.get(key) ?? senseOfQuestion(question, readRubric, significance);
    senses.set(key, sense);
    return sense;
  }

  return {
    unmade: (question) => {
      if (languageOf(question.sample_answer)) return [];
      const sentences = readRubric(question.sample_answer).map((sentence) => wordsOf([sentence]));
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
      const described = senseOfText(text, read, significance);
      const isNamed = (label: string) =>
        shareOf(senseOfText(label.replaceAll('-', ' '), read, significance).wording, described.words);
      return (
        closeness(senseOf(question), described) +
        fitOf.track * isNamed(track) +
        fitOf.tag * Math.max(0, ...question.tags.map(isNamed))
      );
    },
    alike: (question, one, other) => {
      const wordsIn = (id: string) =>
        wordsOf(
          question.key_points.filter((point) => point.id === id).flatMap(({ text }) => [...readRubric(text)]),
        );
      const share = (of: string, by: string) => {
        const point = compiled(question).points.find(({ id }) => id === of);
        return point ? shareOf(point.text, wordsIn(by)) : 0;
      };
      return Math.sqrt(share(one, other) * share(other, one));
    },
    givenAway: (question, id, hint) => {
      const point = compiled(question).points.find((one) => one.id === id);
      return point ? shareOf(point.text, wordsOf(readRubric(hint))) : 0;
    },
  };
}
