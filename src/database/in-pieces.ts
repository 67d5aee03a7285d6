import { type RawBuilder, sql } from 'kysely';
import type { Tx } from './database.ts';

/**
 * The rows of a statement, some at a time, so that never all of them are in memory. With a cursor, which lives as long as its transaction.
 * @param name not that of another cursor of the transaction
 */
export async function* inPieces<Row>(
  tx: Tx,
  name: string,
  statement: RawBuilder<Row>,
  most = 200,
): AsyncGenerator<readonly Row[]> {
  const cursor = sql.id(name);
  await sql`declare ${cursor} no scroll cursor for ${statement}`.execute(tx);
  for (;;) {
    const { rows } = await sql<Row>`fetch ${sql.lit(most)} from ${cursor}`.execute(tx);
    if (rows.length > 0) yield rows;
    if (rows.length < most) break;
  }
  await sql`close ${cursor}`.execute(tx);
}
