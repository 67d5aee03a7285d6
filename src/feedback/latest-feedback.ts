import type { Db } from '../database/database.ts';

export interface LatestFeedback {
  readonly channel: string;
  readonly thread: string;
  readonly message: string;
  readonly question: string;
  /** Null while nobody gave one. */
  readonly score: number | null;
  readonly improvement: string;
}

/** What a member was last told of an answer in a thread. */
export async function latestFeedbackOf(
  db: Db,
  workspace: string,
  member: string,
): Promise<LatestFeedback | undefined> {
  const row = await db
    .selectFrom('answers')
    .innerJoin('feedback', (join) =>
      join
        .onRef('feedback.workspace_id', '=', 'answers.workspace_id')
        .onRef('feedback.answer_id', '=', 'answers.id'),
    )
    .innerJoin('drops', (join) =>
      join.onRef('drops.workspace_id', '=', 'answers.workspace_id').onRef('drops.id', '=', 'answers.drop_id'),
    )
    .select([
      'answers.channel_id',
      'answers.message',
      'answers.score',
      'drops.message as thread',
      'question_id',
      'assessment',
    ])
    .where('answers.workspace_id', '=', workspace)
    .where('answers.member_id', '=', member)
    .where('answers.state', '=', 'standing')
    .where('feedback.state', '=', 'given')
    .orderBy('answers.day', 'desc')
    .orderBy('answers.id', 'desc')
    .orderBy('feedback.revision', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row?.assessment) return undefined;
  const { channel_id: channel, thread, message, question_id: question, score, assessment } = row;
  return {
    channel,
    thread: thread ?? '',
    message: message ?? '',
    question: question ?? '',
    score: score ?? assessment.score ?? null,
    improvement: assessment.improvement,
  };
}
