import { feature } from '../registry/feature.ts';
import { auditCommands } from './commands.ts';
import { forgetEntries } from './entries.ts';
import { forgetDeeds } from './forget.ts';
import { myData } from './my-data.ts';
import { whatIHold } from './what-i-hold.ts';

/** Who with a role did what, for those who have to answer for it. */
export const audit = feature('audit', {
  commands: auditCommands,
  tidy: ({ db }, now) => forgetEntries(db, now),
  myData,
  forget: forgetDeeds,
  whatIHold,
});
