import { sweep } from '../../src/sweep.ts';
import type { Whetstone } from '../../wiring.ts';

/** A program whose clock is ahead by as many hours as a test says. */
interface Clocked {
  readonly whetstone: Whetstone;
  hoursLater: number;
}

/** Five past nine UTC comes, the next day or this one, and what is due then is done. */
export async function nextSlot(world: Clocked): Promise<void> {
  const now = Date.now() + world.hoursLater * 3_600_000;
  const slot = new Date(now);
  slot.setUTCHours(9, 5, 0, 0);
  if (slot.getTime() <= now) slot.setUTCDate(slot.getUTCDate() + 1);
  world.hoursLater += (slot.getTime() - now) / 3_600_000;
  await sweep(world.whetstone.services);
}
