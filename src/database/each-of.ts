import { type RawBuilder, sql } from 'kysely';

/**
 * Items for a statement's `from`, as rows of `item jsonb` and `place`, which counts from 1. A prepared statement expects ten of
 * them and looks up by its key what belongs to each. Of `jsonb_to_recordset` it expects a hundred, for which it rather reads
 * a table of some thousand rows as a whole.
 */
export function eachOf(items: readonly object[]): RawBuilder<unknown> {
  const texts = items.map((item) => JSON.stringify(item));
  return sql`unnest(${texts}::jsonb[]) with ordinality as given (item, place)`;
}
