import { feature } from '../registry/feature.ts';
import { quietCommands } from './commands.ts';
import { myData } from './my-data.ts';
import { whatIHold } from './what-i-hold.ts';

/** When a member wants to be left in peace. */
export const quiet = feature('quiet', { commands: quietCommands, myData, whatIHold });
