import { feature } from '../registry/feature.ts';
import { deleteTheirs } from '../registry/forgotten.ts';
import { prepareCommand } from './commands.ts';
import { draftQuestionsJob } from './draft-questions.ts';
import { myData } from './my-data.ts';
import { overdueDrafts } from './overdue-drafts.ts';
import { preparationPost } from './preparation-post.ts';
import { openPreparation, submitPreparation } from './prepare.ts';
import { whatIHold } from './what-i-hold.ts';

declare module '../registry/post-kind.ts' {
  interface PostKinds {
    preparation: 'preparation';
  }
}
declare module '../chat/card.ts' {
  interface Actions {
    prepare: 'preparation';
  }
}
declare module '../chat/form.ts' {
  interface Forms {
    prepare: 'preparation';
  }
}

/** Questions for a job, from its advertisement. */
export const preparation = feature('preparation', {
  commands: [prepareCommand],
  actions: {
    prepare: async (_services, _actor, subject) => openPreparation(subject || undefined),
  },
  forms: { prepare: { openedBy: ['prepare'], submit: submitPreparation } },
  posts: { preparation: preparationPost },
  jobs: { 'draft-questions': draftQuestionsJob },
  overdue: overdueDrafts,
  myData,
  forget: (tx, _queue, who) => deleteTheirs(tx, who, { preparations: ['member_id'] }),
  whatIHold,
});
