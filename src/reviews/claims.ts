import { UserError } from '../base/errors.ts';
import { minutesLater } from '../base/time.ts';
import type { Actor } from '../chat/core.ts';
import type { Db } from '../database/database.ts';
import type { Services } from '../services/services.ts';

/** How long an answer is kept for a mentor who claimed it and does nothing more. */
const claimMinutes = 60;

/**
 * Takes an answer for a mentor, or renews the claim.
 *
 * @throws UserError naming the mentor who has it.
 */
export async function claimReview(services: Services, actor: Actor, answer: string): Promise<void> {
  if (await holdClaim(services, actor, answer)) return;
  const holder = await services.db
    .selectFrom('review_claims')
    .innerJoin('members', (join) =>
      join
        .onRef('members.workspace_id', '=', 'review_claims.workspace_id')
        .onRef('members.id', '=', 'review_claims.mentor_id'),
    )
    .select('members.name')
    .where('review_claims.workspace_id', '=', actor.workspace)
    .where('answer_id', '=', answer)
    .executeTakeFirst();
  throw new UserError(
    `${holder?.name ?? 'Another mentor'} is reviewing this answer. Pick another one, or try again later.`,
  );
}

/** Takes or renews the claim if it is free, one's own or run out; false when another mentor has it. */
export async function holdClaim({ db, now }: Services, actor: Actor, answer: string): Promise<boolean> {
  const at = now();
  const claim = { mentor_id: actor.member, expires_at: minutesLater(at, claimMinutes) };
  const held = await db
    .insertInto('review_claims')
    .values({ workspace_id: actor.workspace, answer_id: answer, ...claim })
    .onConflict((conflict) =>
      conflict
        .columns(['workspace_id', 'answer_id'])
        .doUpdateSet(claim)
        .where((eb) =>
          eb.or([eb('review_claims.mentor_id', '=', actor.member), eb('review_claims.expires_at', '<=', at)]),
        ),
    )
    .returning('answer_id')
    .executeTakeFirst();
  return held !== undefined;
}

export async function releaseReview({ db }: Services, actor: Actor, answer: string): Promise<void> {
  await db
    .deleteFrom('review_claims')
    .where('workspace_id', '=', actor.workspace)
    .where('answer_id', '=', answer)
    .where('mentor_id', '=', actor.member)
    .execute();
}

/** Claims that have run out hold nobody off any more. */
export async function forgetClaims(db: Db, now: Date): Promise<void> {
  await db.deleteFrom('review_claims').where('expires_at', '<=', now).execute();
}
