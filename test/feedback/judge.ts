import type { Question } from '../../src/domain/question.ts';
import { type RubricCoach, rubricCoach } from '../../src/rubric/rubric-coach.ts';
import type { Weights } from '../../src/rubric/weights.ts';
import type { Judged } from './figures.ts';
import type { Labelled } from './labelled.ts';

async function judgeOne(coach: RubricCoach, question: Question, labelled: Labelled): Promise<Judged> {
  const { answer } = labelled;
  const got = await coach.assess({ question, answer, earlierAnswers: [] });
  return { ...labelled, got, beliefs: coach.beliefs(question, answer) };
}

/** Has each answer read with weights of its question's own, or with the shipped ones. */
export async function judgeAll(
  answers: readonly Labelled[],
  questions: ReadonlyMap<string, Question>,
  weightsOf?: ReadonlyMap<string, Weights>,
): Promise<Judged[]> {
  const coaches = new Map<Weights | undefined, RubricCoach>();
  const coachOf = (weights: Weights | undefined) => {
    const coach = coaches.get(weights) ?? rubricCoach(weights);
    coaches.set(weights, coach);
    return coach;
  };
  return Promise.all(
    answers.flatMap((labelled) => {
      const question = questions.get(labelled.question);
      return question ? [judgeOne(coachOf(weightsOf?.get(labelled.question)), question, labelled)] : [];
    }),
  );
}
