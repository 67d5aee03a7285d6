import { feature } from '../registry/feature.ts';
import { forgetDirectMessages, overdueRemovals, removeDirectMessages } from './remove-direct-messages.ts';
import { whatIHold } from './what-i-hold.ts';

/** What the bot said to members alone, so that it can be taken back. */
export const directMessages = feature('direct-messages', {
  jobs: { 'remove-direct-messages': removeDirectMessages },
  overdue: overdueRemovals,
  forget: forgetDirectMessages,
  whatIHold,
});
