import { sql } from 'kysely';
import { daysLater } from '../base/time.ts';
import type { Db, Tx } from '../database/database.ts';
import { eachOf } from '../database/each-of.ts';
import { lockMember } from '../workspaces/lock-member.ts';

/** Days on which a member doesn't want to practise, both included. */
export interface Vacation {
  readonly from: string;
  readonly until: string;
}

interface MemberKey {
  readonly workspace: string;
  readonly member: string;
}

export const includesDay = ({ from, until }: Vacation, day: string) => from <= day && day <= until;

/** A member's vacations that aren't over, the earliest first. */
export async function vacationsFrom(
  db: Db,
  { workspace, member }: MemberKey,
  today: string,
): Promise<Vacation[]> {
  return db
    .selectFrom('vacations')
    .select(['starts_on as from', 'ends_on as until'])
    .where('workspace_id', '=', workspace)
    .where('member_id', '=', member)
    .where('ends_on', '>=', today)
    .orderBy('starts_on')
    .execute();
}

/** Of several members, each on a day of theirs, whether they are on vacation. */
export async function areOnVacation(
  db: Db,
  members: readonly (MemberKey & { readonly day: string })[],
): Promise<boolean[]> {
  if (members.length === 0) return [];
  const { rows } = await sql<{ isOff: boolean }>`
    select exists (select from vacations
      where workspace_id = workspace and member_id = member and day between starts_on and ends_on) as "isOff"
    from ${eachOf(members)}, jsonb_to_record(item) as who (workspace bigint, member text, day date)
    order by place`.execute(db);
  return rows.map(({ isOff }) => isOff);
}

/** Adds a vacation: with those that it overlaps or follows it becomes one, which is returned. */
export async function addVacation(tx: Tx, who: MemberKey, added: Vacation): Promise<Vacation> {
  // Two that are added at once are added one after the other.
  await lockMember(tx, who);
  const met = await tx
    .deleteFrom('vacations')
    .where('workspace_id', '=', who.workspace)
    .where('member_id', '=', who.member)
    .where('starts_on', '<=', daysLater(added.until, 1))
    .where('ends_on', '>=', daysLater(added.from, -1))
    .returning(['starts_on', 'ends_on'])
    .execute();
  const from = [added.from, ...met.map(({ starts_on }) => starts_on)].sort()[0] ?? added.from;
  const until = [added.until, ...met.map(({ ends_on }) => ends_on)].sort().at(-1) ?? added.until;
  await tx
    .insertInto('vacations')
    .values({ workspace_id: who.workspace, member_id: who.member, starts_on: from, ends_on: until })
    .execute();
  return { from, until };
}

/** Takes back what of a member's vacations is still to come, today included; false when there is nothing. */
export async function endVacations(tx: Tx, who: MemberKey, today: string): Promise<boolean> {
  const begun = await tx
    .updateTable('vacations')
    .set({ ends_on: daysLater(today, -1) })
    .where('workspace_id', '=', who.workspace)
    .where('member_id', '=', who.member)
    .where('starts_on', '<', today)
    .where('ends_on', '>=', today)
    .executeTakeFirstOrThrow();
  const ahead = await tx
    .deleteFrom('vacations')
    .where('workspace_id', '=', who.workspace)
    .where('member_id', '=', who.member)
    .where('starts_on', '>=', today)
    .executeTakeFirstOrThrow();
  return begun.numUpdatedRows + ahead.numDeletedRows > 0n;
}
