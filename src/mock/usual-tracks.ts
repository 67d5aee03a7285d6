import { UserError } from '../base/errors.ts';
import type { Actor } from '../chat/core.ts';
import type { Db } from '../database/database.ts';
import { trackOf } from '../domain/question.ts';
import { scheduleOf } from '../schedules/schedules.ts';

/**
 * The tracks for somebody who names none: those that the channel practises, or else that of the member's last answer.
 *
 * @throws UserError where neither says.
 */
export async function usualTracks(db: Db, { workspace, channel, member }: Actor): Promise<string[]> {
  const schedule = await scheduleOf(db, workspace, channel);
  if (schedule && schedule.tracks.length > 0) return schedule.tracks;
  const last = await db
    .selectFrom('answers')
    .innerJoin('drops', (join) =>
      join.onRef('drops.workspace_id', '=', 'answers.workspace_id').onRef('drops.id', '=', 'answers.drop_id'),
    )
    .select('question_id')
    .where('answers.workspace_id', '=', workspace)
    .where('answers.member_id', '=', member)
    .where('answers.state', '=', 'standing')
    .orderBy('answers.day', 'desc')
    .orderBy('answers.id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (last?.question_id) return [trackOf(last.question_id)];
  throw new UserError('Say which role to practise for, as in `/interview mock backend 30m`.');
}
