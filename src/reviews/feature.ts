import { feature } from '../registry/feature.ts';
import { forgetClaims } from './claims.ts';
import { reviewsCommand } from './commands.ts';
import { reviewDuties } from './duties.ts';
import { forgetReviews } from './forget.ts';
import { myData } from './my-data.ts';
import { claimFromQueue, releaseFromQueue, showQueue } from './queue-actions.ts';
import { openReview, reviewMessage, submitReview } from './review-answer.ts';
import { whatIHold } from './what-i-hold.ts';

declare module '../chat/card.ts' {
  interface Actions {
    review: 'reviews';
    'claim-review': 'reviews';
    'release-review': 'reviews';
    'show-reviews': 'reviews';
  }
}
declare module '../chat/form.ts' {
  interface Forms {
    review: 'reviews';
  }
}
declare module '../chat/core.ts' {
  interface MessageActions {
    review: 'reviews';
  }
}

/** What mentors say of answers. */
export const reviews = feature('reviews', {
  commands: [reviewsCommand],
  actions: {
    review: openReview,
    'claim-review': claimFromQueue,
    'release-review': releaseFromQueue,
    'show-reviews': showQueue,
  },
  forms: {
    review: {
      openedBy: ['review'],
      // A review's subject ends with what makes it one review.
      openingValue: (subject) => subject.split(':')[0] ?? '',
      submit: submitReview,
    },
  },
  messageActions: { review: reviewMessage },
  tidy: ({ db }, now) => forgetClaims(db, now),
  myData,
  forget: forgetReviews,
  whatIHold,
  duties: reviewDuties,
});
