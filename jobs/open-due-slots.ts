import { openDueSlots } from '../src/schedules/open-due-slots.ts';
import { handler } from './handler.ts';

export const openDueSlotsJob = handler('open-due-slots', openDueSlots);
