import { feature } from '../registry/feature.ts';
import { openFollowUp, submitFollowUp } from './answer-follow-up.ts';
import { feedbackCommand } from './commands.ts';
import { denyDoubt } from './doubts.ts';
import { getFeedbackAgain } from './feedback-again.ts';
import { feedbackPost, isItAnAnswerPost } from './feedback-post.ts';
import { forgetCalls } from './forget.ts';
import { forgetWithdrawn } from './forget-withdrawn.ts';
import { feedbackHome } from './home.ts';
import { isMyAnswer, isNoAnswer } from './is-it-an-answer.ts';
import { continueConversationJob, giveFeedbackJob } from './jobs.ts';
import { myData } from './my-data.ts';
import { overdueFeedback } from './overdue-feedback.ts';
import { rateFeedback } from './rate-feedback.ts';
import { showFeedback } from './show-feedback.ts';
import { whatIHold } from './what-i-hold.ts';

declare module '../registry/post-kind.ts' {
  interface PostKinds {
    feedback: 'feedback';
    'is-it-an-answer': 'feedback';
  }
}
declare module '../chat/card.ts' {
  interface Actions {
    'show-feedback': 'feedback';
    'rate-feedback': 'feedback';
    'is-my-answer': 'feedback';
    'is-no-answer': 'feedback';
    'deny-doubt': 'feedback';
    'answer-follow-up': 'feedback';
  }
}
declare module '../chat/form.ts' {
  interface Forms {
    'follow-up': 'feedback';
  }
}
declare module '../chat/core.ts' {
  interface MessageActions {
    'get-feedback-again': 'feedback';
  }
}

/** What the coach says of answers. */
export const feedback = feature('feedback', {
  commands: [feedbackCommand],
  actions: {
    'show-feedback': showFeedback,
    'rate-feedback': rateFeedback,
    'is-my-answer': isMyAnswer,
    'is-no-answer': isNoAnswer,
    'deny-doubt': denyDoubt,
    'answer-follow-up': openFollowUp,
  },
  forms: { 'follow-up': { openedBy: ['answer-follow-up'], submit: submitFollowUp } },
  messageActions: { 'get-feedback-again': getFeedbackAgain },
  posts: { feedback: feedbackPost, 'is-it-an-answer': isItAnAnswerPost },
  jobs: { 'give-feedback': giveFeedbackJob, 'continue-conversation': continueConversationJob },
  overdue: overdueFeedback,
  tidy: ({ db }, now) => forgetWithdrawn(db, now),
  myData,
  forget: forgetCalls,
  whatIHold,
  home: feedbackHome,
});
