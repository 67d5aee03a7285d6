import type { Db } from '../database/database.ts';
import type { Services } from '../services/services.ts';

/** A platform's account that was deactivated may be reactivated; one that stays so for as long is taken for deleted. */
export const leftForDays = 30;

interface Who {
  readonly workspace: string;
  readonly member: string;
}

/** The platform says that somebody's account was deactivated: unless they come back, they are forgotten in time. */
export async function memberLeft({ db, now }: Services, { workspace, member }: Who): Promise<void> {
  const left = now();
  await db
    .insertInto('erasures')
    .columns(['workspace_id', 'member_id', 'keeps_reviews', 'asked_at', 'left_at'])
    .expression((eb) =>
      eb
        .selectFrom('members')
        .select([
          'workspace_id',
          'id',
          eb.val(true).as('keeps'),
          eb.val(left).as('asked'),
          eb.val(left).as('left'),
        ])
        .where('workspace_id', '=', workspace)
        .where('id', '=', member),
    )
    .onConflict((conflict) => conflict.columns(['workspace_id', 'member_id']).doNothing())
    .execute();
}

/** Their account is active: whoever had left is back. */
export async function memberReturned(db: Db, { workspace, member }: Who): Promise<void> {
  await db
    .deleteFrom('erasures')
    .where('workspace_id', '=', workspace)
    .where('member_id', '=', member)
    .where('left_at', 'is not', null)
    .execute();
}
