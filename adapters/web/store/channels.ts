import type { Db } from '../../../src/database/database.ts';
import type { Channel } from '../rows.ts';

export function listChannels(db: Db, workspace: string): Promise<Channel[]> {
  return db
    .selectFrom('web_channels')
    .selectAll()
    .where('workspace_id', '=', workspace)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

/** Finds or makes the channel; its id is its name. */
export async function addChannel(db: Db, workspace: string, name: string): Promise<void> {
  await db
    .insertInto('web_channels')
    .values({ workspace_id: workspace, id: name, name })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
