import type { Command } from '../commands/command.ts';
import { features } from './features.ts';
import { helpCommand } from './help.ts';

/** Every command: the source of the help, the completion and the platforms' registrations. */
export const commandTable: readonly Command[] = [
  ...features.flatMap(({ commands }) => commands),
  helpCommand(() => commandTable),
];
