import { numeric, UserError } from '../base/errors.ts';
import type { Card } from '../chat/card.ts';
import type { Actor, Reply } from '../chat/core.ts';
import { notice } from '../chat/notice.ts';
import { findAnswer } from '../practice/answers.ts';
import { showFeedbackButton } from '../practice/feedback-button.ts';
import type { Services } from '../services/services.ts';
import { feedbackCard } from './feedback-card.ts';

/** What has been said of an answer, for its author alone. */
export async function showFeedback({ db }: Services, actor: Actor, answerId: string): Promise<Reply> {
  const answer = await findAnswer(db, actor.workspace, numeric(answerId));
  if (answer?.member_id !== actor.member) throw new UserError('Only the author can see this feedback.');
  const card = await feedbackCard(db, actor.workspace, answer.id);
  if (card) return { type: 'private', card };
  return notice(
    answer.state === 'withdrawn'
      ? 'You took that answer back, so its feedback is gone, too.'
      : 'The coach is still reading. Try again in a moment.',
  );
}

/** For the thread, when a member who wants feedback in private can't be written to. It says nothing of the answer. */
export function waitingFeedbackCard(member: string, answerId: string): Card {
  return {
    summary: 'Your feedback is ready.',
    for: member,
    blocks: [
      {
        type: 'text',
        text: [{ member }, ', your feedback is ready, but Whetstone can’t send you direct messages.'],
      },
      { type: 'buttons', buttons: [showFeedbackButton(answerId)] },
    ],
  };
}
