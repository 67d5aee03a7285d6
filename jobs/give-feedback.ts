import pLimit from 'p-limit';
import { giveFeedback } from '../src/feedback/give-feedback.ts';
import { each } from './each.ts';
import { handler } from './handler.ts';

/** The others wait unclaimed, so that none runs into the end of its claim at a slow coach. */
const limit = pLimit(20);

export const giveFeedbackJob = handler('give-feedback', (services, answers) =>
  each(answers, ({ workspace, answer, revision }) =>
    limit(() => giveFeedback(services, { workspace_id: workspace, answer_id: answer, revision })),
  ),
);
