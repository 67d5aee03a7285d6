import type { Reaction } from '../chat/core.ts';
import type { Db } from '../database/database.ts';
import { inTransaction } from '../database/in-transaction.ts';
import { castVote, plainEmoji, takeBackVote } from '../leaderboards/vote.ts';
import { addReview, withdrawReview } from '../reviews/reviews.ts';
import type { Services } from '../services.ts';
import { settingsOf } from '../workspaces/settings.ts';
import { isMentor, rememberActor } from '../workspaces/workspaces.ts';
import { type Answer, answerOfMessage, type MessageKey } from './answers.ts';

/** A mentor's reaction that approves. */
export const approval = '✅';

/** A reaction came to a message: a vote, a mentor's approval, or nothing of ours. */
export async function receiveReaction(services: Services, reaction: Reaction): Promise<void> {
  const { db, now } = services;
  const answer = await answerOfMessage(db, reaction);
  if (answer?.state !== 'standing' || answer.member_id === reaction.member) return;
  const emoji = plainEmoji(reaction.emoji);
  if (emoji === approval) {
    if (!(await isMentor(db, reaction))) return;
    await rememberActor(db, reaction);
    const review = {
      score: null,
      comment: '',
      approved: true,
      source: 'reaction',
      source_id: approvalId(reaction),
    } as const;
    await inTransaction(services, (tx, queue) =>
      addReview(tx, queue, answer, reaction.member, review, now()),
    );
    return;
  }
  const { voteEmoji } = await settingsOf(db, reaction.workspace);
  if (!voteEmoji.map(plainEmoji).includes(emoji)) return;
  await rememberActor(db, reaction);
  const ballot = { voter: reaction.member, emoji };
  await inTransaction(services, (tx, queue) => castVote(tx, queue, answer, ballot, now()));
}

/** A reaction went: so does the vote or approval that it was. */
export async function receiveReactionRemoval(services: Services, reaction: Reaction): Promise<void> {
  const { db, now } = services;
  const answer = await answerOfMessage(db, reaction);
  if (!answer) return;
  const emoji = plainEmoji(reaction.emoji);
  await inTransaction(services, async (tx, queue) => {
    if (emoji === approval) await withdrawReview(tx, queue, answer, 'reaction', approvalId(reaction), now());
    else await takeBackVote(tx, queue, answer, { voter: reaction.member, emoji }, now());
  });
}

/** All reactions to a message went, or all with one emoji: so do the votes and approvals that they were. */
export async function receiveReactionsCleared(
  services: Services,
  message: MessageKey,
  emoji?: string,
): Promise<void> {
  const { db, now } = services;
  const answer = await answerOfMessage(db, message);
  if (!answer) return;
  const cleared = emoji === undefined ? undefined : plainEmoji(emoji);
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
    .select(['voter_id', 'emoji', 'created_at'])
    .where('workspace_id', '=', workspace_id)
    .where('answer_id', '=', id)
    .where('emoji', '!=', 'button');
  return (emoji === undefined ? votes : votes.where('emoji', '=', emoji)).execute();
}

export async function standingApprovals(db: Db, { workspace_id, id }: Answer) {
  return db
    .selectFrom('reviews')
    .select(['source_id', 'mentor_id', 'created_at'])
    .where('workspace_id', '=', workspace_id)
    .where('answer_id', '=', id)
    .where('source', '=', 'reaction')
    .where('withdrawn_at', 'is', null)
    .execute();
}

function approvalId({ channel, message, member }: Reaction): string {
  return `${channel}/${message}/${member}`;
}
