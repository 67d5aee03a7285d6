import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import { z } from 'zod';
import { type Doer, record } from '../audit/record.ts';
import { findTimeZone } from '../base/time-zones.ts';
import type { Db } from '../database/database.ts';
import type { Services } from '../services/services.ts';

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
  /** Where the same is so on public holidays: a country or region of ISO 3166, as in `DE` or `DE-BY`. */
  country: z.string().nullable().default(null),
  /** Tokens that the AI coach may take in a day, read and written; then the rubric coach speaks. */
  coachTokensPerDay: z.int().nonnegative().default(500_000),
  /** How often the AI coach may be asked for one member in a day. */
  coachCallsPerMember: z.int().nonnegative().default(20),
  /** How many months answers are kept; null for ever. */
  keepMonths: z.int().min(1).max(120).nullable().default(null),
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

/** Changes what is given and leaves the rest as it is. */
export async function changeSettings(
  { db, now }: Pick<Services, 'db' | 'now'>,
  doer: Doer,
  changes: Partial<Settings>,
): Promise<Settings> {
  const { workspace } = doer;
  return db.transaction().execute(async (tx) => {
    const { settings } = await tx
      .selectFrom('workspaces')
      .select('settings')
      .where('id', '=', workspace)
      .forUpdate()
      .executeTakeFirstOrThrow();
    const before = settingsSchema.parse(settings);
    const changed = settingsSchema.parse({ ...before, ...changes });
    await tx
      .updateTable('workspaces')
      .set({ settings: JSON.stringify(changed) })
      .where('id', '=', workspace)
      .execute();
    const news = newsIn(before, changed);
    if (Object.keys(news).length > 0) await record(tx, doer, { deed: 'settings', changed: news }, now());
    return changed;
  });
}

/** What differs, as text. */
function newsIn(before: Settings, now: Settings): Record<string, string> {
  const changed = Object.entries(now).filter(
    ([name, value]) => !isDeepStrictEqual(value, before[name as keyof Settings]),
  );
  return Object.fromEntries(changed.map(([name, value]) => [name, String(value ?? 'none')]));
}
