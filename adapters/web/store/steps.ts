import type { Db } from '../../../src/database/database.ts';
import { firstChannel } from '../seed.ts';

/** What the welcome asks to try: which of it was done, by whomever, and where to do it. */
export interface Steps {
  readonly hasAnswered: boolean;
  readonly hasSeenBoard: boolean;
  readonly hasReviewed: boolean;
  /** The messages of the latest question in the first channel and of the latest answer there. */
  readonly question: string | null;
  readonly answer: string | null;
}

export function readSteps(db: Db, workspace: string): Promise<Steps> {
  const answers = db
    .selectFrom('answers')
    .where('workspace_id', '=', workspace)
    .where('state', '=', 'standing');
  const questions = db
    .selectFrom('drops')
    .where('workspace_id', '=', workspace)
    .where('channel_id', '=', firstChannel)
    .where('message', 'is not', null);
  return db
    .selectNoFrom((eb) => [
      eb.exists(answers.select('id')).$castTo<boolean>().as('hasAnswered'),
      eb
        .exists(db.selectFrom('web_steps').select('step').where('workspace_id', '=', workspace))
        .$castTo<boolean>()
        .as('hasSeenBoard'),
      eb
        .exists(
          db
            .selectFrom('reviews')
            .select('id')
            .where('workspace_id', '=', workspace)
            .where('withdrawn_at', 'is', null),
        )
        .$castTo<boolean>()
        .as('hasReviewed'),
      questions.select('message').orderBy('id', 'desc').limit(1).as('question'),
      answers
        .select('message')
        .where('channel_id', '=', firstChannel)
        .where('message', 'is not', null)
        .orderBy('id', 'desc')
        .limit(1)
        .as('answer'),
    ])
    .executeTakeFirstOrThrow();
}

/** Remembers that somebody looked at a leaderboard, which leaves nothing else behind. */
export async function boardSeen(db: Db, workspace: string): Promise<void> {
  await db
    .insertInto('web_steps')
    .values({ workspace_id: workspace, step: 'leaderboard' })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
