import type { OpenThread, StandingMessage } from '../chat/core.ts';
import { erasedLately } from '../erasures/erased.ts';
import { plainEmoji } from '../leaderboards/vote.ts';
import { answerOfMessage } from '../practice/answers.ts';
import type { Services } from '../services/services.ts';
import { approval } from './meaning-of-reaction.ts';
import {
  reactionVotes,
  receiveReaction,
  receiveReactionRemoval,
  standingApprovals,
} from './receive-reaction.ts';

/**
 * Makes the votes and approvals by reaction those that stood at an answer when the reading of its thread began. What was told
 * of later is newer, and stays.
 */
export async function catchUpReactions(
  services: Services,
  message: StandingMessage,
  { since, emoji: counting }: OpenThread,
): Promise<void> {
  if (!message.reactions) return;
  const { workspace, channel, message: id } = message;
  const place = { workspace, channel, message: id, at: since };
  const answer = await answerOfMessage(services.db, place);
  if (!answer || answer.state === 'withdrawn') return;
  const known = [
    ...(await reactionVotes(services.db, answer)).map(({ voter_id, emoji }) => ({ member: voter_id, emoji })),
    ...(await standingApprovals(services.db, answer)).map(({ mentor_id }) => ({
      member: mentor_id,
      emoji: approval,
    })),
  ];
  // What somebody did before they were forgotten is known under another id: looked up last, so that whoever is known by then is found.
  const erased = await erasedLately(services.db, workspace);
  // Of an emoji that doesn't count a platform may not have been asked.
  const standing = new Map(counting.map((emoji) => [plainEmoji(emoji), new Set<string>()]));
  for (const [emoji, members] of message.reactions)
    for (const member of members) {
      const ids = standing.get(plainEmoji(emoji));
      for (const one of [member, ...erased.standIns(member)]) ids?.add(one);
      if (ids) await receiveReaction(services, { ...place, member, emoji }, true);
    }
  for (const { member, emoji } of known) {
    if (standing.get(emoji)?.has(member) === false)
      await receiveReactionRemoval(services, { ...place, member, emoji });
  }
}
