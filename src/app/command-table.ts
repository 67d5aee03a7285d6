import type { Command } from '../commands/command.ts';
import type { Feature } from '../registry/feature.ts';
import { features } from './features.ts';
import { helpCommand } from './help.ts';

/** Every command of these features, and the help that lists them. */
export function commandsOf(features: readonly Feature[]): readonly Command[] {
  const table: Command[] = features.flatMap(({ commands }) => commands);
  table.push(helpCommand(() => table));
  return table;
}

/** Every command: the source of the help, the completion and the platforms' registrations. */
export const commandTable = commandsOf(features);
