import { feature } from '../registry/feature.ts';
import { deleteTheirs } from '../registry/forgotten.ts';
import { streakCommands } from './commands.ts';
import { myData } from './my-data.ts';
import { whatIHold } from './what-i-hold.ts';

/** How many days in a row members have answered, and what doesn't end that. */
export const streaks = feature('streaks', {
  commands: streakCommands,
  forget: (tx, _queue, who) => deleteTheirs(tx, who, { vacations: ['member_id'] }),
  myData,
  whatIHold,
});
