import { type NotNull, sql } from 'kysely';
import type { Db, Row } from '../database/database.ts';
import { eachOf } from '../database/each-of.ts';
import { inBatches } from '../database/in-batches.ts';
import type { Question } from '../domain/question.ts';
import { type ShownQuestion, shownQuestions } from '../questions/shown-questions.ts';

/** Drops that have a question, each with its question as it was then. */
export function dropsWithQuestion(db: Db) {
  return db
    .selectFrom('drops')
    .innerJoin('question_revisions', (join) =>
      join
        .onRef('question_revisions.owner', '=', 'drops.question_owner')
        .onRef('question_revisions.question_id', '=', 'drops.question_id')
        .onRef('question_revisions.revision', '=', 'drops.question_revision'),
    );
}

/** Named, so that the statement is prepared: planning it takes longer than doing it. */
const columns = [
  'drops.workspace_id',
  'drops.id',
  'drops.channel_id',
  'drops.source',
  'drops.weak_topic',
  'drops.requested_by',
  'drops.state',
  'drops.message',
  'drops.reveal_after_minutes',
  'drops.reveal_at',
  'drops.revealed_at',
] as const;

export interface DropWithQuestion {
  readonly drop: Pick<
    Row<'drops'>,
    | 'workspace_id'
    | 'id'
    | 'channel_id'
    | 'source'
    | 'weak_topic'
    | 'requested_by'
    | 'state'
    | 'message'
    | 'reveal_after_minutes'
    | 'reveal_at'
    | 'revealed_at'
  >;
  readonly question: ShownQuestion;
  readonly trackTitle: string;
  /** The role that the channel's schedule pings with its questions. */
  readonly pingRole: string | null;
}

const lookUp = inBatches(
  async (db: Db, keys: readonly { readonly workspace: string; readonly id: string }[]) => {
    const rows = await db
      .selectFrom('drops')
      .innerJoin('questions', (join) =>
        join
          .onRef('questions.owner', '=', 'drops.question_owner')
          .onRef('questions.id', '=', 'drops.question_id'),
      )
      .innerJoin('tracks', 'tracks.id', 'questions.track_id')
      .leftJoin('schedules', (join) =>
        join
          .onRef('schedules.workspace_id', '=', 'drops.workspace_id')
          .onRef('schedules.channel_id', '=', 'drops.channel_id')
          .on('drops.source', '=', 'schedule'),
      )
      .select(columns)
      .select(['questions.owner', 'questions.id as name', 'question_revision', 'tracks.title', 'ping_role'])
      .where(
        sql<boolean>`(drops.workspace_id, drops.id) in (
        select workspace, id from ${eachOf(keys)}, jsonb_to_record(item) as key (workspace bigint, id bigint))`,
      )
      .$narrowType<{ question_revision: NotNull }>()
      .execute();
    const questions = await shownQuestions(
      db,
      rows.map(({ owner, name: id, question_revision: revision }) => ({ owner, id, revision })),
    );
    const found = new Map(
      rows.map(
        ({ owner: _owner, name: _name, question_revision: _revision, title, ping_role, ...drop }, place) => {
          const question = questions[place];
          return [
            `${drop.workspace_id} ${drop.id}`,
            question && { drop, question, trackTitle: title, pingRole: ping_role },
          ];
        },
      ),
    );
    return keys.map(({ workspace, id }) => found.get(`${workspace} ${id}`));
  },
);

/** A drop with its question as it was when the drop was made. */
export async function findDropWithQuestion(
  db: Db,
  workspace: string,
  id: string,
): Promise<DropWithQuestion | undefined> {
  return lookUp(db, { workspace, id });
}

export async function dropWithQuestion(db: Db, workspace: string, id: string): Promise<DropWithQuestion> {
  const found = await findDropWithQuestion(db, workspace, id);
  if (!found) throw new Error(`no drop ${id} in workspace ${workspace}`);
  return found;
}

/** All of a drop's question, as it was when the drop was made. */
export async function questionOfDrop(db: Db, workspace: string, id: string): Promise<Question> {
  const { content } = await dropsWithQuestion(db)
    .select('content')
    .where('drops.workspace_id', '=', workspace)
    .where('drops.id', '=', id)
    .executeTakeFirstOrThrow();
  return content;
}
