import type { Temporal } from 'temporal-polyfill';
import { expect, vi } from 'vitest';
import type { Db } from '../../src/database/database.ts';
import { expectAllTrue } from '../faults/invariants.ts';
import { expectPractice } from '../faults/practice-invariants.ts';
import { settleWhatIsDue } from '../faults/settle.ts';
import { afterSlot, eveningOf, isWorkday, slotOf, zones } from './calendar.ts';
import { comeAndGo } from './guests.ts';
import type { Lane } from './lane.ts';
import type { Name } from './programs.ts';
import { expectsQuestion, type Resident } from './residents.ts';

/** How long people are at work after a question has come, and how much those of a team do. */
const [atWorkMs, things] = [5000, 20];

/** How long those who practise alone do. */
const aloneMs = 3000;

/** Of how many teams everything is looked at each evening; at the end, of all. */
const lookedAt = 6;

/** Questions come, people are at work, things go wrong; in the evening all is as it must be. */
export async function liveThrough(day: Temporal.PlainDate, victim: Name, lane: Lane): Promise<void> {
  const { clock, db, chance, residents, mishaps, programs } = lane;
  for (const zone of zones) {
    clock.set(afterSlot(day, zone));
    const here = residents.filter((resident) => resident.zone === zone);
    const asked = here.filter((resident) => expectsQuestion(resident, day));
    await untilAsked(db, asked, slotOf(day));
    if (!isWorkday(day)) continue;
    const work = here.flatMap(({ crowd, practice }) => [
      crowd.actFor(atWorkMs, things),
      practice?.act(AbortSignal.timeout(aloneMs)),
    ]);
    const mishap = zone === zones[day.dayOfYear % zones.length] ? mishaps.kill(victim) : mishaps.any(victim);
    await Promise.all([...work, mishap]);
    programs.expectRunning();
  }
  clock.set(eveningOf(day));
  await settleWhatIsDue(db);
  if (isWorkday(day))
    for (const resident of residents.filter(({ hasGuest }) => hasGuest))
      await comeAndGo(db, resident, day.day % 3 !== 0);
  const first = Math.floor(chance.next() * residents.length);
  for (let place = 0; place < lookedAt; place += 1) {
    const resident = residents[(first + place) % residents.length];
    if (resident) await expectTruth(db, resident);
  }
}

/** What the program heard of and couldn't store yet it tries again, up to half a minute later. */
export async function expectTruth(db: Db, resident: Resident): Promise<void> {
  const isTrue = async () => {
    await settleWhatIsDue(db);
    await expectAllTrue(db, resident);
    if (resident.practice) await expectPractice(db, resident, resident.practice);
  };
  await vi.waitFor(isTrue, { timeout: 120_000, interval: 1000 }).catch((error: unknown) => {
    if (error instanceof Error) error.message = `${resident.house.name}: ${error.message}`;
    throw error;
  });
}

/** Each of these teams has its question. */
async function untilAsked(db: Db, asked: readonly Resident[], slot: string): Promise<void> {
  const workspaces = asked.map(({ workspace }) => workspace);
  if (workspaces.length === 0) return;
  const missing = async () => {
    const open = await db
      .selectFrom('drops')
      .select('workspace_id')
      .where('workspace_id', 'in', workspaces)
      .where('slot', '=', slot)
      .where('state', '=', 'open')
      .execute();
    return workspaces.length - open.length;
  };
  await expect.poll(missing, { timeout: 90_000, interval: 100 }).toBe(0);
}
