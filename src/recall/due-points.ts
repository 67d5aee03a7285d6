import { localDay } from '../base/time.ts';
import type { Db } from '../database/database.ts';
import { type MemberKey, memoriesOf, type PointMemory } from './memories.ts';

export interface DuePoints {
  /** What is nearly forgotten comes first. */
  readonly due: readonly PointMemory[];
  /** When something is due that isn't yet. */
  readonly next: Date | undefined;
}

/** Of each member what is due by the end of their day. */
export async function duePoints(
  db: Db,
  members: readonly (MemberKey & { readonly timeZone: string })[],
  now: Date,
): Promise<DuePoints[]> {
  const memories = await memoriesOf(db, members, now);
  return members.map(({ timeZone }, index) => sortOut(memories[index] ?? [], timeZone, now));
}

function sortOut(memories: readonly PointMemory[], timeZone: string, now: Date): DuePoints {
  const today = localDay(now, timeZone);
  const isDue = ({ due }: PointMemory) => localDay(due, timeZone) <= today;
  const later = memories.filter((memory) => !isDue(memory)).map(({ due }) => due.getTime());
  return {
    due: memories.filter(isDue).sort((one, other) => one.retrievability - other.retrievability),
    next: later.length === 0 ? undefined : new Date(Math.min(...later)),
  };
}
