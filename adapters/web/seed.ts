import type { Db } from '../../src/database/database.ts';
import { rememberMember } from '../../src/workspaces/workspaces.ts';
import { addChannel } from './store/channels.ts';
import { webDb } from './tables.ts';

export const firstChannel = 'practice';

const people = [
  { id: 'maya', name: 'Maya', role: 'member', hue: 0 },
  { id: 'leo', name: 'Leo', role: 'member', hue: 1 },
  { id: 'priya', name: 'Priya', role: 'mentor', hue: 2 },
  { id: 'sam', name: 'Sam', role: 'admin', hue: 3 },
] as const;

/** The channel and the people that a playground begins with. Idempotent. */
export async function seedPlayground(database: Db, workspace: string): Promise<void> {
  const db = webDb(database);
  await addChannel(db, workspace, firstChannel);
  const startedAt = Date.now();
  await db
    .insertInto('web_people')
    .values(
      people.map((person, index) => ({
        ...person,
        workspace_id: workspace,
        created_at: new Date(startedAt + index),
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  for (const { id, name } of people) await rememberMember(database, workspace, id, name);
}
