import { feature } from '../registry/feature.ts';
import { deleteTheirs } from '../registry/forgotten.ts';
import { quietCommands } from './commands.ts';
import { myData } from './my-data.ts';
import { whatIHold } from './what-i-hold.ts';

/** When a member wants to be left in peace. */
export const quiet = feature('quiet', {
  commands: quietCommands,
  forget: (tx, _queue, who) => deleteTheirs(tx, who, { quiet_hours: ['member_id'] }),
  myData,
  whatIHold,
});
