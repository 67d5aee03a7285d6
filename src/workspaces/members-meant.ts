import { sql } from 'kysely';
import type { Db } from '../database/database.ts';

/** More than anybody reads. */
const most = 100;

/** Of the beginnings of a command's words: one names one member, or few. */
const mostBeginnings = 20;

/**
 * The members that words such as "@Maya" could mean, with those of the same first letter for whoever mistyped: a few looked up by an index,
 * however many a workspace has.
 */
export async function membersMeant(
  db: Db,
  workspace: string,
  words: readonly string[],
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  const typed = words.map((word) => word.replace(/^@/, '')).slice(0, mostBeginnings);
  const all = typed.flatMap((word) => [word, word.slice(0, 1)]).map((word) => word.toLowerCase());
  const beginnings = [...new Set(all)].slice(0, mostBeginnings);
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from members where workspace_id = ${workspace} and id = any (${typed})
    union
    select found.id, found.name from unnest(${beginnings}::text[]) as beginning cross join lateral (
      select id, name from members where workspace_id = ${workspace}
        and lower(name) collate "C" >= beginning and lower(name) collate "C" < beginning || ${lastCharacter} and id not like 'gone-%'
      order by lower(name) collate "C" limit ${most}
    ) as found
    order by name`.execute(db);
  return rows;
}

/** After every other that a name could go on with. */
const lastCharacter = '\u{10ffff}';
