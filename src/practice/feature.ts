import { feature } from '../registry/feature.ts';
import { askPrivately, askQuestion, practisePrivately } from './ask-question.ts';
import { practiceCommands } from './commands.ts';
import { revealPost } from './drop-post.ts';
import { forgetPractice } from './forget.ts';
import { practiceHome } from './home.ts';
import { myData } from './my-data.ts';
import { nudgePost } from './nudge.ts';
import { openPrivateAnswer, submitPrivateAnswer } from './private-answer.ts';
import { overdueReveals, revealDropsJob } from './reveal-drops.ts';
import { showSampleAnswer } from './sample-answer.ts';
import { useAsMyAnswer } from './use-as-answer.ts';
import { whatIHold } from './what-i-hold.ts';

declare module '../registry/post-kind.ts' {
  interface PostKinds {
    reveal: 'practice';
    nudge: 'practice';
  }
}
declare module '../chat/card.ts' {
  interface Actions {
    'ask-question': 'practice';
    'ask-privately': 'practice';
    'practise-privately': 'practice';
    'practise-question': 'practice';
    'answer-privately': 'practice';
    'show-sample-answer': 'practice';
  }
}
declare module '../chat/form.ts' {
  interface Forms {
    'private-answer': 'practice';
  }
}
declare module '../chat/core.ts' {
  interface MessageActions {
    'use-as-my-answer': 'practice';
  }
}

/** Questions and the answers to them. */
export const practice = feature('practice', {
  commands: practiceCommands,
  actions: {
    'ask-question': (services, actor, track) =>
      askQuestion(services, actor, { tracks: [track], levels: [], categories: [] }),
    'ask-privately': (services, actor) =>
      askPrivately(services, actor, { tracks: [], levels: [], categories: [] }),
    'practise-privately': practisePrivately,
    'practise-question': askPrivately,
    'answer-privately': openPrivateAnswer,
    'show-sample-answer': showSampleAnswer,
  },
  forms: {
    'private-answer': { openedBy: ['answer-privately', 'practise-privately'], submit: submitPrivateAnswer },
  },
  messageActions: { 'use-as-my-answer': useAsMyAnswer },
  posts: { reveal: revealPost, nudge: nudgePost },
  jobs: { 'reveal-drops': revealDropsJob },
  overdue: overdueReveals,
  myData,
  forget: forgetPractice,
  whatIHold,
  home: practiceHome,
});
