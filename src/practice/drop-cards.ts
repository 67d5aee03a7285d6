import { sayMinutes } from '../base/time.ts';
import type { Block, Card } from '../chat/card.ts';
import type { Row } from '../database/database.ts';
import type { ShownQuestion } from '../questions/shown-questions.ts';
import { minimumWords } from './answer-text.ts';

type Drop = Pick<
  Row<'drops'>,
  'id' | 'source' | 'weak_topic' | 'requested_by' | 'reveal_after_minutes' | 'reveal_at' | 'revealed_at'
>;

/** "Backend · technical · intermediate". */
function kindOf(question: Pick<ShownQuestion, 'category' | 'level'>, trackTitle: string): string {
  return [trackTitle, question.category, question.level].join(' · ');
}

/** Of nobody in particular. */
const weakLine = (topic: string) =>
  `Chosen because ${topic.replaceAll('-', ' ')} was missed most in the last two months.`;

/** The question as everyone in the channel sees it. */
export function dropCard(
  drop: Drop,
  question: ShownQuestion,
  trackTitle: string,
  pingRole: string | null = null,
): Card {
  const opening = drop.source === 'schedule' ? 'Today’s question' : 'Question';
  const why: Block[] =
    drop.requested_by && drop.source === 'request'
      ? [{ type: 'context', text: ['Asked for by ', { member: drop.requested_by }] }]
      : drop.weak_topic
        ? [{ type: 'context', text: weakLine(drop.weak_topic) }]
        : [];
  return {
    summary: `${opening}: ${question.prompt}`,
    ...(pingRole === null ? {} : { pings: pingRole }),
    blocks: [
      { type: 'header', text: `${opening} · ${trackTitle}` },
      { type: 'text', text: question.prompt },
      { type: 'context', text: kindOf(question, trackTitle) },
      ...why,
      {
        type: 'context',
        text: [
          `Answer in the thread, in ${minimumWords} words or more; you may edit. Sample answer and tip: `,
          drop.revealed_at
            ? 'in the thread.'
            : drop.reveal_at
              ? { time: drop.reveal_at, style: 'day-and-time' }
              : `after ${sayMinutes(drop.reveal_after_minutes)}.`,
        ],
      },
      {
        type: 'buttons',
        buttons: [
          { label: 'Practise privately', action: 'practise-privately', value: drop.id },
          { label: 'Sample answer', action: 'show-sample-answer', value: drop.id },
        ],
      },
    ],
  };
}

/** The question for one member alone, who answers in a form. */
export function privateDropCard(
  drop: Pick<Row<'drops'>, 'id'>,
  question: ShownQuestion,
  trackTitle: string,
): Card {
  return {
    summary: `Private practice: ${question.prompt}`,
    blocks: [
      { type: 'header', text: `Private practice · ${trackTitle}` },
      { type: 'text', text: question.prompt },
      { type: 'context', text: kindOf(question, trackTitle) },
      {
        type: 'context',
        text: 'Nobody else sees this, your answer or your feedback. It counts towards your streak, but not on leaderboards.',
      },
      {
        type: 'buttons',
        buttons: [{ label: 'Answer', action: 'answer-privately', value: drop.id, style: 'primary' }],
      },
    ],
  };
}

/** What the thread learns when the delay is over; also shown to one member who has answered. */
export function sampleAnswerCard(question: ShownQuestion): Card {
  return {
    summary: 'The sample answer and a tip',
    blocks: [
      { type: 'header', text: 'Sample answer' },
      { type: 'text', text: question.sample_answer },
      { type: 'text', text: [{ bold: 'Tip: ' }, question.tip] },
      { type: 'text', text: [{ bold: 'An interviewer might follow up with:' }] },
      { type: 'list', items: question.follow_ups },
    ],
  };
}
