import { createHash } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import { minutesLater } from '../base/time.ts';
import type { Db } from '../database/database.ts';

/** Older threads are read no more: the week of `openThreads`, and a day to do it. */
const keptDays = 8;

/** Who was forgotten lately. */
export interface Erased {
  /** When a member was, the last time. */
  at(member: string): Date | undefined;
  /** The ids under which stands what a member did before. */
  standIns(member: string): readonly string[];
}

export const digestOf = (as: string, member: string): string =>
  createHash('sha256').update(`${as} ${member}`).digest('hex');

/** For what is read once more that was written before. */
export async function erasedLately(db: Db, workspace: string): Promise<Erased> {
  const rows = await db
    .selectFrom('erasures')
    .select(['as_id', 'digest', 'done_at'])
    .where('workspace_id', '=', workspace)
    .where('done_at', 'is not', null)
    .orderBy('done_at', 'desc')
    .execute();
  const of = (member: string) => rows.filter(({ as_id, digest }) => digest === digestOf(as_id, member));
  return {
    at: (member) => of(member)[0]?.done_at ?? undefined,
    standIns: (member) => of(member).map(({ as_id }) => as_id),
  };
}

/** In SQL: what was left of a member each time that they were forgotten lately, `as_id`, and when, `done_at`. */
export const erasuresOf = (workspace: string, member: string): RawBuilder<unknown> => sql`(
  select as_id, done_at from erasures where workspace_id = ${workspace} and done_at is not null
    and digest = encode(sha256(convert_to(as_id || ' ' || ${member}::text, 'UTF8')), 'hex'))`;

/** Then nothing tells any more who they were. */
export async function forgetErasures(db: Db, now: Date): Promise<void> {
  await db
    .deleteFrom('erasures')
    .where('done_at', '<', minutesLater(now, -keptDays * 1440))
    .execute();
}
