import { sql } from 'kysely';
import type { Db } from '../../../src/database/database.ts';
import { announce, nextVersion, writing } from './writing.ts';

/**
 * What somebody wrote in the playground goes, with what was whispered to them or named them to another, their reactions and what they have
 * read. Who they are stays, as an account on a chat platform does.
 */
export async function forgetPerson(db: Db, workspace: string, person: string): Promise<void> {
  await writing(db, workspace, async (tx) => {
    const gone = await tx
      .updateTable('web_messages')
      .set({
        text: '',
        card: null,
        author_id: null,
        only_for: null,
        deleted_at: sql<Date>`coalesce(deleted_at, now())`,
        version: nextVersion,
      })
      .where('workspace_id', '=', workspace)
      .where((eb) =>
        eb.or([
          eb('author_id', '=', person),
          eb('only_for', '=', person),
          // With JSON's quotes around it: an id may be a word of any sentence.
          eb.and([
            eb('only_for', 'is not', null),
            sql<boolean>`strpos(card::text, ${JSON.stringify(person)}) > 0`,
          ]),
        ]),
      )
      .returning(['channel_id', 'key'])
      .execute();
    const keys = gone.flatMap(({ key }) => key ?? []);
    await sql`delete from web_files where workspace_id = ${workspace} and key = any (${keys})`.execute(tx);
    await tx
      .deleteFrom('web_reactions')
      .where('workspace_id', '=', workspace)
      .where('person_id', '=', person)
      .execute();
    await tx
      .deleteFrom('web_seen')
      .where('workspace_id', '=', workspace)
      .where('person_id', '=', person)
      .execute();
    for (const channel of new Set(gone.map(({ channel_id }) => channel_id)))
      await announce(tx, workspace, channel);
  });
}
