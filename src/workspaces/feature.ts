import { feature } from '../registry/feature.ts';
import { mentorCommands } from './commands.ts';
import { eraseEnded } from './erase-workspace.ts';
import { myData } from './my-data.ts';
import { whatIHold } from './what-i-hold.ts';

/** Who reviews answers. */
export const workspaces = feature('workspaces', {
  commands: mentorCommands,
  tidy: ({ db }, now) => eraseEnded(db, now),
  myData,
  whatIHold,
});
