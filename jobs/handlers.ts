import { continueConversationJob } from './continue-conversation.ts';
import { deliverPostsJob } from './deliver-posts.ts';
import { giveFeedbackJob } from './give-feedback.ts';
import { openDueSlotsJob } from './open-due-slots.ts';
import { revealDropsJob } from './reveal-drops.ts';
import { sweepJob } from './sweep.ts';

export const jobHandlers = [
  openDueSlotsJob,
  deliverPostsJob,
  giveFeedbackJob,
  continueConversationJob,
  revealDropsJob,
  sweepJob,
];
