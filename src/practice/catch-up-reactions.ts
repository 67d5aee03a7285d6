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
 * Makes the votes and approvals by reaction those that stood at an answer at `since`, when the reading began. What was told
 * of later is newer, and stays.
 */
export async function catchUpReactions(
  services: Services,
  message: StandingMessage,
  since: Date,
): Promise<void> {
  if (!message.reactions) return;
  const { workspace, channel, message: id } = message;
  const place = { workspace, channel, message: id, at: since };
  const answer = await answerOfMessage(services.db, place);
  if (answer?.state !== 'standing') return;
  const standing = new Map([...message.reactions].map(([emoji, members]) => [plainEmoji(emoji), members]));
  for (const [emoji, members] of standing)
    for (const member of members) await receiveReaction(services, { ...place, member, emoji });
  const votes = await reactionVotes(services.db, answer);
  const approvals = await standingApprovals(services.db, answer);
  const known = [
    ...votes.map(({ voter_id, emoji }) => ({ member: voter_id, emoji })),
    ...approvals.map(({ mentor_id }) => ({ member: mentor_id, emoji: approval })),
  ];
  for (const { member, emoji } of known) {
    if (!standing.get(emoji)?.includes(member))
      await receiveReactionRemoval(services, { ...place, member, emoji });
  }
}
