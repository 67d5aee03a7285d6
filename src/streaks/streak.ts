import { sql } from 'kysely';
import { localDay } from '../base/time.ts';
import type { Db } from '../database/database.ts';
import { daysOffOf } from '../holidays/days-off.ts';
import type { Settings } from '../workspaces/settings.ts';
import { type Streak, streakIn } from './law.ts';
import { includesDay, type Vacation } from './vacations.ts';

/** So many answers of others that a member reviewed or voted for earn a freeze. */
export const helpedForFreeze = 5;

interface Told {
  readonly asked: readonly string[];
  readonly answered: readonly string[];
  /** When each fifth answer of others was helped, in milliseconds. */
  readonly earned: readonly number[];
  readonly vacations: readonly Vacation[];
}

/** A member's streak. It isn't stored: it follows from what they answered, and from what they did for others. */
export async function streakOf(
  db: Db,
  { workspace, member }: { readonly workspace: string; readonly member: string },
  settings: Pick<Settings, 'timeZone' | 'holidays' | 'country'>,
  now: Date,
): Promise<Streak> {
  const { timeZone } = settings;
  const today = localDay(now, timeZone);
  // From one day to the next in the index, however many channels had a question.
  const { rows } = await sql<Told>`
    with recursive answered as (
      select distinct day from answers
      where workspace_id = ${workspace} and member_id = ${member} and state = 'standing'
    ), asked as (
      select min(slot)::date as day from drops
      where workspace_id = ${workspace} and state = 'open' and slot >= (select min(day) from answered)
      union all
      select (select min(slot)::date from drops
        where workspace_id = ${workspace} and state = 'open' and slot >= asked.day + 1)
      from asked where asked.day < ${today}::date
    ), helped as (
      select min(at) as at from (
        select answer_id, created_at as at from votes
        where workspace_id = ${workspace} and voter_id = ${member}
        union all
        select answer_id, created_at from reviews
        where workspace_id = ${workspace} and mentor_id = ${member} and withdrawn_at is null
      ) as given
      where (select state from answers where answers.workspace_id = ${workspace} and id = answer_id) = 'standing'
      group by answer_id
    ), counted as (
      select at, row_number() over (order by at) as number from helped
    )
    select
      (select coalesce(jsonb_agg(day), '[]') from asked where day <= ${today}::date) as asked,
      (select coalesce(jsonb_agg(day), '[]') from answered) as answered,
      (select coalesce(jsonb_agg(extract(epoch from at) * 1000), '[]') from counted
        where number % ${helpedForFreeze} = 0) as earned,
      (select coalesce(jsonb_agg(jsonb_build_object('from', starts_on, 'until', ends_on)), '[]') from vacations
        where workspace_id = ${workspace} and member_id = ${member}) as vacations`.execute(db);
  const { asked, answered, earned, vacations } = rows[0] as Told;
  const daysOff = await daysOffOf(settings);
  const history = {
    asked,
    answered: new Set(answered),
    earned: earned.map((at) => localDay(new Date(at), timeZone)),
    isOff: (day: string) => daysOff(day) !== undefined || vacations.some((one) => includesDay(one, day)),
  };
  return streakIn(history, today);
}
