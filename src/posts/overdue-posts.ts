import { sql } from 'kysely';
import type { Db } from '../database/database.ts';
import type { Wake } from '../services/wake.ts';
import { wakeForPost } from './wakes.ts';

/** Wakes for the posts that were due by a moment and aren't in the chat as they should be, oldest first. */
export async function overduePosts(db: Db, since: Date, now: Date, most: number): Promise<Wake[]> {
  const posts = await db
    .selectFrom('posts')
    .selectAll()
    .where((eb) => eb.or([eb('state', 'in', ['pending', 'sending']), eb('stale', '=', true)]))
    .where(sql<boolean>`due_at <= ${since} and (claimed_until is null or claimed_until <= ${now})`)
    .orderBy('due_at')
    .limit(most)
    .execute();
  return posts.map(wakeForPost);
}
