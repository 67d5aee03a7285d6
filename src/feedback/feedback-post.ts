import type { Card } from '../chat/card.ts';
import { tellPrivately } from '../posts/tell-privately.ts';
import { findAnswer } from '../practice/answers.ts';
import { showFeedbackButton } from '../practice/feedback-button.ts';
import type { PostDefinition } from '../registry/post-kind.ts';
import { feedbackCard } from './feedback-card.ts';
import { isItAnAnswerCard } from './is-it-an-answer.ts';
import { waitingFeedbackCard } from './show-feedback.ts';

/** What the coach says of an answer, beneath it. */
export const feedbackPost: PostDefinition = {
  async content(db, { workspace_id, subject }, which) {
    const card = await feedbackCard(db, workspace_id, subject, which);
    const answer = await findAnswer(db, workspace_id, subject);
    return (
      card && {
        card,
        ...(answer?.message ? { replyTo: answer.message } : {}),
        ...(answer?.spot ? { spot: answer.spot } : {}),
      }
    );
  },
  note: waitingFeedbackCard,
  async undelivered(services, post, problem) {
    const answer = await findAnswer(services.db, post.workspace_id, post.subject);
    if (answer?.state === 'standing')
      await tellPrivately(services, post, answer.member_id, undeliveredFeedback(answer.id, problem));
  },
};

/** Asks an author whether a message is an answer. */
export const isItAnAnswerPost: PostDefinition = {
  async content(db, { workspace_id, subject }) {
    const card = await isItAnAnswerCard(db, workspace_id, subject);
    return card && { card };
  },
};

function undeliveredFeedback(answer: string, problem: string): Card {
  const summary = 'Your feedback couldn’t be posted in the thread.';
  return {
    summary,
    tone: 'warning',
    blocks: [
      { type: 'text', text: [{ bold: summary }, ' ', problem] },
      { type: 'buttons', buttons: [showFeedbackButton(answer)] },
    ],
  };
}
