import { numeric, UserError } from '../base/errors.ts';
import type { Button } from '../chat/card.ts';
import type { Actor, Reply } from '../chat/core.ts';
import { notice } from '../chat/notice.ts';
import type { Db } from '../database/database.ts';
import { findAnswer } from '../practice/answers.ts';
import type { Services } from '../services/services.ts';
import { isVisible } from '../workspaces/visible-channels.ts';
import { rememberActor } from '../workspaces/workspaces.ts';

const helpful = 'helpful';

/** What can be said of what the AI coach said. */
export const ratingButtons = (answer: string): readonly Button[] => [
  { label: 'Helpful', action: 'rate-feedback', value: `${answer}:${helpful}` },
  { label: 'Not helpful', action: 'rate-feedback', value: `${answer}:not` },
];

/** Keeps what a member thinks of the AI coach's feedback on an answer; pressing the other button changes it. */
export async function rateFeedback(services: Services, actor: Actor, value: string): Promise<Reply> {
  const { db, now } = services;
  const [answerId = '', verdict] = value.split(':');
  const answer = await findAnswer(db, actor.workspace, numeric(answerId));
  const mayRate =
    answer?.state === 'standing' &&
    (answer.is_private
      ? answer.member_id === actor.member
      : await isVisible(services, actor, answer.channel_id));
  if (!answer || !mayRate) throw new UserError('That answer was withdrawn, or no longer exists.');
  await rememberActor(db, actor);
  const rating = { is_helpful: verdict === helpful, rated_at: now() };
  await db
    .insertInto('coach_ratings')
    .values({ workspace_id: actor.workspace, answer_id: answer.id, member_id: actor.member, ...rating })
    .onConflict((conflict) =>
      conflict.columns(['workspace_id', 'answer_id', 'member_id']).doUpdateSet(rating),
    )
    .execute();
  return rating.is_helpful
    ? notice('Thank you. It’s noted that this helped.', 'success')
    : notice(
        'Thank you. It’s noted that this didn’t help. A mentor’s review counts before the coach’s.',
        'success',
      );
}

/** How many ratings there are since then, and how many say that it helped. */
export async function ratingsSince(
  db: Db,
  workspace: string,
  since: Date,
): Promise<{ readonly given: number; readonly helpful: number }> {
  const { given, helped } = await db
    .selectFrom('coach_ratings')
    .select((eb) => [
      eb.fn.countAll<string>().as('given'),
      eb.fn.countAll<string>().filterWhere('is_helpful', '=', true).as('helped'),
    ])
    .where('workspace_id', '=', workspace)
    .where('rated_at', '>=', since)
    .executeTakeFirstOrThrow();
  return { given: Number(given), helpful: Number(helped) };
}
