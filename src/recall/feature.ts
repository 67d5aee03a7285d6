import { feature } from '../registry/feature.ts';
import { deleteTheirs } from '../registry/forgotten.ts';
import {
  claimRecall,
  giveUpRecall,
  openRecallAnswer,
  skipRecall,
  submitRecallAnswer,
} from './answer-recall.ts';
import { askRecall } from './ask-recall.ts';
import { keepReminders, recallCommands, stopReminders } from './commands.ts';
import { recallHome } from './home.ts';
import { myData } from './my-data.ts';
import { reminderPost } from './reminder-post.ts';
import { overdueReminders, remindJob } from './reminders.ts';
import { whatIHold } from './what-i-hold.ts';

declare module '../registry/post-kind.ts' {
  interface PostKinds {
    'recall-reminder': 'recall';
  }
}
declare module '../chat/card.ts' {
  interface Actions {
    recall: 'recall';
    'recall-answer': 'recall';
    'recall-unknown': 'recall';
    'recall-skip': 'recall';
    'recall-made': 'recall';
    'recall-keep': 'recall';
    'recall-stop': 'recall';
  }
}
declare module '../chat/form.ts' {
  interface Forms {
    'recall-answer': 'recall';
  }
}

/** What members are about to forget, and asking for it in time. */
export const recall = feature('recall', {
  commands: recallCommands,
  actions: {
    recall: askRecall,
    'recall-answer': openRecallAnswer,
    'recall-unknown': giveUpRecall,
    'recall-skip': skipRecall,
    'recall-made': claimRecall,
    'recall-keep': keepReminders,
    'recall-stop': stopReminders,
  },
  forms: { 'recall-answer': { openedBy: ['recall-answer'], submit: submitRecallAnswer } },
  posts: { 'recall-reminder': reminderPost },
  jobs: { 'remind-of-recall': remindJob },
  overdue: overdueReminders,
  home: recallHome,
  myData,
  forget: (tx, _queue, who) =>
    deleteTheirs(tx, who, { recalls: ['member_id'], recall_settings: ['member_id'] }),
  whatIHold,
});
