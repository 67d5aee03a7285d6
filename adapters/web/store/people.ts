import { randomBytes } from 'node:crypto';
import type { Db } from '../../../src/database/database.ts';
import { rememberMember, setMentor } from '../../../src/workspaces/workspaces.ts';

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly isAdmin: boolean;
  readonly isMentor: boolean;
  /** Which of the eight avatar colours. */
  readonly hue: number;
}

export function listPeople(db: Db, workspace: string): Promise<Person[]> {
  return db
    .selectFrom('web_people as person')
    .innerJoin('members as member', (join) =>
      join.onRef('member.workspace_id', '=', 'person.workspace_id').onRef('member.id', '=', 'person.id'),
    )
    .select(['person.id', 'person.name', 'person.hue'])
    .select(['person.is_admin as isAdmin', 'member.is_mentor as isMentor'])
    .where('person.workspace_id', '=', workspace)
    .orderBy('person.created_at')
    .orderBy('person.id')
    .execute();
}

/** What a person can begin as; mentors are added and removed by commands later. */
export const roles = ['member', 'mentor', 'admin'] as const;

export interface NewPerson {
  readonly id?: string;
  readonly name: string;
  readonly role: (typeof roles)[number];
  readonly hue?: number;
}

/** Returns the new person's id, or undefined when the name or the id is taken. */
export async function addPerson(
  db: Db,
  workspace: string,
  { name, role, ...given }: NewPerson,
): Promise<string | undefined> {
  const random = randomBytes(6);
  const { id = `p${random.toString('hex')}`, hue = random.readUInt8() % 8 } = given;
  return db.transaction().execute(async (tx) => {
    const added = await tx
      .insertInto('web_people')
      .values({ workspace_id: workspace, id, name, is_admin: role === 'admin', hue })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!added) return undefined;
    await rememberMember(tx, workspace, id, name);
    if (role === 'mentor') await setMentor(tx, workspace, id, true);
    return id;
  });
}
