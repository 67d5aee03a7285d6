import { type Question, topicOf, trackOf } from '../domain/question.ts';
import type { RubricCoach } from '../rubric/rubric-coach.ts';

/** A question that fits less has hardly a word of a description. */
const leastFit = 0.13;
const mostOfTopic = 2;

/** A question with the title of its track. */
export interface Candidate {
  readonly question: Question;
  readonly title: string;
}

/** The questions that a description of a role speaks of most, the best first, and at most two of a topic. */
export function bestFitting(
  rubric: RubricCoach,
  candidates: readonly Candidate[],
  description: string,
  limit: number,
): Question[] {
  const ranked = candidates
    .map(({ question, title }) => ({
      question,
      fit: rubric.fit(question, title.replace(/\bEngineer\b/, ''), description),
    }))
    .filter(({ fit }) => fit >= leastFit)
    .sort((one, other) => other.fit - one.fit);
  const chosen: Question[] = [];
  for (const { question } of ranked) {
    const same = chosen.filter((one) => aboutOf(one) === aboutOf(question)).length;
    if (same < mostOfTopic && chosen.length < limit) chosen.push(question);
  }
  return chosen;
}

const aboutOf = (question: Question) => `${trackOf(question.id)}/${topicOf(question) ?? question.id}`;
