import { continueConversation } from '../src/feedback/continue-conversation.ts';
import { handler } from './handler.ts';

export const continueConversationJob = handler(
  'continue-conversation',
  (services, { workspace, answer, turn }) =>
    continueConversation(services, { workspace_id: workspace, answer_id: answer, turn }),
);
