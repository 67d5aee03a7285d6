import type { Services } from '../services/services.ts';
import { questionOfDrop } from './drops.ts';

/** Characters that are read for a guess: it is made of whatever people say in a channel, before the platform hears that it came. */
const mostRead = 1000;

/** Whether a text seems to be meant as an answer to a drop's question: it makes one of its points, or may. */
export async function readsLikeAnAnswer(
  { db, rubric }: Services,
  workspace: string,
  drop: string,
  text: string,
): Promise<boolean> {
  const question = await questionOfDrop(db, workspace, drop);
  const { unscored, covered, unsure } = await rubric.assess({
    question,
    answer: text.slice(0, mostRead),
    earlierAnswers: [],
  });
  return unscored === undefined && covered.length + unsure.length > 0;
}

/** The same of a text that is too short to make a point: it has to do with one, and asks nothing. */
export async function readsLikeAShortAnswer(
  { db, rubric }: Services,
  workspace: string,
  drop: string,
  text: string,
): Promise<boolean> {
  if (text.includes('?')) return false;
  const question = await questionOfDrop(db, workspace, drop);
  return question.key_points.some(({ id }) => rubric.relates(question, id, text));
}
