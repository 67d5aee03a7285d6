import { feature } from '../registry/feature.ts';
import { openMockAnswer, submitMockAnswer } from './answer-mock.ts';
import { mockCommands, showReport } from './commands.ts';
import { downloadReport, mockFilePost } from './download-report.ts';
import { endMocksJob, overdueMocks } from './end-mock.ts';
import { forgetMocks } from './forget.ts';
import { latePost, mockCommentPost, reportPost, sharedMockPost, stepPost } from './mock-posts.ts';
import { myData } from './my-data.ts';
import { openMockReply, submitMockReply } from './reply-to-follow-up.ts';
import { finishMock, nextQuestion, pauseMock, resumeMock } from './run-mock.ts';
import { openComment, openShare, submitComment, submitShare } from './share-mock.ts';
import { showAnswers } from './show-answers.ts';
import { whatIHold } from './what-i-hold.ts';

declare module '../registry/post-kind.ts' {
  interface PostKinds {
    'mock-step': 'mock';
    'mock-report': 'mock';
    'mock-late': 'mock';
    'mock-shared': 'mock';
    'mock-comment': 'mock';
    'mock-file': 'mock';
  }
}
declare module '../chat/card.ts' {
  interface Actions {
    'mock-answer': 'mock';
    'mock-reply': 'mock';
    'mock-next': 'mock';
    'mock-pause': 'mock';
    'mock-resume': 'mock';
    'mock-finish': 'mock';
    'mock-report': 'mock';
    'mock-answers': 'mock';
    'mock-download': 'mock';
    'mock-share': 'mock';
    'mock-comment': 'mock';
  }
}
declare module '../chat/form.ts' {
  interface Forms {
    'mock-answer': 'mock';
    'mock-reply': 'mock';
    'mock-share': 'mock';
    'mock-comment': 'mock';
  }
}

/** Timed interviews that a member practises alone, and their reports. */
export const mock = feature('mock', {
  commands: mockCommands,
  actions: {
    'mock-answer': openMockAnswer,
    'mock-reply': openMockReply,
    'mock-next': nextQuestion,
    'mock-pause': pauseMock,
    'mock-resume': resumeMock,
    'mock-finish': finishMock,
    'mock-report': showReport,
    'mock-answers': showAnswers,
    'mock-download': downloadReport,
    'mock-share': openShare,
    'mock-comment': openComment,
  },
  forms: {
    'mock-answer': { openedBy: ['mock-answer'], submit: submitMockAnswer },
    'mock-reply': { openedBy: ['mock-reply'], submit: submitMockReply },
    'mock-share': { openedBy: ['mock-share'], submit: submitShare },
    'mock-comment': {
      openedBy: ['mock-comment'],
      openingValue: (subject) => subject.split(':')[0] ?? '',
      submit: submitComment,
    },
  },
  posts: {
    'mock-step': stepPost,
    'mock-report': reportPost,
    'mock-late': latePost,
    'mock-shared': sharedMockPost,
    'mock-comment': mockCommentPost,
    'mock-file': mockFilePost,
  },
  jobs: { 'end-mocks': endMocksJob },
  overdue: overdueMocks,
  myData,
  forget: forgetMocks,
  whatIHold,
});
