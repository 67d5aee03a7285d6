import { feature } from '../registry/feature.ts';
import { standIn } from '../registry/forgotten.ts';
import { scheduleCommands } from './commands.ts';
import { openDueSlotsJob, overdueSlots } from './due-slots.ts';
import { scheduleDuties } from './duties.ts';
import { myData } from './my-data.ts';
import { openSetup, submitSetup } from './setup.ts';
import { whatIHold } from './what-i-hold.ts';

declare module '../chat/card.ts' {
  interface Actions {
    setup: 'schedules';
  }
}
declare module '../chat/form.ts' {
  interface Forms {
    setup: 'schedules';
  }
}

/** When channels get questions. */
export const schedules = feature('schedules', {
  commands: scheduleCommands,
  actions: { setup: openSetup },
  forms: { setup: { openedBy: ['setup'], submit: submitSetup } },
  jobs: { 'open-due-slots': openDueSlotsJob },
  overdue: overdueSlots,
  myData,
  forget: (tx, _queue, who) => standIn(tx, who, { schedules: ['updated_by'] }),
  whatIHold,
  duties: scheduleDuties,
});
