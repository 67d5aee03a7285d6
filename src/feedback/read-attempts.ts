import type { Db, Row } from '../database/database.ts';
import type { AssessmentRequest } from '../domain/coach.ts';

/** How many earlier answers are read, among how many, and how many characters of each. */
const earlier = { answers: 3, looked: 20, characters: 4000 };

export interface Attempt {
  readonly request: AssessmentRequest;
  readonly member_id: string;
}

/**
 * A revision with its question, and what its author had answered to that before. Said again word for word is not earlier. What a coach
 * reads it may quote: private practice is told only for private practice, and what was taken back never.
 */
export async function readAttempt(
  db: Db,
  feedback: Pick<Row<'feedback'>, 'workspace_id' | 'answer_id' | 'revision'>,
): Promise<Attempt> {
  const attempts = attemptsAt(db, feedback.workspace_id);
  const { text, content, member_id, question_owner, question_id, is_meant, is_mentor, is_private } =
    await attempts
      .innerJoin('question_revisions as question', (join) =>
        join
          .onRef('question.owner', '=', 'drops.question_owner')
          .onRef('question.question_id', '=', 'drops.question_id')
          .onRef('question.revision', '=', 'drops.question_revision'),
      )
      .innerJoin('members', (join) =>
        join
          .onRef('members.workspace_id', '=', 'answers.workspace_id')
          .onRef('members.id', '=', 'answers.member_id'),
      )
      .select([
        'is_mentor',
        'revision.text',
        'content',
        'member_id',
        'question_owner',
        'drops.question_id',
        'is_meant',
        'is_private',
      ])
      .where('revision.answer_id', '=', feedback.answer_id)
      .where('revision.revision', '=', feedback.revision)
      .executeTakeFirstOrThrow();
  const texts = await attempts
    .select('revision.text')
    .where('member_id', '=', member_id)
    .where('question_owner', '=', question_owner)
    .where('drops.question_id', '=', question_id)
    .where('answers.state', '=', 'standing')
    .$if(!is_private, (query) => query.where('answers.is_private', '=', false))
    .where((eb) =>
      eb.or([eb('answers.id', '!=', feedback.answer_id), eb('revision.revision', '<', feedback.revision)]),
    )
    .orderBy('revision.written_at', 'desc')
    .limit(earlier.looked)
    .execute();
  const earlierAnswers = texts
    .filter((one) => one.text !== text)
    .slice(0, earlier.answers)
    .map((one) => one.text.slice(0, earlier.characters))
    .reverse();
  const request = {
    question: content,
    answer: text,
    earlierAnswers,
    isMeant: is_meant,
    isByMentor: is_mentor,
  };
  return { request, member_id };
}

/** Every revision of every answer of the workspace, with its drop. */
function attemptsAt(db: Db, workspace: string) {
  return db
    .selectFrom('answer_revisions as revision')
    .innerJoin('answers', (join) =>
      join
        .onRef('answers.workspace_id', '=', 'revision.workspace_id')
        .onRef('answers.id', '=', 'revision.answer_id'),
    )
    .innerJoin('drops', (join) =>
      join.onRef('drops.workspace_id', '=', 'answers.workspace_id').onRef('drops.id', '=', 'answers.drop_id'),
    )
    .where('revision.workspace_id', '=', workspace);
}
