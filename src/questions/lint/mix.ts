import type { Track } from '../../domain/question.ts';
import type { Advice } from './advice.ts';

/** Shares of a track's questions, at least and at most. Interviews for managers ask for behaviour more than for techniques. */
const usual = { behavioral: [0.15, 0.25], technical: [0.55, 0.65], situational: [0.14, 0.24] } as const;
const ofManagers = { behavioral: [0.35, 0.5], technical: [0.1, 0.25], situational: [0.35, 0.5] } as const;
const ofLevels = { beginner: [0.2, 0.3], intermediate: [0.45, 0.55], advanced: [0.2, 0.3] } as const;
const ofTopic = { fewest: 3, most: 6 };

/** How many questions a track has, so that one a week lasts a year. */
const fewest = 52;

/** Whether a track that comes with Whetstone has enough of everything. */
export function* adviceOnMix({ id, questions, topics }: Track): Generator<Advice> {
  if (questions.length < fewest)
    yield { id, message: `the track has ${questions.length} questions; write ${fewest} or more.` };
  const categories = id === 'engineering-manager' ? ofManagers : usual;
  for (const [word, [least, most]] of Object.entries({ ...categories, ...ofLevels })) {
    const share =
      questions.filter((one) => one.category === word || one.level === word).length / questions.length;
    if (share < least || share > most)
      yield {
        id,
        message: `${Math.round(share * 100)} % of the questions are ${word}; make it ${Math.round(least * 100)} to ${Math.round(most * 100)} %.`,
      };
  }
  for (const topic of topics) {
    const count = questions.filter(({ tags }) => tags[0] === topic).length;
    if (count < ofTopic.fewest || count > ofTopic.most)
      yield {
        id,
        message: `"${topic}" has ${count} questions; make it ${ofTopic.fewest} to ${ofTopic.most}.`,
      };
  }
}
