import { z } from 'zod';

const member = z.string();

/**
 * What somebody with a role can do that others should be able to look up, with what it was done to: ids, numbers and choices, never what a
 * person wrote.
 */
export const deedSchema = z.discriminatedUnion('deed', [
  /** The names of settings, each with its new value as text. */
  z.object({ deed: z.literal('settings'), changed: z.record(z.string(), z.string()) }),
  z.object({
    deed: z.literal('schedule'),
    channel: z.string(),
    change: z.enum(['saved', 'paused', 'removed', 'skipped', 'unskipped']),
  }),
  z.object({ deed: z.literal('mentor'), member, change: z.enum(['added', 'removed']) }),
  z.object({
    deed: z.literal('question'),
    question: z.string(),
    change: z.enum(['approved', 'declined', 'edited', 'retired', 'restored']),
  }),
  /** The key that tokens are encrypted with. */
  z.object({ deed: z.literal('key'), change: z.literal('rotated') }),
  /** What members wrote, in the database. */
  z.object({ deed: z.literal('words'), change: z.enum(['encrypted', 'decrypted']) }),
  /** By a former member: somebody had their data erased. */
  z.object({ deed: z.literal('erasure') }),
  /** All of the workspace's data, to or from a file. */
  z.object({ deed: z.literal('export') }),
  z.object({ deed: z.literal('import') }),
  /** A mentor's verdict, which counts instead of the coach's. */
  z.object({ deed: z.literal('review'), answer: z.string(), score: z.number().nullable() }),
]);

export type Deed = z.infer<typeof deedSchema>;
