import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { WebDb, WebRole } from '../tables.ts';

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly role: WebRole;
  /** By the role here or by the core's `/interview mentor add`. */
  readonly isMentor: boolean;
  readonly hue: number;
}

export function listPeople(db: WebDb, workspace: string): Promise<Person[]> {
  return db
    .selectFrom('web_people as person')
    .leftJoin('members as member', (join) =>
      join.onRef('member.workspace_id', '=', 'person.workspace_id').onRef('member.id', '=', 'person.id'),
    )
    .select(['person.id', 'person.name', 'person.role', 'person.hue'])
    .select(sql<boolean>`person.role = 'mentor' or coalesce(member.is_mentor, false)`.as('isMentor'))
    .where('person.workspace_id', '=', workspace)
    .orderBy('person.created_at')
    .orderBy('person.id')
    .execute();
}

export interface NewPerson {
  readonly name: string;
  readonly role: WebRole;
}

/** Returns the new person's id, or undefined when the name is taken. */
export async function addPerson(
  db: WebDb,
  workspace: string,
  { name, role }: NewPerson,
): Promise<string | undefined> {
  const random = randomBytes(6);
  const added = await db
    .insertInto('web_people')
    .values({
      workspace_id: workspace,
      id: `p${random.toString('hex')}`,
      name,
      role,
      hue: random.readUInt8() % 8,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return added?.id;
}
