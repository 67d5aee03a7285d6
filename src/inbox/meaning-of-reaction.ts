import { sql } from 'kysely';
import type { Reaction } from '../chat/core.ts';
import type { Db } from '../database/database.ts';
import { erasuresOf } from '../erasures/erased.ts';
import { plainEmoji } from '../leaderboards/vote.ts';
import { readSettings } from '../workspaces/settings.ts';

/** A mentor's reaction that approves. */
export const approval = '✅';

interface Meaning {
  readonly isAnswer: boolean;
  /** Whether its emoji counts where it was given. */
  readonly counts: boolean;
  /**
   * As it is to be stored: what somebody gave before they were forgotten, under the id that names nobody. Of what stands nobody can tell
   * whether it was given before, and it is taken for that.
   */
  readonly reaction: Reaction;
  /** Who gave it, and the ids under which stands what they did before. A platform takes one such reaction from an account: all of them have one. */
  readonly ids: readonly string[];
}

/** What a reaction means where it was given, and whose it is. */
export async function meaningOf(db: Db, given: Reaction, isStanding = false): Promise<Meaning> {
  const { workspace, channel, message, emoji, member, at } = given;
  const { rows } = await sql<{
    settings: unknown;
    isAnswer: boolean;
    isPractised: boolean;
    standIns: readonly string[];
    standIn: string | null;
  }>`
    select settings,
      exists (select from answers where workspace_id = ${workspace} and channel_id = ${channel}
        and message = ${message}) as "isAnswer",
      exists (select from drops where workspace_id = ${workspace} and channel_id = ${channel}) as "isPractised",
      array(select as_id from ${erasuresOf(workspace, member)} as erased) as "standIns",
      (select as_id from ${erasuresOf(workspace, member)} as erased
        where ${isStanding} or done_at > ${at} order by done_at limit 1) as "standIn"
    from workspaces where id = ${workspace}`.execute(db);
  const [seen] = rows;
  if (!seen?.isPractised) return { isAnswer: false, counts: false, reaction: given, ids: [member] };
  const { isAnswer, standIns, standIn } = seen;
  const counting = [approval, ...readSettings(seen.settings).voteEmoji].map(plainEmoji);
  const counts = counting.includes(plainEmoji(emoji));
  const ids = [member, ...standIns];
  const by = (ids.length > 1 ? await holderOf(db, given, ids) : undefined) ?? standIn ?? member;
  const reaction = by === member ? given : { workspace, channel, message, emoji, at, member: by };
  return { isAnswer, counts, reaction, ids };
}

/** Under which of these ids a vote is stored. */
export async function holderOf(
  db: Db,
  { workspace, channel, message, emoji }: Reaction,
  ids: readonly string[],
): Promise<string | undefined> {
  const vote = await db
    .selectFrom('votes')
    .innerJoin('answers', (join) =>
      join
        .onRef('answers.workspace_id', '=', 'votes.workspace_id')
        .onRef('answers.id', '=', 'votes.answer_id'),
    )
    .select('voter_id')
    .where('votes.workspace_id', '=', workspace)
    .where('channel_id', '=', channel)
    .where('message', '=', message)
    .where('emoji', '=', plainEmoji(emoji))
    .where('voter_id', 'in', ids)
    .executeTakeFirst();
  return vote?.voter_id;
}
