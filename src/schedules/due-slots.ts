import { z } from 'zod';
import type { Sweep } from '../registry/feature.ts';
import { job } from '../registry/job.ts';
import type { Services } from '../services/services.ts';
import type { Wake } from '../services/wake.ts';
import { openDueSlots } from './open-due-slots.ts';
import { wakeForSlots } from './wakes.ts';

export const openDueSlotsJob = job<'open-due-slots'>(z.object({}), openDueSlots);

/** One wake opens all schedules that are due. */
export async function overdueSlots({ db }: Services, { now }: Sweep): Promise<Wake[]> {
  const due = await db
    .selectFrom('schedules')
    .select('next_slot_at')
    .where('paused_at', 'is', null)
    .where('next_slot_at', '<=', now)
    .limit(1)
    .execute();
  return due.map(({ next_slot_at }) => wakeForSlots(next_slot_at));
}
