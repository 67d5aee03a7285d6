import type { ActionName } from '../chat/card.ts';
import type { Actor, Reply } from '../chat/core.ts';
import { numeric } from '../errors.ts';
import type { Services } from '../services.ts';
import { bankCard } from './bank-card.ts';
import { approveSuggestion, openDecline } from './decide.ts';
import { openEdit } from './edit-question.ts';
import { restoreQuestion, retireQuestion } from './retire-question.ts';
import { unpackQuery } from './search-bank.ts';
import { statisticsCard } from './statistics-card.ts';
import { reopenSuggestion, withdrawSuggestion } from './suggest-question.ts';
import { suggestionQueueCard } from './suggestion-queue.ts';

/** What the buttons about suggestions and the bank do. */
export const curationActions = {
  'suggest-question': async (services, actor, value) => reopenSuggestion(services, actor, value),
  'withdraw-suggestion': withdrawSuggestion,
  'show-suggestions': async (services, actor) => ({
    type: 'private',
    card: await suggestionQueueCard(services, actor),
  }),
  'approve-suggestion': approveSuggestion,
  'decline-suggestion': openDecline,
  'edit-question': openEdit,
  'retire-question': retireQuestion,
  'restore-question': restoreQuestion,
  'search-bank': async (services, actor, value) => ({
    type: 'private',
    card: await bankCard(services, actor, unpackQuery(value)),
  }),
  'show-statistics': async (services, actor, value) => {
    const [from = '', track] = value.split(':');
    return {
      type: 'private',
      card: await statisticsCard(services, actor, track || undefined, Number(numeric(from))),
    };
  },
} satisfies Partial<Record<ActionName, (services: Services, actor: Actor, value: string) => Promise<Reply>>>;
