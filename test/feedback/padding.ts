import type { Question } from '../../src/domain/question.ts';
import type { RubricCoach } from '../../src/rubric/rubric-coach.ts';
import type { Judged } from './figures.ts';

/** Fluent, of the trade, and about nothing that any question asks. */
const paragraphs = [
  'Let me add something about how we work. Every second Thursday the whole company meets in the big kitchen, and one team shows what it has been up to, usually with more slides than anybody asked for. I like these afternoons, since people from sales ask things that an engineer would never think of. Last month I told them about our move to the new office and why the printers still hate us.',
  'On a personal note, I think that a good career is a long walk and no race. I started in a small agency in Ghent, where I built shops for florists and learned to answer the phone. Later I moved to a bank, which taught me patience and the value of a tidy calendar. Today I read a chapter of some book each evening, mostly about history, and it helps me to sleep.',
  'For completeness a word on our tooling. We write in editors of all kinds, and nobody argues about it any more. Our chat has far too many channels, of which the one for pictures of lunch is the liveliest. Tickets live on a board with seven columns, three of which nobody could explain to you, and every Friday somebody proposes to throw the board away. It is still there.',
];

export interface Padding {
  /** Points that answers gain on average. */
  readonly mean: number;
  /** The share of answers that gain more than 5. */
  readonly beyond: number;
}

/** What medium and weak answers gain by a paragraph that has nothing to do with the question. */
export async function gainedByPadding(
  coachOf: (question: string) => RubricCoach,
  questions: ReadonlyMap<string, Question>,
  judged: readonly Judged[],
): Promise<Padding> {
  const gains = await Promise.all(
    judged
      .filter(({ got }) => got.score !== undefined)
      .flatMap(({ question: id, answer, got }, index) => {
        const question = questions.get(id);
        if (!question) return [];
        const padded = `${answer}\n\n${paragraphs[index % paragraphs.length]}`;
        const request = { question, answer: padded, earlierAnswers: [], isMeant: true };
        return [
          coachOf(id)
            .assess(request)
            .then(({ score = 0 }) => score - (got.score ?? 0)),
        ];
      }),
  );
  return {
    mean: gains.reduce((sum, one) => sum + one, 0) / gains.length,
    beyond: gains.filter((gain) => gain > 5).length / gains.length,
  };
}
