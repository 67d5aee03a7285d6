import { Temporal } from 'temporal-polyfill';
import { instantOf, inZone } from '../base/time.ts';
import type { Db, Row } from '../database/database.ts';

export type QuietHours = Pick<Row<'quiet_hours'>, 'starts_at' | 'ends_at' | 'time_zone'>;

/** When these hours end, where they have begun; undefined outside them. */
export function quietUntil({ starts_at, ends_at, time_zone }: QuietHours, now: Date): Date | undefined {
  const here = inZone(now, time_zone);
  const [clock, start, end] = [here.toPlainTime(), at(starts_at), at(ends_at)];
  const [hasBegun, hasEnded] = [isReached(clock, start), isReached(clock, end)];
  const isQuiet = isReached(end, start) ? hasBegun && !hasEnded : hasBegun || !hasEnded;
  if (!isQuiet) return undefined;
  const day = hasEnded ? here.toPlainDate().add({ days: 1 }) : here.toPlainDate();
  const planned = instantOf(day.toPlainDateTime(end), time_zone);
  if (planned.epochMilliseconds > now.getTime()) return new Date(planned.epochMilliseconds);
  // Clocks went back and the hour comes again: it ends at the same time as before.
  return new Date(now.getTime() + clock.until(end).total('milliseconds'));
}

const at = (time: string) => Temporal.PlainTime.from(time);
const isReached = (clock: Temporal.PlainTime, time: Temporal.PlainTime) =>
  Temporal.PlainTime.compare(clock, time) >= 0;

export async function quietHoursOf(
  db: Db,
  { workspace, member }: { readonly workspace: string; readonly member: string },
): Promise<QuietHours | undefined> {
  return db
    .selectFrom('quiet_hours')
    .select(['starts_at', 'ends_at', 'time_zone'])
    .where('workspace_id', '=', workspace)
    .where('member_id', '=', member)
    .executeTakeFirst();
}
