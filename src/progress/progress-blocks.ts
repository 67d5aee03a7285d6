import type { Block } from '../chat/card.ts';
import type { Progress, Topic } from '../drawing/progress-data.ts';

/** How many of the weeks are lately. */
const lately = 4;

/** A member's progress in words, and as a picture. */
export function progressBlocks(progress: Progress): Block[] {
  const { strongest, weakest, due } = progress;
  const topics = (label: string, some: readonly Topic[]) =>
    some.length === 0 ? [] : [{ label, value: some.map(sayTopic).join(', ') }];
  return [
    { type: 'text', text: [{ bold: 'The last 26 weeks' }] },
    {
      type: 'fields',
      fields: [
        { label: 'Days with answers', value: String(activeDays(progress)) },
        { label: 'Score', value: sayScores(progress) },
        ...topics('Strongest', strongest),
        ...topics('To work on', weakest),
        { label: 'Due for recall', value: due === 0 ? 'nothing' : sayPoints(due) },
      ],
    },
    ...(due === 0
      ? []
      : [{ type: 'buttons', buttons: [{ label: 'Start recall', action: 'recall', value: '' }] } as const]),
    { type: 'picture', picture: 'progress', alt: altOf(progress) },
  ];
}

const activeDays = ({ weeks }: Progress) =>
  weeks.reduce((sum, { answers }) => sum + answers.filter((count) => count > 0).length, 0);

const sayTopic = ({ topic, share }: Topic) => `${topic} ${Math.round(share * 100)}%`;

const sayPoints = (count: number) => (count === 1 ? '1 key point' : `${count} key points`);

function sayScores({ weeks }: Progress): string {
  const [before, now] = [meanOf(weeks.slice(0, -lately)), meanOf(weeks.slice(-lately))];
  if (now === undefined)
    return before === undefined ? 'none yet' : `${before} of 100, none in the last four weeks`;
  return `${now} of 100 in the last four weeks${before === undefined ? '' : `, ${before} before`}`;
}

function meanOf(weeks: Progress['weeks']): number | undefined {
  const scores = weeks.flatMap(({ score }) => score ?? []);
  if (scores.length === 0) return undefined;
  return Math.round(scores.reduce((sum, score) => sum + score, 0) / scores.length);
}

function altOf(progress: Progress): string {
  const { strongest, weakest } = progress;
  const days = activeDays(progress);
  const [best, worst] = [strongest[0], weakest.at(-1)];
  const topics = [
    ...(best ? [`strongest in ${best.topic}`] : []),
    ...(worst ? [`weakest in ${worst.topic}`] : []),
  ];
  const range = topics.length === 0 ? '' : `; ${topics.join(', ')}`;
  return `Calendar of the last 26 weeks with answers on ${days} ${days === 1 ? 'day' : 'days'}, and each week’s mean score as a line: ${sayScores(progress)}${range}.`;
}
