import type { OpenThread, StandingMessage } from '../chat/core.ts';
import { erasedLately } from '../erasures/erased.ts';
import { plainEmoji } from '../leaderboards/vote.ts';
import { answerOfMessage } from '../practice/answers.ts';
import type { Services } from '../services/services.ts';
import {
  approval,
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
  // Of an emoji that doesn't count a platform may not have been asked.
  const standing = new Map(counting.map((emoji) => [plainEmoji(emoji), new Set<string>()]));
  const votes = await reactionVotes(services.db, answer);
  const approvals = await standingApprovals(services.db, answer);
  const known = [
    ...votes.map(({ voter_id, emoji }) => ({ member: voter_id, emoji })),
    ...approvals.map(({ mentor_id }) => ({ member: mentor_id, emoji: approval })),
  ];
  // What somebody did before they were forgotten is under another id: looked up last, so that it has whatever is known under such an id.
  // Nobody can tell whether what isn't known was done before or after: it is taken for what names nobody.
  const erased = await erasedLately(services.db, workspace);
  const whose = (member: string, emoji: string) => {
    const isKnown = (id: string) => known.some((one) => one.member === id && one.emoji === emoji);
    const before = erased.standIns(member);
    return before.find(isKnown) ?? (isKnown(member) ? member : before[0]) ?? member;
  };
  for (const [given, members] of message.reactions) {
    const emoji = plainEmoji(given);
    for (const member of members) standing.get(emoji)?.add(whose(member, emoji));
  }
  for (const [emoji, members] of standing)
    for (const member of members) await receiveReaction(services, { ...place, member, emoji });
  for (const { member, emoji } of known) {
    if (standing.get(emoji)?.has(member) === false)
      await receiveReactionRemoval(services, { ...place, member, emoji });
  }
}
