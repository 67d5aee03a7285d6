import { seedPlayground } from '../../adapters/web/seed.ts';
import type { Db } from '../../src/database/database.ts';

/** Opens another workspace with a channel and members of the same ids, as all servers of Discord have the same members. Returns its id. */
export async function openAnotherWorkspace(db: Db): Promise<string> {
  const { id } = await db
    .insertInto('workspaces')
    .values({ platform: 'web', external_id: 'elsewhere', name: 'Elsewhere' })
    .returning('id')
    .executeTakeFirstOrThrow();
  await seedPlayground(db, id);
  await db.insertInto('channels').values({ workspace_id: id, id: 'practice', name: 'practice' }).execute();
  return id;
}
