import { numeric } from '../base/errors.ts';
import type { Db, Row, Tx } from '../database/database.ts';

export type Suggestion = Row<'suggestions'>;

export async function findSuggestion(db: Db, workspace: string, id: string): Promise<Suggestion | undefined> {
  return suggestionsOf(db, workspace).selectAll().where('id', '=', numeric(id)).executeTakeFirst();
}

/** The same, with its row locked until the transaction ends: two decisions come one after the other. */
export async function lockSuggestion(tx: Tx, workspace: string, id: string): Promise<Suggestion | undefined> {
  return suggestionsOf(tx, workspace)
    .selectAll()
    .where('id', '=', numeric(id))
    .forUpdate()
    .executeTakeFirst();
}

/** What waits for a decision, the oldest first. */
export function waitingSuggestions(db: Db, workspace: string) {
  return suggestionsOf(db, workspace).selectAll().where('state', '=', 'waiting').orderBy('id');
}

function suggestionsOf(db: Db, workspace: string) {
  return db.selectFrom('suggestions').where('workspace_id', '=', workspace);
}

/** How many suggestions wait, at most 100. */
export async function countWaiting(db: Db, workspace: string): Promise<number> {
  const rows = await suggestionsOf(db, workspace)
    .select('id')
    .where('state', '=', 'waiting')
    .limit(100)
    .execute();
  return rows.length;
}
