import { setImmediate as nextTurn } from 'node:timers/promises';
import { describeError } from '../src/base/errors.ts';
import { everybody } from '../src/questions/owner.ts';
import type { Services } from '../src/services/services.ts';

/**
 * Reads the sample answer of any question, behind the start, so that neither waits for the coach's model of English and for code that
 * hasn't run yet: the start or the first answer.
 */
export async function warmUp({ db, log, rubric }: Services): Promise<void> {
  await nextTurn();
  try {
    const any = await db
      .selectFrom('question_revisions')
      .select('content')
      .where('owner', '=', everybody)
      .limit(1)
      .executeTakeFirst();
    if (any) await rubric.warmUp(any.content);
  } catch (error) {
    log.warn(
      { error: describeError(error) },
      'the coach is not warmed up: the first feedback takes a little longer',
    );
  }
}
