import { feature } from '../registry/feature.ts';
import { settingsCommands } from './commands.ts';

/** A workspace's settings, and how much of its budget is used. */
export const settings = feature('settings', { commands: settingsCommands });
