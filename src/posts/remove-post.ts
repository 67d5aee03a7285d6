import { sql } from 'kysely';
import type { Db } from '../database/database.ts';
import type { ClaimedPost } from '../registry/post-kind.ts';
import type { Services } from '../services/services.ts';
import { wakeForPost } from './wakes.ts';

/** Its message is being removed, whatever comes of the process that does it: it is stale until that is done. */
export async function markRemoved(db: Db, post: ClaimedPost): Promise<void> {
  await held(db, post).set({ state: 'removed', stale: true }).execute();
}

/** Its message is gone and there is something to show again: another is sent, under a key of its own. */
export async function sendAfresh({ db, wake }: Services, post: ClaimedPost): Promise<void> {
  const row = await held(db, post)
    .set({
      state: 'pending',
      stale: false,
      key: sql<string>`gen_random_uuid()`,
      message: null,
      attempts: 0,
      claimed_until: null,
    })
    .returning(['workspace_id', 'id', 'version', 'attempts', 'due_at'])
    .executeTakeFirst();
  if (row) await wake([wakeForPost(row)]);
}

function held(db: Db, { workspace_id, id, key }: ClaimedPost) {
  return db
    .updateTable('posts')
    .where('workspace_id', '=', workspace_id)
    .where('id', '=', id)
    .where('key', '=', key);
}
