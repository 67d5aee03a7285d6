import { sql } from 'kysely';
import { UserError } from '../base/errors.ts';
import type { Tx } from '../database/database.ts';
import type { Header } from './lines.ts';
import type { Table } from './tables.ts';

/** Where nothing of these is, nobody has practised. */
const practice = [
  'drops',
  'answers',
  'questions',
  'suggestions',
  'recalls',
  'mocks',
  'peer_mocks',
  'preparations',
];

/**
 * The workspace of the same team, made where there is none. What a start or an installation put there, such as names, makes room.
 *
 * @throws UserError for one in which somebody has practised
 */
export async function emptyWorkspaceFor(
  tx: Tx,
  { platform, external_id, name, settings, ended_season }: Header['workspace'],
  tables: readonly Table[],
): Promise<string> {
  const known = { name, settings: JSON.stringify(settings), ended_season };
  const { id } = await tx
    .insertInto('workspaces')
    .values({ platform, external_id, ...known })
    .onConflict((conflict) => conflict.columns(['platform', 'external_id']).doUpdateSet(known))
    .returning('id')
    .executeTakeFirstOrThrow();
  for (const { name: table, owner } of [...tables].reverse()) {
    const { rows } = await sql<{ is: boolean }>`
      select exists (select from ${sql.table(table)} where ${sql.ref(owner)} = ${sql.lit(id)}) as is`.execute(
      tx,
    );
    if (rows[0]?.is && practice.includes(table))
      throw new UserError(
        `The workspace ${name} isn’t empty here: somebody has practised in it. Erase it first, as docs/security.md says, or import into another Whetstone.`,
      );
  }
  for (const { name: table, owner } of [...tables].reverse())
    await sql`delete from ${sql.table(table)} where ${sql.ref(owner)} = ${sql.lit(id)}`.execute(tx);
  return id;
}
