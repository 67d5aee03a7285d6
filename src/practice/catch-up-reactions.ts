import type { StandingMessage } from '../chat/core.ts';
import { plainEmoji } from '../leaderboards/vote.ts';
import type { Services } from '../services.ts';
import { answerOfMessage } from './answers.ts';
import {
  approval,
  reactionVotes,
  receiveReaction,
  receiveReactionRemoval,
  standingApprovals,
} from './receive-reaction.ts';

/**
 * Makes the votes and approvals by reaction those that stand at an answer now. What was cast or taken back after `since`,
 * when the reading began, is newer than what was read, and stays.
 */
export async function catchUpReactions(
  services: Services,
  message: StandingMessage,
  since: Date,
): Promise<void> {
  if (!message.reactions) return;
  const { workspace, channel, message: id } = message;
  const place = { workspace, channel, message: id };
  const answer = await answerOfMessage(services.db, place);
  if (answer?.state !== 'standing') return;
  const standing = new Map([...message.reactions].map(([emoji, members]) => [plainEmoji(emoji), members]));
  for (const [emoji, members] of standing)
    for (const member of members) await receiveReaction(services, { ...place, member, emoji, at: since });
  const votes = await reactionVotes(services.db, answer);
  const approvals = await standingApprovals(services.db, answer);
  const known = [
    ...votes.map(({ voter_id, emoji, created_at: at }) => ({ member: voter_id, emoji, at })),
    ...approvals.map(({ mentor_id, created_at: at }) => ({ member: mentor_id, emoji: approval, at })),
  ];
  for (const { member, emoji, at } of known) {
    if (at < since && !standing.get(emoji)?.includes(member))
      await receiveReactionRemoval(services, { ...place, member, emoji });
  }
}
