import { features } from '../../src/app/features.ts';
import { sweep } from '../../src/app/sweep.ts';
import { minutesLater } from '../../src/base/time.ts';
import type { Whetstone } from '../../wiring.ts';

/** A program whose clock is ahead by as many hours as a test says. */
interface Clocked {
  readonly whetstone: Whetstone;
  hoursLater: number;
}

/** Five minutes past the next slot of any schedule come, on whatever day that is, and what is due then is done. */
export async function nextSlot(world: Clocked): Promise<void> {
  const { services } = world.whetstone;
  const { next_slot_at } = await services.db
    .selectFrom('schedules')
    .select('next_slot_at')
    .where('next_slot_at', '>', services.now())
    .orderBy('next_slot_at')
    .limit(1)
    .executeTakeFirstOrThrow();
  world.hoursLater += (minutesLater(next_slot_at, 5).getTime() - services.now().getTime()) / 3_600_000;
  await sweep(services, features);
}
