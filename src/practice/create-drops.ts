import { sql } from 'kysely';
import type { Row, Tx } from '../database/database.ts';
import { eachOf } from '../database/each-of.ts';
import { requestPosts } from '../posts/request-posts.ts';
import type { QuestionKey, Selected } from '../questions/select-questions.ts';
import type { Wake } from '../services/wake.ts';

export interface DropRequest {
  readonly workspace: string;
  readonly channel: string;
  readonly source: Row<'drops'>['source'];
  readonly slot?: string;
  readonly requestedBy?: string;
  readonly revealAfterMinutes: number;
  readonly question: QuestionKey & Partial<Selected>;
}

/**
 * Stores drops and the requests to post those that aren't private. Returns what was stored: nothing for a slot that has
 * its drop already.
 */
export async function createDrops(
  tx: Tx,
  queue: Wake[],
  requests: readonly DropRequest[],
  now: Date,
): Promise<Pick<Row<'drops'>, 'id'>[]> {
  if (requests.length === 0) return [];
  const { rows: drops } = await sql<Pick<Row<'drops'>, 'workspace_id' | 'id' | 'channel_id' | 'source'>>`
    insert into drops (workspace_id, channel_id, source, slot, requested_by, question_owner, question_id,
      question_revision, weak_topic, state, reveal_after_minutes, opened_at, created_at)
    select workspace, channel, source, slot, "requestedBy", owner, id, revision, "weakTopic",
      case source when 'private' then 'open' else 'due' end, "revealAfterMinutes",
      case source when 'private' then ${now}::timestamptz end, ${now}
    from ${eachOf(requests)}, jsonb_to_record(item) as request (workspace bigint, channel text, source text,
        slot timestamp, "requestedBy" text, "revealAfterMinutes" integer, question jsonb),
      jsonb_to_record(question) as question (owner bigint, id text, revision integer, "weakTopic" text)
    on conflict (workspace_id, channel_id, slot) do nothing
    returning workspace_id, id, channel_id, source`.execute(tx);
  const posts = drops
    .filter(({ source }) => source !== 'private')
    .map(
      ({ workspace_id, id, channel_id }) =>
        ({ workspace_id, kind: 'drop', subject: id, channel_id }) as const,
    );
  await requestPosts(tx, queue, posts, now);
  return drops;
}
