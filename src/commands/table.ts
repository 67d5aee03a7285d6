import { curationCommands } from '../curation/commands.ts';
import { feedbackCommand } from '../feedback/commands.ts';
import { leaderboardCommand } from '../leaderboards/commands.ts';
import { practiceCommands } from '../practice/commands.ts';
import { tipsCommand } from '../questions/commands.ts';
import { reviewsCommand } from '../reviews/commands.ts';
import { scheduleCommands } from '../schedules/commands.ts';
import { workspaceCommands } from '../workspaces/commands.ts';
import type { Command } from './command.ts';
import { helpCommand } from './help.ts';

/** Every command: the source of the help, the completion and the platforms' registrations. */
export const commandTable: readonly Command[] = [
  ...practiceCommands,
  leaderboardCommand,
  feedbackCommand,
  tipsCommand,
  reviewsCommand,
  ...curationCommands,
  ...scheduleCommands,
  ...workspaceCommands,
  helpCommand(() => commandTable),
];
