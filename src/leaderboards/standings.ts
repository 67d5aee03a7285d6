import type { Db } from '../database/database.ts';
import { type Period, periodKey } from './periods.ts';

export interface Standing {
  readonly rank: number;
  readonly member: string;
  readonly votes: number;
  readonly answers: number;
}

/** How many standings a leaderboard shows. */
const leaderboardSize = 10;

/**
 * The best standings of the period that contains `day`, by votes, then answers. Equal votes share a rank (1, 2, 2, 4).
 * `scope` is a channel's id, or '' for the whole workspace.
 */
export async function standingsOf(
  db: Db,
  workspace: string,
  scope: string,
  period: Period,
  day: string,
): Promise<Standing[]> {
  const rows = await db
    .selectFrom('standings')
    .select(['member_id', 'votes', 'answers'])
    .where('workspace_id', '=', workspace)
    .where('scope', '=', scope)
    .where('period', '=', periodKey(period, day))
    .where('answers', '>', 0)
    .orderBy('votes', 'desc')
    .orderBy('answers', 'desc')
    .orderBy('member_id')
    .limit(leaderboardSize)
    .execute();
  return rank(rows.map(({ member_id, votes, answers }) => ({ member: member_id, votes, answers })));
}

/** Numbers rows that are sorted by votes: equal votes share a rank, and the next rank counts them all. */
export function rank<T extends { readonly votes: number }>(
  rows: readonly T[],
): (T & { readonly rank: number })[] {
  const ranked: (T & { readonly rank: number })[] = [];
  for (const [index, row] of rows.entries()) {
    const before = ranked.at(-1);
    ranked.push({ ...row, rank: before?.votes === row.votes ? before.rank : index + 1 });
  }
  return ranked;
}

/** One member's standing, wherever it is; undefined without an answer in the period. */
export async function standingOf(
  db: Db,
  workspace: string,
  scope: string,
  period: Period,
  day: string,
  member: string,
): Promise<Standing | undefined> {
  const key = periodKey(period, day);
  const row = await db
    .selectFrom('standings as own')
    .select(['own.votes', 'own.answers'])
    .select((eb) =>
      eb
        .selectFrom('standings as better')
        .select((count) => count.cast<number>(count.fn.countAll(), 'integer').as('count'))
        .whereRef('better.workspace_id', '=', 'own.workspace_id')
        .whereRef('better.scope', '=', 'own.scope')
        .whereRef('better.period', '=', 'own.period')
        .whereRef('better.votes', '>', 'own.votes')
        .as('better'),
    )
    .where('own.workspace_id', '=', workspace)
    .where('own.scope', '=', scope)
    .where('own.period', '=', key)
    .where('own.member_id', '=', member)
    .where('own.answers', '>', 0)
    .executeTakeFirst();
  return row && { member, votes: row.votes, answers: row.answers, rank: (row.better ?? 0) + 1 };
}
