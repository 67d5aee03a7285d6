import { feature } from '../registry/feature.ts';
import { mentorCommands } from './commands.ts';
import { whatIHold } from './what-i-hold.ts';

/** Who reviews answers. */
export const workspaces = feature('workspaces', { commands: mentorCommands, whatIHold });
