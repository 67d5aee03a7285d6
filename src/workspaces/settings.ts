import { sql } from 'kysely';
import { z } from 'zod';
import { findTimeZone } from '../base/time-zones.ts';
import type { Db } from '../database/database.ts';

const defaultTimeZone = 'UTC';

const settingsSchema = z.object({
  timeZone: z
    .string()
    .default(defaultTimeZone)
    .refine((zone) => findTimeZone(zone) !== undefined),
  /** Whether everyone in the thread sees the coach's feedback, or its author alone. */
  feedback: z.enum(['thread', 'private']).default('thread'),
  /** The platform's role whose members are mentors, by id. */
  mentorRole: z.string().nullable().default(null),
  voteEmoji: z.array(z.string().min(1)).min(1).default(['⬆️', '👍', '⭐']),
  /** How late a scheduled question may still be posted after downtime. */
  graceMinutes: z.int().positive().default(360),
  /** When the sample answer of a question asked for by command is revealed. */
  revealAfterMinutes: z.int().positive().default(480),
  /** Local dates, `YYYY-MM-DD`, in order: no schedule asks anything, and nobody's streak ends. */
  holidays: z.array(z.iso.date()).default([]),
  /** Tokens that the AI coach may take in a day, read and written; then the rubric coach speaks. */
  coachTokensPerDay: z.int().nonnegative().default(500_000),
  /** How often the AI coach may be asked for one member in a day. */
  coachCallsPerMember: z.int().nonnegative().default(20),
});

/** For statements: the zone of a workspace's row. */
export const workspaceZone = sql<string>`coalesce(settings ->> 'timeZone', ${sql.lit(defaultTimeZone)})`;

export type Settings = z.infer<typeof settingsSchema>;

export async function settingsOf(db: Db, workspace: string): Promise<Settings> {
  const { settings } = await db
    .selectFrom('workspaces')
    .select('settings')
    .where('id', '=', workspace)
    .executeTakeFirstOrThrow();
  return readSettings(settings);
}

export async function settingsOfEach(db: Db, workspaces: readonly string[]): Promise<Map<string, Settings>> {
  const rows = await db
    .selectFrom('workspaces')
    .select(['id', 'settings'])
    .where(sql<boolean>`id = any (${workspaces}::bigint[])`)
    .execute();
  return new Map(rows.map(({ id, settings }) => [id, readSettings(settings)]));
}

/** The settings as they stand in a workspace's row. */
export const readSettings = (stored: unknown): Settings => settingsSchema.parse(stored);

export async function changeSettings(
  db: Db,
  workspace: string,
  changes: Partial<Settings>,
): Promise<Settings> {
  return db.transaction().execute(async (tx) => {
    const { settings } = await tx
      .selectFrom('workspaces')
      .select('settings')
      .where('id', '=', workspace)
      .forUpdate()
      .executeTakeFirstOrThrow();
    const changed = settingsSchema.parse({ ...settingsSchema.parse(settings), ...changes });
    await tx
      .updateTable('workspaces')
      .set({ settings: JSON.stringify(changed) })
      .where('id', '=', workspace)
      .execute();
    return changed;
  });
}
