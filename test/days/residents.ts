import type { Temporal } from 'temporal-polyfill';
import type { Db } from '../../src/database/database.ts';
import type { Person } from '../faults/chat.ts';
import { Crowd, mentors } from '../faults/crowd.ts';
import type { Place } from '../faults/invariants.ts';
import { Practice } from '../faults/practice.ts';
import { Chance } from '../faults/settings.ts';
import { slotOf, type Zone, zones } from './calendar.ts';
import { days } from './settings.ts';
import type { House, Town } from './town.ts';

/** Who is forgotten now and then, where somebody is. */
export const guest: Person = 'omar';

/** A team that practises. */
export interface Resident extends Place {
  readonly house: House;
  readonly zone: Zone;
  readonly isDaily: boolean;
  /** Somebody there comes and goes. */
  readonly hasGuest: boolean;
  /** Of those who practise alone, where some do. */
  readonly practice: Practice | undefined;
  /** It keeps answers for a month. */
  readonly isForgetful: boolean;
  readonly slots: Set<string>;
}

/** Sets every team up as its admin would. */
export async function settleIn(db: Db, { houses }: Town): Promise<Resident[]> {
  const each = houses.length / 2;
  return Promise.all(
    houses.map(async (house, index) => {
      const place = index % each;
      const zone = zones[place % zones.length] ?? 'Asia/Tokyo';
      const isDaily = place % 5 === 4;
      const hasGuest = place === 0;
      const isForgetful = place === 1;
      expectWords(await house.schedule(isDaily ? 'daily' : 'weekdays', zone), 'Scheduled');
      for (const mentor of mentors) expectWords(await house.nameMentor(mentor), 'mentor now');
      if (isForgetful) expectWords(await house.keepOneMonth(), '1 month');
      const { id: workspace } = await db
        .selectFrom('workspaces')
        .select('id')
        .where('external_id', '=', house.id)
        .executeTakeFirstOrThrow();
      const habits = { mostDrops: Math.ceil(days / 3), lately: 2, ...(hasGuest && { absent: guest }) };
      const { chat, name } = house;
      const practice =
        place === 2 || place === 3 ? new Practice(chat, new Chance(`${name} alone`)) : undefined;
      await practice?.prepare();
      const crowd = new Crowd(chat, new Chance(name), habits);
      const kind = { zone, isDaily, hasGuest, isForgetful, practice };
      return { house, workspace, chat, crowd, slots: new Set<string>(), ...kind };
    }),
  );
}

/** Whether it gets a question on that day; then it is remembered that it must. */
export function expectsQuestion({ isDaily, slots }: Resident, day: Temporal.PlainDate): boolean {
  const isDue = isDaily || day.dayOfWeek <= 5;
  if (isDue) slots.add(slotOf(day));
  return isDue;
}

function expectWords(said: string, words: string): void {
  if (!said.includes(words)) throw new Error(`“${words}” isn’t in: ${said}`);
}
