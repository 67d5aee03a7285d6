import { type RawBuilder, sql } from 'kysely';
import { type Period, periodKey } from '../base/periods.ts';
import type { Db } from '../database/database.ts';
import { settleStandings } from '../standings/count-standings.ts';
import type { VisibleChannels } from '../workspaces/visible-channels.ts';

/** Where and when standings are compared. */
export interface Board {
  readonly workspace: string;
  /** A channel's id, or '' for the whole workspace. */
  readonly scope: string;
  /** Of the whole workspace only these channels: those that the viewer is in. */
  readonly channels?: VisibleChannels;
  readonly period: Period;
  /** A local day in the period. */
  readonly day: string;
}

export interface Standing {
  readonly rank: number;
  readonly member: string;
  readonly votes: number;
  readonly answers: number;
}

interface Wanted {
  /** How many of the best. */
  readonly first: number;
  readonly viewer?: string | undefined;
}

/** Of a hidden member only they know it: the rank that they would have. */
interface OwnStanding extends Standing {
  readonly isHidden: boolean;
}

/** How many are better, of the viewer's own. */
type Place = Omit<OwnStanding, 'rank'> & { readonly better: number | null };

/** A rank beyond is this plus one: to count all who are before would take the longer the larger a workspace is. */
export const lastRank = 100;

/**
 * The best standings, by votes, then answers, and the viewer's own, unless it has no answer in the period. Equal votes
 * share a rank (1, 2, 2, 4). Hidden members are among the best of nobody, and count in no other's rank.
 */
export async function standingsOf(
  db: Db,
  board: Board,
  wanted: Wanted,
): Promise<{ readonly first: Standing[]; readonly own: OwnStanding | undefined }> {
  let { places, isBehind } = await read(db, board, wanted);
  if (isBehind) {
    await settleStandings(db, board.workspace);
    ({ places } = await read(db, board, wanted));
  }
  const own = places.find(({ better }) => better !== null);
  return {
    first: rank(places.filter(({ better }) => better === null)),
    own: own && { ...own, rank: (own.better ?? 0) + 1 },
  };
}

/** `isBehind` tells that there are changes which haven't been added yet. */
async function read(db: Db, board: Board, { first, viewer }: Wanted) {
  const { workspace, scope, period, day, channels } = board;
  const key = periodKey(period, day);
  const isShown = (whose: string) => isOnBoards(whose, sql`${workspace}`);
  const { rows } = await sql<Place | { member: null }>`
    ${channels ? addedUp(channels, workspace, key) : sql``}
    (select member_id as member, votes, answers, null::int as better, false as "isHidden" from standings
      where workspace_id = ${workspace} and scope = ${scope} and period = ${key} and answers > 0
        and ${isShown('member_id')}
      order by votes desc, answers desc, member_id limit ${first})
    union all
    (select member_id, votes, answers, (
        select count(*)::int from (
          select from standings as better
          where better.workspace_id = own.workspace_id and better.scope = own.scope and better.period = own.period
            and better.votes > own.votes and ${isShown('better.member_id')}
          limit ${lastRank}
        ) as counted
      ), not ${isShown('own.member_id')}
      from standings as own
      where workspace_id = ${workspace} and scope = ${scope} and period = ${key} and answers > 0
        and member_id = ${viewer ?? null})
    union all
    (select null, null, null, null, null from standing_changes where workspace_id = ${workspace} limit 1)`.execute(
    db,
  );
  const places = rows.filter((row) => row.member !== null);
  return { places, isBehind: places.length < rows.length };
}

/** For statements: that a member of the workspace isn't hidden. */
export const isOnBoards = (member: string, workspace: RawBuilder<string>) => sql<boolean>`
  ${sql.ref(member)} <> all (array(select id from members where members.workspace_id = ${workspace} and is_hidden))`;

/** In the place of the running totals, which are of all channels: the sums of some. */
const addedUp = (channels: readonly string[], workspace: string, key: string) => sql`
  with standings as (
    select workspace_id, '' as scope, period, member_id, sum(votes)::int as votes, sum(answers)::int as answers
    from standings
    where workspace_id = ${workspace} and scope = any (${channels}) and period = ${key} and answers > 0
    group by workspace_id, period, member_id
  )`;

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
