import { sql } from 'kysely';
import type { Reaction } from '../chat/core.ts';
import type { Db } from '../database/database.ts';
import { inTransaction } from '../database/in-transaction.ts';
import { standInSince } from '../erasures/erased.ts';
import { castVote, plainEmoji, takeBackVote } from '../leaderboards/vote.ts';
import { type Answer, answerOfMessage, type MessageKey } from '../practice/answers.ts';
import { addReview, withdrawReview } from '../reviews/reviews.ts';
import type { Services } from '../services/services.ts';
import { readSettings } from '../workspaces/settings.ts';
import { isMentor, rememberActor } from '../workspaces/workspaces.ts';
import { forgetReactions, tell } from './latest-events.ts';

/** A mentor's reaction that approves. */
export const approval = '✅';

/** A reaction came to a message: a vote, a mentor's approval, or nothing of ours. */
export async function receiveReaction(services: Services, given: Reaction): Promise<void> {
  const { db, now } = services;
  const { counts, reaction } = await meaningOf(db, given);
  if (!counts) return;
  const find = () => answerToCredit(db, reaction);
  await tell(services, toldOf(reaction, true), find, (tx, queue, answer) => {
    const emoji = plainEmoji(reaction.emoji);
    if (emoji !== approval) return castVote(tx, queue, answer, { voter: reaction.member, emoji }, now());
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

interface Meaning {
  readonly isAnswer: boolean;
  /** Whether its emoji counts where it was given. */
  readonly counts: boolean;
  /** As it is to be stored: of who was forgotten after they gave it, under the id that names nobody. */
  readonly reaction: Reaction;
}

async function meaningOf(db: Db, given: Reaction): Promise<Meaning> {
  const { workspace, channel, message, emoji, member, at } = given;
  const { rows } = await sql<{
    settings: unknown;
    isAnswer: boolean;
    isPractised: boolean;
    standIn: string | null;
  }>`
    select settings,
      exists (select from answers where workspace_id = ${workspace} and channel_id = ${channel}
        and message = ${message}) as "isAnswer",
      exists (select from drops where workspace_id = ${workspace} and channel_id = ${channel}) as "isPractised",
      ${standInSince(workspace, member, at)} as "standIn"
    from workspaces where id = ${workspace}`.execute(db);
  const [seen] = rows;
  if (!seen?.isPractised) return { isAnswer: false, counts: false, reaction: given };
  const counting = [approval, ...readSettings(seen.settings).voteEmoji].map(plainEmoji);
  const { standIn, isAnswer } = seen;
  const reaction = standIn === null ? given : { workspace, channel, message, emoji, at, member: standIn };
  return { isAnswer, counts: counting.includes(plainEmoji(emoji)), reaction };
}

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
