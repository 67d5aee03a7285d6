import { sql } from 'kysely';
import type { Db, Tx } from '../database/database.ts';
import { type Wake, wakes } from '../jobs.ts';
import { placesOf } from '../leaderboards/count-standings.ts';
import { localDay } from '../time.ts';
import type { Answer } from './answers.ts';
import type { FoundDrop } from './find-drop.ts';

interface NewAnswer {
  readonly drop: FoundDrop;
  readonly member: string;
  readonly memberName?: string | undefined;
  /** Undefined for private practice. */
  readonly message?: string | undefined;
  readonly text: string;
}

/**
 * Makes a text the member's standing answer to a drop, asks for feedback on it and counts it. Undefined when the member
 * has a standing answer there already, so that an event told twice makes one answer. It is one statement, and so also
 * without a transaction around it done as a whole or not at all.
 */
export async function storeAnswer(
  db: Db,
  queue: Wake[],
  { drop, member, memberName, message, text }: NewAnswer,
  now: Date,
): Promise<Pick<Answer, 'id'> | undefined> {
  const { workspace_id, id: drop_id, channel_id, timeZone } = drop;
  const day = localDay(now, timeZone);
  const isPrivate = message === undefined;
  const places = placesOf({ channel_id, day, is_private: isPrivate });
  const onKnownMember =
    memberName === undefined
      ? sql`do nothing`
      : sql`(workspace_id, id) do update set name = excluded.name where members.name <> excluded.name`;
  const { rows } = await sql<Pick<Answer, 'id'>>`
    with member as (
      insert into members (workspace_id, id, name) values (${workspace_id}, ${member}, ${memberName ?? member})
      on conflict ${onKnownMember}
    ), answer as (
      insert into answers
        (workspace_id, drop_id, channel_id, member_id, message, is_private, state, revision, day, created_at)
      values (${workspace_id}, ${drop_id}, ${channel_id}, ${member}, ${message ?? null}, ${isPrivate}, 'standing', 1,
        ${day}, ${now})
      on conflict do nothing
      returning workspace_id, id, member_id, revision, created_at
    ), revision as (
      insert into answer_revisions (workspace_id, answer_id, revision, text, written_at, edited_at)
      select workspace_id, id, revision, ${text}, created_at, created_at from answer
    ), feedback as (
      insert into feedback (workspace_id, answer_id, revision, state, due_at)
      select workspace_id, id, revision, 'pending', created_at from answer
    ), standing as (
      insert into standings (workspace_id, scope, period, member_id, votes, answers)
      select workspace_id, scope, period, member_id, 0, 1
      from answer, unnest(${places.map(({ scope }) => scope)}::text[], ${places.map(({ period }) => period)}::text[])
        as place (scope, period)
      on conflict (workspace_id, scope, period, member_id) do update set answers = standings.answers + 1
    )
    select id from answer`.execute(db);
  const [answer] = rows;
  if (!answer) return undefined;
  const first = { revision: 1, round: 1, attempts: 0, due_at: now };
  queue.push(wakes.giveFeedback({ workspace_id, answer_id: answer.id, ...first }));
  return answer;
}

export async function insertRevision(
  tx: Tx,
  answer: Pick<Answer, 'workspace_id' | 'id' | 'revision'>,
  text: string,
  now: Date,
): Promise<void> {
  await tx
    .insertInto('answer_revisions')
    .values({
      workspace_id: answer.workspace_id,
      answer_id: answer.id,
      revision: answer.revision,
      text,
      written_at: now,
      edited_at: now,
    })
    .execute();
}
