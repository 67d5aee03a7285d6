import { ellipsis } from '../../chat/cut.ts';
import type { KeyPoint, Question } from '../../domain/question.ts';
import type { RubricCoach } from '../../rubric/rubric-coach.ts';
import { nearDuplicates } from './near-duplicates.ts';

/** Something about a question that its author should look at. */
export interface Advice {
  /** The question's id. */
  readonly id: string;
  readonly message: string;
}

/** Below this the coach, which reads the sample answer like anybody's, doesn't find a point in it. */
const leastBelief = 0.3;
/** Shares of the words that tell a point. */
const mostAlike = 0.5;
const mostGivenAway = 0.4;
/** What can be asked aloud in one breath, and said in one sentence. */
const longest = { prompt: 60, tip: 40, point: 30 } as const;

/** What can be told about questions by reading them as the coach does, beside `others` that are there already. */
export function adviceOn(
  coach: RubricCoach,
  questions: readonly Question[],
  others: readonly Question[] = [],
): Advice[] {
  const twins = nearDuplicates(coach, questions, others).map(({ question, other, closeness }) => ({
    id: question.id,
    message: `asks about the same as ${other.id} (${Math.round(closeness * 100)} % alike); merge them, or ask about something else.`,
  }));
  return [...questions.flatMap((question) => [...adviceOnOne(coach, question)]), ...twins];
}

function* adviceOnOne(coach: RubricCoach, question: Question): Generator<Advice> {
  const say = (message: string): Advice => ({ id: question.id, message });
  const { prompt, tip, key_points } = question;
  if (wordCount(prompt) > longest.prompt)
    yield say(`"prompt" has ${wordCount(prompt)} words; ask it in one breath, in ${longest.prompt} at most.`);
  if (wordCount(tip) > longest.tip) yield say(`"tip" has ${wordCount(tip)} words; cut it to ${longest.tip}.`);
  for (const { id, text } of key_points)
    if (wordCount(text) > longest.point)
      yield say(`the key point "${id}" has ${wordCount(text)} words; it may be two ideas.`);
  for (const { id } of unmade(coach, question))
    yield say(`the sample answer doesn’t make "${id}", as the coach reads it; say it there more plainly.`);
  for (const [one, other] of pairsOf(key_points))
    if (coach.alike(question, one.id, other.id) > mostAlike)
      yield say(
        `the coach can’t tell "${one.id}" from "${other.id}"; give them different words, or join them.`,
      );
  for (const { id, text, hint } of key_points)
    if (hint && coach.givenAway(question, id, hint) > mostGivenAway)
      yield say(`the hint of "${id}" gives away “${ellipsis(text, 60)}”; ask without its words.`);
}

/** The key points that an answer like the sample doesn't make, when nothing of the sample itself is known. */
function unmade(coach: RubricCoach, question: Question): readonly KeyPoint[] {
  if (!coach.canRead(question.sample_answer)) return [];
  const beliefs = coach.beliefs({ ...question, sample_answer: question.prompt }, question.sample_answer);
  return question.key_points.filter(({ id }) => (beliefs.get(id) ?? 0) < leastBelief);
}

const wordCount = (text: string) => text.split(/\s+/).filter(Boolean).length;

function pairsOf<T>(all: readonly T[]): [T, T][] {
  return all.flatMap((one, index) => all.slice(index + 1).map((other): [T, T] => [one, other]));
}
