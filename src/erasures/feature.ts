import { feature } from '../registry/feature.ts';
import { openForgetMe, submitForgetMe } from './ask-erasure.ts';
import { erasureCommands } from './commands.ts';
import { overdueErasures } from './erase-members.ts';
import { forgetErasures } from './erased.ts';
import { forgetOld } from './retention.ts';
import { whatIHold } from './what-i-hold.ts';

declare module '../chat/card.ts' {
  interface Actions {
    'forget-me': 'erasures';
  }
}
declare module '../chat/form.ts' {
  interface Forms {
    'forget-me': 'erasures';
  }
}

/** Members who want to be forgotten. Its job is the app's, which knows all that is kept of them. */
export const erasures = feature('erasures', {
  commands: erasureCommands,
  actions: { 'forget-me': openForgetMe },
  forms: { 'forget-me': { openedBy: ['forget-me'], submit: submitForgetMe } },
  overdue: overdueErasures,
  tidy: async ({ db }, now) => {
    await forgetErasures(db, now);
    await forgetOld(db, now);
  },
  whatIHold,
});
