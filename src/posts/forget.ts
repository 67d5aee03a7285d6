import { sql } from 'kysely';
import type { Tx } from '../database/database.ts';
import { deleteTheirs, type Forgotten } from '../registry/forgotten.ts';
import type { Wake } from '../services/wake.ts';

/** Nothing more is told to them. What is told to others names nobody any more. */
export async function forgetPosts(tx: Tx, _queue: Wake[], who: Forgotten): Promise<void> {
  const { workspace, member, as } = who;
  await deleteTheirs(tx, who, { posts: ['only_for'] });
  await sql`update posts set subject = array_to_string(array_replace(string_to_array(subject, ' '), ${member}, ${as}), ' ')
    where workspace_id = ${workspace} and only_for is not null and ${member} = any (string_to_array(subject, ' '))`.execute(
    tx,
  );
}
