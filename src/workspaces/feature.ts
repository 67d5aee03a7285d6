import { feature } from '../registry/feature.ts';
import { workspaceCommands } from './commands.ts';

/** Mentors and settings. */
export const workspaces = feature('workspaces', { commands: workspaceCommands });
