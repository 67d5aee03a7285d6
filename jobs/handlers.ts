import { continueConversationJob } from './continue-conversation.ts';
import { deliverPostJob } from './deliver-post.ts';
import { giveFeedbackJob } from './give-feedback.ts';
import { openDueSlotsJob } from './open-due-slots.ts';
import { revealDropsJob } from './reveal-drops.ts';
import { sweepJob } from './sweep.ts';

export const jobHandlers = [
  openDueSlotsJob,
  deliverPostJob,
  giveFeedbackJob,
  continueConversationJob,
  revealDropsJob,
  sweepJob,
];
