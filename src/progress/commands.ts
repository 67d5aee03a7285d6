/** /interview stats [@Maya] */

import type { Actor, Reply } from '../chat/core.ts';
import * as read from '../commands/arguments.ts';
import { command } from '../commands/command.ts';
import { statsOf } from '../leaderboards/stats.ts';
import type { Services } from '../services/services.ts';
import { progressOf } from './progress.ts';
import { progressBlocks } from './progress-blocks.ts';

const stats = command<object, { member: string }>({
  name: 'stats',
  who: 'anyone',
  help: 'Streak, answers, mean score and votes: yours with your progress, or a member’s',
  examples: ['stats @Maya'],
  optional: { member: read.member },
  run: (services, actor, { member = actor.member }) => showStats(services, actor, member),
});

/** A member's practice in numbers; to whom they are their own, also how it went lately. */
async function showStats(services: Services, actor: Actor, member: string): Promise<Reply> {
  const { card, hasAnswers } = await statsOf(services, actor, member);
  if (member !== actor.member || !hasAnswers) return { type: 'private', card };
  const blocks = progressBlocks(await progressOf(services, actor));
  return { type: 'private', card: { ...card, blocks: [...card.blocks, ...blocks] } };
}

export const progressCommands = [stats];
