import type { Reaction } from '../chat/core.ts';
import type { Db } from '../database/database.ts';
import { inTransaction } from '../database/in-transaction.ts';
import { castVote, plainEmoji, takeBackVote } from '../leaderboards/vote.ts';
import { type Answer, answerOfMessage, lockAnswer, type MessageKey } from '../practice/answers.ts';
import { addReview, withdrawReview } from '../reviews/reviews.ts';
import type { Services } from '../services/services.ts';
import { isMentor, rememberActor } from '../workspaces/workspaces.ts';
import { forgetReactions, tell } from './latest-events.ts';
import { approval, holderOf, meaningOf } from './meaning-of-reaction.ts';

/**
 * A reaction came to a message: a vote, a mentor's approval, or nothing of ours. One that `isStanding` was read from the thread, so
 * that nobody knows when it came.
 */
export async function receiveReaction(
  services: Services,
  given: Reaction,
  isStanding = false,
): Promise<void> {
  const { db, now } = services;
  const { counts, reaction, ids } = await meaningOf(db, given, isStanding);
  if (!counts) return;
  const find = () => answerToCredit(db, reaction);
  await tell(services, toldOf(reaction, true), find, async (tx, queue, answer) => {
    const emoji = plainEmoji(reaction.emoji);
    if (emoji !== approval) {
      if (ids.length > 1) {
        await lockAnswer(tx, answer.workspace_id, answer.id);
        if ((await holderOf(tx, reaction, ids)) !== undefined) return false;
      }
      return castVote(tx, queue, answer, { voter: reaction.member, emoji }, now());
    }
    const review = {
      score: null,
      comment: '',
      approved: true,
      source: 'reaction',
      source_id: approvalId(reaction),
    } as const;
    return addReview(tx, queue, answer, reaction.member, review, now());
  });
}

/** A reaction went: so does the vote or approval that it was. */
export async function receiveReactionRemoval(services: Services, given: Reaction): Promise<void> {
  const { db, now } = services;
  const { isAnswer, counts, reaction } = await meaningOf(db, given);
  if (!isAnswer && !counts) return;
  const find = () => answerOfMessage(db, reaction);
  await tell(services, toldOf(reaction, false), find, (tx, queue, answer) => {
    const emoji = plainEmoji(reaction.emoji);
    if (emoji !== approval) return takeBackVote(tx, queue, answer, { voter: reaction.member, emoji }, now());
    return withdrawReview(tx, queue, answer, 'reaction', approvalId(reaction), now());
  });
}

const toldOf = ({ workspace, channel, message, member, emoji, at }: Reaction, isThere: boolean) => ({
  ...{ workspace, channel, message, member, at, isThere },
  emoji: plainEmoji(emoji),
});

/** The answer that the reaction speaks for, if it may. */
async function answerToCredit(db: Db, reaction: Reaction): Promise<Answer | undefined> {
  const answer = await answerOfMessage(db, reaction);
  if (!answer || answer.state === 'withdrawn' || answer.member_id === reaction.member) return undefined;
  if (plainEmoji(reaction.emoji) === approval && !(await isMentor(db, reaction))) return undefined;
  await rememberActor(db, reaction);
  return answer;
}

/** All reactions to a message went, or all with one emoji: so do the votes and approvals that they were. */
export async function receiveReactionsCleared(
  services: Services,
  message: MessageKey,
  emoji?: string,
): Promise<void> {
  const { db, now } = services;
  const cleared = emoji === undefined ? undefined : plainEmoji(emoji);
  await forgetReactions(db, message, cleared);
  const answer = await answerOfMessage(db, message);
  if (!answer) return;
  await inTransaction(services, async (tx, queue) => {
    for (const vote of await reactionVotes(tx, answer, cleared)) {
      await takeBackVote(tx, queue, answer, { voter: vote.voter_id, emoji: vote.emoji }, now());
    }
    if (cleared !== undefined && cleared !== approval) return;
    for (const { source_id } of await standingApprovals(tx, answer)) {
      await withdrawReview(tx, queue, answer, 'reaction', source_id, now());
    }
  });
}

export async function reactionVotes(db: Db, { workspace_id, id }: Answer, emoji?: string) {
  const votes = db
    .selectFrom('votes')
    .select(['voter_id', 'emoji'])
    .where('workspace_id', '=', workspace_id)
    .where('answer_id', '=', id)
    .where('emoji', '!=', 'button');
  return (emoji === undefined ? votes : votes.where('emoji', '=', emoji)).execute();
}

export async function standingApprovals(db: Db, { workspace_id, id }: Answer) {
  return db
    .selectFrom('reviews')
    .select(['source_id', 'mentor_id'])
    .where('workspace_id', '=', workspace_id)
    .where('answer_id', '=', id)
    .where('source', '=', 'reaction')
    .where('withdrawn_at', 'is', null)
    .execute();
}

function approvalId({ channel, message, member }: Reaction): string {
  return `${channel}/${message}/${member}`;
}
