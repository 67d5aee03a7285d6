/** /interview reviews [backend] [free] */
import * as read from '../commands/arguments.ts';
import { command } from '../commands/command.ts';
import { reviewQueueCard } from './review-queue.ts';

export const reviewsCommand = command<object, { track: string; free: string }>({
  name: 'reviews',
  who: 'mentor',
  help: 'Answers waiting for a mentor: those that need one most, then the oldest',
  examples: ['reviews backend', 'reviews free'],
  optional: { track: read.track, free: read.oneOf('free', 'only those that nobody has claimed', ['free']) },
  async run(services, actor, { track, free }) {
    return {
      type: 'private',
      card: await reviewQueueCard(services, actor, { track, free: free !== undefined }),
    };
  },
});
