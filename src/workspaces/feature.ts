import { feature } from '../registry/feature.ts';
import { mentorCommands } from './commands.ts';

/** Who reviews answers. */
export const workspaces = feature('workspaces', { commands: mentorCommands });
