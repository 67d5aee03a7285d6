import type { Db } from '../../src/database/database.ts';
import { addChannel } from './store/channels.ts';
import { addPerson } from './store/people.ts';

export const firstChannel = 'practice';

const people = [
  { id: 'maya', name: 'Maya', role: 'member', hue: 0 },
  { id: 'leo', name: 'Leo', role: 'member', hue: 1 },
  { id: 'priya', name: 'Priya', role: 'mentor', hue: 2 },
  { id: 'sam', name: 'Sam', role: 'admin', hue: 3 },
] as const;

/** The channel and the people that a playground begins with. Idempotent. */
export async function seedPlayground(db: Db, workspace: string): Promise<void> {
  await addChannel(db, workspace, firstChannel);
  for (const person of people) await addPerson(db, workspace, person);
}
