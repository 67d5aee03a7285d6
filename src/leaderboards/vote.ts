import { numeric, UserError } from '../base/errors.ts';
import type { Actor, Reply } from '../chat/core.ts';
import { notice } from '../chat/notice.ts';
import type { Tx } from '../database/database.ts';
import { inTransaction } from '../database/in-transaction.ts';
import { refreshPosts } from '../posts/request-posts.ts';
import { type Answer, findAnswer, lockAnswer } from '../practice/answers.ts';
import type { Services } from '../services/services.ts';
import type { Wake } from '../services/wake.ts';
import { countStandings } from '../standings/count-standings.ts';
import { isVisible } from '../workspaces/visible-channels.ts';

interface Ballot {
  readonly voter: string;
  /** The emoji, or `button`: several by one member count once. */
  readonly emoji: string;
}

/** A member votes for another's answer. Own and withdrawn answers get none; that of one set aside counts when it is an answer again. */
export async function castVote(
  tx: Tx,
  queue: Wake[],
  found: Answer,
  ballot: Ballot,
  now: Date,
): Promise<boolean> {
  const answer = await lockAnswer(tx, found.workspace_id, found.id);
  if (!answer || answer.state === 'withdrawn' || answer.is_private || answer.member_id === ballot.voter)
    return false;
  const had = await ballotsOf(tx, answer, ballot.voter);
  if (had.includes(ballot.emoji)) return false;
  const { workspace_id, id: answer_id } = answer;
  await tx
    .insertInto('votes')
    .values({ workspace_id, answer_id, voter_id: ballot.voter, emoji: ballot.emoji, created_at: now })
    .execute();
  if (had.length === 0) await count(tx, queue, answer, 1, now);
  return had.length === 0;
}

/** Takes back one emoji's vote, or all of a member's. The vote counts until the last is gone. */
export async function takeBackVote(
  tx: Tx,
  queue: Wake[],
  found: Answer,
  { voter, emoji }: { readonly voter: string; readonly emoji?: string },
  now: Date,
): Promise<void> {
  const answer = await lockAnswer(tx, found.workspace_id, found.id);
  if (!answer || answer.state === 'withdrawn') return;
  const had = await ballotsOf(tx, answer, voter);
  const gone = had.filter((one) => emoji === undefined || one === emoji);
  if (gone.length === 0) return;
  await tx
    .deleteFrom('votes')
    .where('workspace_id', '=', answer.workspace_id)
    .where('answer_id', '=', answer.id)
    .where('voter_id', '=', voter)
    .where('emoji', 'in', gone)
    .execute();
  if (gone.length === had.length) await count(tx, queue, answer, -1, now);
}

async function ballotsOf(tx: Tx, answer: Answer, voter: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('votes')
    .select('emoji')
    .where('workspace_id', '=', answer.workspace_id)
    .where('answer_id', '=', answer.id)
    .where('voter_id', '=', voter)
    .execute();
  return rows.map(({ emoji }) => emoji);
}

async function count(tx: Tx, queue: Wake[], answer: Answer, votes: 1 | -1, now: Date): Promise<void> {
  await tx
    .updateTable('answers')
    .set((eb) => ({ votes: eb('votes', '+', votes) }))
    .where('workspace_id', '=', answer.workspace_id)
    .where('id', '=', answer.id)
    .execute();
  if (answer.state === 'asked') return;
  await countStandings(tx, answer, { votes });
  await refreshPosts(
    tx,
    queue,
    [{ workspace_id: answer.workspace_id, kind: 'feedback', subject: answer.id }],
    now,
  );
}

/** One spelling for an emoji: without variation selectors and skin tones. */
export function plainEmoji(emoji: string): string {
  return emoji.replace(/[\ufe0e\ufe0f]|\p{Emoji_Modifier}/gu, '');
}

/** Votes, or takes the vote back. */
async function toggleVote(services: Services, answer: Answer, voter: string): Promise<'cast' | 'taken-back'> {
  return inTransaction(services, async (tx, queue) => {
    const now = services.now();
    const had = await ballotsOf(tx, answer, voter);
    if (had.length === 0) {
      await castVote(tx, queue, answer, { voter, emoji: 'button' }, now);
      return 'cast';
    }
    await takeBackVote(tx, queue, answer, { voter }, now);
    return 'taken-back';
  });
}

/** The *Vote* button. */
export async function pressVote(services: Services, actor: Actor, value: string): Promise<Reply> {
  const answer = await findAnswer(services.db, actor.workspace, numeric(value));
  if (
    answer?.state !== 'standing' ||
    answer.is_private ||
    !(await isVisible(services, actor, answer.channel_id))
  ) {
    throw new UserError('That answer was withdrawn, so you can’t vote for it.');
  }
  if (answer.member_id === actor.member) throw new UserError('You can’t vote for your own answer.');
  const done = await toggleVote(services, answer, actor.member);
  return notice(
    done === 'cast' ? 'Your vote counts. Press again to take it back.' : 'Your vote is taken back.',
  );
}
