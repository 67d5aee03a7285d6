import { sql } from 'kysely';
import { localDay } from '../base/time.ts';
import type { Db, Tx } from '../database/database.ts';
import { eachOf } from '../database/each-of.ts';
import { inBatches } from '../database/in-batches.ts';
import type { Services } from '../services/services.ts';
import type { Wake } from '../services/wake.ts';
import { sealWords } from '../words/words-plugin.ts';
import { workspaceZone } from '../workspaces/settings.ts';
import { insertGiven } from '../workspaces/workspaces.ts';
import type { Answer } from './answers.ts';
import type { FoundDrop } from './find-drop.ts';
import { wakeForFeedback } from './wakes.ts';

interface NewAnswer {
  readonly drop: FoundDrop;
  readonly member: string;
  readonly memberName?: string | undefined;
  /** Undefined for private practice. */
  readonly message?: string | undefined;
  readonly text: string;
  readonly at: Date;
  /** Its author said that it is an answer, and didn't just write into the thread. */
  readonly isMeant?: boolean;
}

/**
 * Makes a text the member's standing answer to a drop, asks for feedback on it and counts it. Undefined when the member
 * has a standing answer there already, so that an event told twice makes one answer, and of a message that is gone. It is one statement, and so also
 * without a transaction around it done as a whole or not at all.
 */
export async function storeAnswer(
  db: Tx,
  queue: Wake[],
  given: NewAnswer,
): Promise<Pick<Answer, 'id'> | undefined> {
  const answer = await onItsDay(given, async (one) => (await insertAnswers(db, [one]))[0]);
  if (answer) queue.push(wakeOf(answer, given));
  return answer;
}

/** The same outside of a transaction, for many that come at once. True when it is the member's answer now. */
export async function storeAnswerAtOnce(services: Services, given: NewAnswer): Promise<boolean> {
  const answer = await onItsDay(given, (one) => shared(services.db, one));
  if (answer) await services.wake([wakeOf(answer, given)]);
  return answer !== undefined;
}

const shared = inBatches(insertAnswers);

/** The workspace may have got another time zone since its drop was found; the answer is then stored as of the day there. */
async function onItsDay(
  given: NewAnswer,
  insert: (given: NewAnswer) => Promise<Inserted | undefined>,
): Promise<Pick<Answer, 'id'> | undefined> {
  const { drop } = given;
  const inserted = await insert(given);
  if (inserted && inserted.timeZone !== drop.timeZone)
    return onItsDay({ ...given, drop: { ...drop, timeZone: inserted.timeZone } }, insert);
  return inserted && inserted.id !== null ? { id: inserted.id } : undefined;
}

function wakeOf({ id }: Pick<Answer, 'id'>, { drop, at }: NewAnswer): Wake {
  const first = { revision: 1, round: 1, attempts: 0, due_at: at };
  return wakeForFeedback({ workspace_id: drop.workspace_id, answer_id: id, ...first });
}

interface Inserted {
  /** Null for what is no answer: in another time zone, of a member who has one, or gone. */
  readonly id: string | null;
  /** The workspace's. */
  readonly timeZone: string;
}

/**
 * One statement for all. What several of them change is changed once, and in one order by all statements, so that two
 * never wait for each other.
 */
async function insertAnswers(db: Db, answers: readonly NewAnswer[]): Promise<(Inserted | undefined)[]> {
  const given = answers.map(({ drop, member, memberName, message, text, at, isMeant }) => {
    const day = localDay(at, drop.timeZone);
    const { workspace_id: workspace, id: drop_id, channel_id, timeZone } = drop;
    const is_private = message === undefined;
    return {
      workspace,
      timeZone,
      drop_id,
      channel_id,
      day,
      is_private,
      isMeant: isMeant === true || is_private,
      member,
      memberName,
      message,
      text: sealWords(db, text),
      at,
    };
  });
  const { rows } = await sql<Inserted & { place: string }>`
    with asked as materialized (
      select given.place, workspace, drop_id, channel_id, member, "memberName", message, is_private, "isMeant", text, day, at,
        answer."timeZone" as assumed, ${workspaceZone} as "timeZone"
      from ${eachOf(given)} cross join jsonb_to_record(item) as answer (workspace bigint, "timeZone" text, drop_id bigint,
        channel_id text, member text, "memberName" text, message text, is_private boolean, "isMeant" boolean, text text, day date,
        at timestamptz)
      join workspaces on workspaces.id = workspace
    ), given as materialized (
      -- A platform may tell once more of a message that is gone, perhaps with its author's data.
      select * from asked where not exists (select from latest_events as latest
        where latest.workspace_id = workspace and latest.channel_id = asked.channel_id and latest.message = asked.message
          and latest.member_id = '' and latest.emoji = '' and not is_there)
    ), member as (${insertGiven('members', 'member', 'memberName')}),
    answer as (
      insert into answers
        (workspace_id, drop_id, channel_id, member_id, message, is_private, is_meant, state, revision, day, created_at)
      select workspace, drop_id, channel_id, member, message, is_private, "isMeant", 'standing', 1, day, at
      from given where assumed = "timeZone" order by workspace, drop_id, member, place
      on conflict do nothing
      returning workspace_id, id, drop_id, member_id, message, revision, created_at
    ), stored as (
      -- Of two that a member gives to one drop at once, the one that stands.
      select distinct on (answer.id) answer.id, answer.revision, answer.created_at, workspace, given.channel_id, member, is_private,
        text, day, place
      from answer join given on given.workspace = answer.workspace_id and given.drop_id = answer.drop_id
        and given.member = answer.member_id and given.message is not distinct from answer.message
      order by answer.id, place
    ), revision as (
      insert into answer_revisions (workspace_id, answer_id, revision, text, written_at, edited_at)
      select workspace, id, revision, text, created_at, created_at from stored
    ), feedback as (
      insert into feedback (workspace_id, answer_id, revision, state, due_at)
      select workspace, id, revision, 'pending', created_at from stored
    ), change as (
      insert into standing_changes (workspace_id, channel_id, member_id, day, votes, answers)
      select workspace, channel_id, member, day, 0, 1 from stored where not is_private
    )
    select place, stored.id, asked."timeZone" from asked left join stored using (place)`.execute(db);
  const inserted = new Map(rows.map((row) => [Number(row.place), row]));
  return answers.map((_one, index) => inserted.get(index + 1));
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
