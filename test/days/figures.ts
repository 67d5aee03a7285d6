import { sql } from 'kysely';
import type { Db } from '../../src/database/database.ts';

/** What there is by now, for a person. */
export async function sayFigures(db: Db): Promise<string> {
  const { rows } = await sql<Readonly<Record<string, number>>>`
    select (select count(*)::int from drops where source <> 'private' and state = 'open') as questions,
      (select count(*)::int from answers where not is_private) as answers,
      (select coalesce(sum(revision - 1), 0)::int from answers where not is_private) as edits,
      (select count(*)::int from votes) as votes,
      (select count(*)::int from reviews) as reviews,
      (select count(*)::int from posts where state in ('sent', 'removed')) as messages,
      (select count(*)::int from posts where kind = 'leaderboard') as leaderboards,
      (select count(*)::int from posts where kind = 'podium') as podiums,
      (select count(*)::int from mocks where state = 'done') as "mock interviews",
      (select count(*)::int from peer_mocks where state = 'done') as "interviews for two",
      (select count(*)::int from recalls) as recalls,
      (select count(*)::int from posts where kind = 'recall-reminder') as reminders`.execute(db);
  return Object.entries(rows[0] ?? {})
    .map(([what, count]) => `${count} ${what}`)
    .join(', ');
}
