import { sql } from 'kysely';
import { z } from 'zod';
import { describeError } from '../base/errors.ts';
import { PlatformError } from '../chat/platform.ts';
import type { Tx } from '../database/database.ts';
import type { Sweep } from '../registry/feature.ts';
import type { Forgotten } from '../registry/forgotten.ts';
import { job } from '../registry/job.ts';
import type { Services } from '../services/services.ts';
import type { Wake } from '../services/wake.ts';
import { platformOf } from '../workspaces/platform-of.ts';
import { wakeForRemoval } from './wakes.ts';

/** How many one job removes at the most; the next sweep takes more. */
const most = 500;

/** What the bot said to them alone is to be removed. */
export async function forgetDirectMessages(
  tx: Tx,
  queue: Wake[],
  { workspace, member, now }: Forgotten,
): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('direct_messages')
    .set({ member_id: null })
    .where('workspace_id', '=', workspace)
    .where('member_id', '=', member)
    .executeTakeFirst();
  if (numUpdatedRows > 0n) queue.push(wakeForRemoval(workspace, now));
}

const data = z.object({ workspace: z.string() });

export const removeDirectMessages = job<'remove-direct-messages'>(data, async (services, { workspace }) => {
  const messages = await services.db
    .selectFrom('direct_messages')
    .select(['channel_id', 'message'])
    .where('workspace_id', '=', workspace)
    .where('member_id', 'is', null)
    // So that none which can't be removed now is in the way of the others for ever.
    .orderBy(sql`random()`)
    .limit(most)
    .execute();
  const platform = await platformOf(services, workspace);
  for (const { channel_id: channel, message } of messages) {
    try {
      await platform.remove({ workspace, channel, message });
    } catch (error) {
      if (!(error instanceof PlatformError)) throw error;
      services.log.warn({ workspace, error: describeError(error) }, 'a direct message was not removed');
      // The next sweep tries again.
      if (error.isPassing || error.fault === 'unauthorized') return;
    }
    await services.db
      .deleteFrom('direct_messages')
      .where('workspace_id', '=', workspace)
      .where('channel_id', '=', channel)
      .where('message', '=', message)
      .execute();
  }
});

/** Of workspaces that the bot is still in. */
export async function overdueRemovals({ db }: Services, { now }: Sweep): Promise<Wake[]> {
  const { rows } = await sql<{ workspace_id: string }>`
    select distinct workspace_id from direct_messages join workspaces on workspaces.id = workspace_id
    where member_id is null and ended_at is null`.execute(db);
  return rows.map(({ workspace_id }) => wakeForRemoval(workspace_id, now));
}
