import { sql } from 'kysely';
import type { Reaction } from '../chat/core.ts';
import type { Db } from '../database/database.ts';
import { inTransaction } from '../database/in-transaction.ts';
import { erasuresOf } from '../erasures/erased.ts';
import { castVote, plainEmoji, takeBackVote } from '../leaderboards/vote.ts';
import { type Answer, answerOfMessage, lockAnswer, type MessageKey } from '../practice/answers.ts';
import { addReview, withdrawReview } from '../reviews/reviews.ts';
import type { Services } from '../services/services.ts';
import { readSettings } from '../workspaces/settings.ts';
import { isMentor, rememberActor } from '../workspaces/workspaces.ts';
import { forgetReactions, tell } from './latest-events.ts';

/** A mentor's reaction that approves. */
export const approval = '✅';

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

interface Meaning {
  readonly isAnswer: boolean;
  /** Whether its emoji counts where it was given. */
  readonly counts: boolean;
  /**
   * As it is to be stored: what somebody gave before they were forgotten, under the id that names nobody. Of what stands nobody can tell
   * whether it was given before, and it is taken for that.
   */
  readonly reaction: Reaction;
  /** Who gave it, and the ids under which stands what they did before. A platform takes one such reaction from an account: all of them have one. */
  readonly ids: readonly string[];
}

async function meaningOf(db: Db, given: Reaction, isStanding = false): Promise<Meaning> {
  const { workspace, channel, message, emoji, member, at } = given;
  const { rows } = await sql<{
    settings: unknown;
    isAnswer: boolean;
    isPractised: boolean;
    standIns: readonly string[];
    standIn: string | null;
  }>`
    select settings,
      exists (select from answers where workspace_id = ${workspace} and channel_id = ${channel}
        and message = ${message}) as "isAnswer",
      exists (select from drops where workspace_id = ${workspace} and channel_id = ${channel}) as "isPractised",
      array(select as_id from ${erasuresOf(workspace, member)} as erased) as "standIns",
      (select as_id from ${erasuresOf(workspace, member)} as erased
        where ${isStanding} or done_at > ${at} order by done_at limit 1) as "standIn"
    from workspaces where id = ${workspace}`.execute(db);
  const [seen] = rows;
  if (!seen?.isPractised) return { isAnswer: false, counts: false, reaction: given, ids: [member] };
  const { isAnswer, standIns, standIn } = seen;
  const counting = [approval, ...readSettings(seen.settings).voteEmoji].map(plainEmoji);
  const counts = counting.includes(plainEmoji(emoji));
  const ids = [member, ...standIns];
  const by = (ids.length > 1 ? await holderOf(db, given, ids) : undefined) ?? standIn ?? member;
  const reaction = by === member ? given : { workspace, channel, message, emoji, at, member: by };
  return { isAnswer, counts, reaction, ids };
}

/** Under which of these ids a vote is stored. */
async function holderOf(
  db: Db,
  { workspace, channel, message, emoji }: Reaction,
  ids: readonly string[],
): Promise<string | undefined> {
  const vote = await db
    .selectFrom('votes')
    .innerJoin('answers', (join) =>
      join
        .onRef('answers.workspace_id', '=', 'votes.workspace_id')
        .onRef('answers.id', '=', 'votes.answer_id'),
    )
    .select('voter_id')
    .where('votes.workspace_id', '=', workspace)
    .where('channel_id', '=', channel)
    .where('message', '=', message)
    .where('emoji', '=', plainEmoji(emoji))
    .where('voter_id', 'in', ids)
    .executeTakeFirst();
  return vote?.voter_id;
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
