import type { ActionName } from '../chat/card.ts';
import type { Actor, Reply } from '../chat/core.ts';
import { notice } from '../chat/notice.ts';
import { curationActions } from '../curation/actions.ts';
import { numeric, UserError } from '../errors.ts';
import { openFollowUp } from '../feedback/answer-follow-up.ts';
import { denyDoubt } from '../feedback/doubts.ts';
import { isMyAnswer, isNoAnswer } from '../feedback/is-it-an-answer.ts';
import { showFeedback } from '../feedback/show-feedback.ts';
import { toggleVote } from '../leaderboards/vote.ts';
import { claimReview, releaseReview } from '../reviews/claims.ts';
import { openReview, requireMentor, reviewable } from '../reviews/review-answer.ts';
import { reviewQueueCard } from '../reviews/review-queue.ts';
import { openSetup } from '../schedules/setup.ts';
import type { Services } from '../services.ts';
import { findAnswer } from './answers.ts';
import { askPrivately, askQuestion, practisePrivately } from './ask-question.ts';
import { useMisplaced } from './misplaced-answer.ts';
import { openPrivateAnswer } from './private-answer.ts';
import { showSampleAnswer } from './sample-answer.ts';

type Action = (services: Services, actor: Actor, value: string) => Promise<Reply>;

const actions: Record<ActionName, Action> = {
  vote,
  review: openReview,
  'claim-review': async (services, actor, value) => {
    await requireMentor(services.db, actor);
    await claimReview(services, actor, (await reviewable(services.db, actor, value)).id);
    return { type: 'private', card: await reviewQueueCard(services, actor, {}) };
  },
  'release-review': async (services, actor, value) => {
    await releaseReview(services, actor, numeric(value));
    return { type: 'private', card: await reviewQueueCard(services, actor, {}) };
  },
  'show-feedback': showFeedback,
  'is-my-answer': isMyAnswer,
  'is-no-answer': isNoAnswer,
  'use-as-answer': useMisplaced,
  'deny-doubt': denyDoubt,
  'answer-follow-up': openFollowUp,
  'show-sample-answer': showSampleAnswer,
  'practise-privately': practisePrivately,
  'ask-privately': (services, actor) =>
    askPrivately(services, actor, { tracks: [], levels: [], categories: [] }),
  'show-reviews': async (services, actor) => ({
    type: 'private',
    card: await reviewQueueCard(services, actor, {}),
  }),
  setup: openSetup,
  ...curationActions,
  'answer-privately': openPrivateAnswer,
  'ask-question': (services, actor, track) =>
    askQuestion(services, actor, { tracks: [track], levels: [], categories: [] }),
};

/** Does what a button says. */
export async function runAction(
  services: Services,
  actor: Actor,
  action: ActionName,
  value: string,
): Promise<Reply> {
  return actions[action](services, actor, value);
}

async function vote(services: Services, actor: Actor, value: string): Promise<Reply> {
  const answer = await findAnswer(services.db, actor.workspace, numeric(value));
  if (answer?.state !== 'standing' || answer.is_private) {
    throw new UserError('That answer was withdrawn, so you can’t vote for it.');
  }
  if (answer.member_id === actor.member) throw new UserError('You can’t vote for your own answer.');
  const done = await toggleVote(services, answer, actor.member);
  return notice(
    done === 'cast' ? 'Your vote counts. Press again to take it back.' : 'Your vote is taken back.',
  );
}
