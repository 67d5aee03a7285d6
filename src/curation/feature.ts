import { numeric } from '../base/errors.ts';
import { feature } from '../registry/feature.ts';
import { bankCard } from './bank-card.ts';
import { curationCommands } from './commands.ts';
import { approveSuggestion, openDecline, submitDecline } from './decide.ts';
import { curationDuties } from './duties.ts';
import { openEdit, submitEdit } from './edit-question.ts';
import { forgetCuration } from './forget.ts';
import { myData } from './my-data.ts';
import { restoreQuestion, retireQuestion } from './retire-question.ts';
import { unpackQuery } from './search-bank.ts';
import { statisticsCard } from './statistics-card.ts';
import { reopenSuggestion, submitSuggestion, withdrawSuggestion } from './suggest-question.ts';
import { suggestionPost } from './suggestion-card.ts';
import { suggestionQueueCard } from './suggestion-queue.ts';
import { whatIHold } from './what-i-hold.ts';

declare module '../registry/post-kind.ts' {
  interface PostKinds {
    suggestion: 'curation';
  }
}
declare module '../chat/card.ts' {
  interface Actions {
    'suggest-question': 'curation';
    'withdraw-suggestion': 'curation';
    'show-suggestions': 'curation';
    'approve-suggestion': 'curation';
    'decline-suggestion': 'curation';
    'edit-question': 'curation';
    'retire-question': 'curation';
    'restore-question': 'curation';
    'search-bank': 'curation';
    'show-statistics': 'curation';
  }
}
declare module '../chat/form.ts' {
  interface Forms {
    suggest: 'curation';
    'edit-question': 'curation';
    decline: 'curation';
  }
}

/** Suggestions, and a workspace's own part of the question bank. */
export const curation = feature('curation', {
  commands: curationCommands,
  actions: {
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
  },
  forms: {
    suggest: { openedBy: ['suggest-question'], submit: submitSuggestion },
    'edit-question': { openedBy: ['edit-question'], submit: submitEdit },
    decline: { openedBy: ['decline-suggestion'], submit: submitDecline },
  },
  posts: { suggestion: suggestionPost },
  myData,
  forget: forgetCuration,
  whatIHold,
  duties: curationDuties,
});
