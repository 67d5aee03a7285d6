import { type Question, topicOf } from '../../src/domain/question.ts';
import { chance } from './chance.ts';

const segments = new Intl.Segmenter('en', { granularity: 'sentence' });

/** What a member says: of the sample answer the sentences that they would think of. Some topics suit them, others don't. */
export function sayable(question: Question, member: string, knows: number): string {
  const sentences = [...segments.segment(question.sample_answer)].map(({ segment }) => segment);
  const topic = topicOf(question) ?? '';
  const share = Math.min(0.95, Math.max(0.1, knows + (chance(member, topic) - 0.5) * 0.6));
  const said = sentences.filter((sentence) => chance(member, sentence) < share);
  return (said.length > 0 ? said : sentences.slice(0, 1)).map((sentence) => sentence.trim()).join(' ');
}
