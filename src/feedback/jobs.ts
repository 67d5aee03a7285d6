import pLimit from 'p-limit';
import { z } from 'zod';
import { each } from '../base/each.ts';
import { job } from '../registry/job.ts';
import { continueConversation } from './continue-conversation.ts';
import { giveFeedback } from './give-feedback.ts';

/** The others wait unclaimed, so that none runs into the end of its claim at a slow coach. */
const limit = pLimit(20);

const answers = z.array(z.object({ workspace: z.string(), answer: z.string(), revision: z.int() }));
const turn = z.object({ workspace: z.string(), answer: z.string(), turn: z.int() });

export const giveFeedbackJob = job<'give-feedback'>(answers, (services, answers) =>
  each(answers, ({ workspace, answer, revision }) =>
    limit(() => giveFeedback(services, { workspace_id: workspace, answer_id: answer, revision })),
  ),
);

export const continueConversationJob = job<'continue-conversation'>(
  turn,
  (services, { workspace, answer, turn }) =>
    continueConversation(services, { workspace_id: workspace, answer_id: answer, turn }),
);
