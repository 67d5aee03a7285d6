import { numeric, UserError } from '../base/errors.ts';
import type { Actor } from '../chat/core.ts';
import type { Db, Row, Tx } from '../database/database.ts';
import type { Assessment } from '../domain/coach.ts';
import type { Question } from '../domain/question.ts';
import { dropsWithQuestion } from '../practice/drops.ts';

export type Mock = Row<'mocks'>;

/** A question of a mock, with what came of it. */
export interface MockQuestion
  extends Pick<Row<'mock_questions'>, 'place' | 'drop_id' | 'state' | 'asked_after' | 'seconds'> {
  readonly question: Question;
  readonly trackTitle: string;
  /** Null while there is none. */
  readonly answer: { readonly id: string; readonly text: string; readonly score: number | null } | null;
  readonly assessment: Assessment | null;
  /** Whether the coach gave up on the answer. */
  readonly isUnread: boolean;
  readonly replies: readonly Pick<Row<'mock_replies'>, 'point' | 'question' | 'reply' | 'verdict'>[];
}

/** Whether the coach still reads one of the answers. */
export const isBeingRead = (questions: readonly MockQuestion[]): boolean =>
  questions.some(({ answer, assessment, isUnread }) => answer && !assessment && !isUnread);

/** The mock that a member hasn't ended. */
export async function openMock(db: Db, { workspace, member }: Actor): Promise<Mock | undefined> {
  return db
    .selectFrom('mocks')
    .selectAll()
    .where('workspace_id', '=', workspace)
    .where('member_id', '=', member)
    .where('state', '!=', 'done')
    .executeTakeFirst();
}

/** Locks a member's own mock until the transaction ends. */
export async function lockMock(tx: Tx, { workspace, member }: Actor, id: string): Promise<Mock> {
  const mock = await tx
    .selectFrom('mocks')
    .selectAll()
    .where('workspace_id', '=', workspace)
    .where('id', '=', numeric(id))
    .where('member_id', '=', member)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (mock) return mock;
  throw new UserError('That’s somebody else’s mock interview. Start your own with `/interview mock`.');
}

export async function changeMock(
  tx: Tx,
  { workspace_id, id }: Pick<Mock, 'workspace_id' | 'id'>,
  changes: Partial<Omit<Mock, 'workspace_id' | 'id' | 'member_id' | 'tracks' | 'levels'>>,
): Promise<void> {
  await tx
    .updateTable('mocks')
    .set(changes)
    .where('workspace_id', '=', workspace_id)
    .where('id', '=', id)
    .execute();
}

/** The questions of a mock that were asked so far, in order. */
export async function questionsOfMock(db: Db, workspace: string, mock: string): Promise<MockQuestion[]> {
  const rows = await dropsWithQuestion(db)
    .innerJoin('mock_questions', (join) =>
      join
        .onRef('mock_questions.workspace_id', '=', 'drops.workspace_id')
        .onRef('mock_questions.drop_id', '=', 'drops.id'),
    )
    .innerJoin('questions', (join) =>
      join
        .onRef('questions.owner', '=', 'drops.question_owner')
        .onRef('questions.id', '=', 'drops.question_id'),
    )
    .innerJoin('tracks', 'tracks.id', 'questions.track_id')
    .leftJoin('answers', (join) =>
      join
        .onRef('answers.workspace_id', '=', 'drops.workspace_id')
        .onRef('answers.drop_id', '=', 'drops.id')
        .on('answers.state', '=', 'standing'),
    )
    .leftJoin('answer_revisions', (join) =>
      join
        .onRef('answer_revisions.workspace_id', '=', 'answers.workspace_id')
        .onRef('answer_revisions.answer_id', '=', 'answers.id')
        .onRef('answer_revisions.revision', '=', 'answers.revision'),
    )
    .leftJoin('feedback', (join) =>
      join
        .onRef('feedback.workspace_id', '=', 'answers.workspace_id')
        .onRef('feedback.answer_id', '=', 'answers.id')
        .onRef('feedback.revision', '=', 'answers.revision'),
    )
    .select([
      'place',
      'mock_questions.drop_id',
      'mock_questions.state',
      'asked_after',
      'seconds',
      'content',
      'tracks.title',
      'answers.id as answer',
      'answers.score',
      'text',
      'assessment',
      'feedback.state as feedback_state',
    ])
    .where('mock_questions.workspace_id', '=', workspace)
    .where('mock_questions.mock_id', '=', mock)
    .orderBy('place')
    .execute();
  const replies = await db
    .selectFrom('mock_replies')
    .select(['place', 'point', 'question', 'reply', 'verdict'])
    .where('workspace_id', '=', workspace)
    .where('mock_id', '=', mock)
    .orderBy('replied_at')
    .execute();
  return rows.map(({ content, title, answer, score, text, assessment, feedback_state, ...row }) => ({
    ...row,
    question: content,
    trackTitle: title,
    answer: answer === null ? null : { id: answer, text: text ?? '', score },
    assessment,
    isUnread: feedback_state === 'failed',
    replies: replies.filter(({ place }) => place === row.place),
  }));
}
