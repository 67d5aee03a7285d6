import { giveFeedback } from '../src/feedback/give-feedback.ts';
import { handler } from './handler.ts';

export const giveFeedbackJob = handler('give-feedback', (services, { workspace, answer, revision }) =>
  giveFeedback(services, { workspace_id: workspace, answer_id: answer, revision }),
);
