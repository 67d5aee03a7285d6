import { sql } from 'kysely';
import { describeError } from '../base/errors.ts';
import type { Log } from '../base/log.ts';
import type { DirectMessage, Platform } from '../chat/platform.ts';
import type { Db } from '../database/database.ts';
import { erasedLately } from '../erasures/erased.ts';

interface Parts {
  readonly db: Db;
  readonly log: Log;
  readonly now: () => Date;
}

/** The same platform; which direct messages it sends is kept, since it doesn't say later which these were. */
export function rememberingDirectMessages({ db, log, now }: Parts, platform: Platform): Platform {
  return {
    ...platform,
    async whisper(place, member, card) {
      const sent = await platform.whisper(place, member, card);
      try {
        if (sent) await remember(db, { workspace: place.workspace, member, ...sent, at: now() });
      } catch (error) {
        // It has been said, and must not be said again.
        log.warn(
          { workspace: place.workspace, error: describeError(error) },
          'a direct message isn’t known, so it stays where it is if its reader is forgotten',
        );
      }
      return sent;
    },
  };
}

interface Sent extends DirectMessage {
  readonly workspace: string;
  readonly member: string;
  readonly at: Date;
}

/** Of who isn't a member, nothing is kept; what was on its way to one who is forgotten meanwhile is to be removed. */
async function remember(db: Db, { workspace, member, channel, message, at }: Sent): Promise<void> {
  const { numAffectedRows } = await sql`
    insert into direct_messages (workspace_id, channel_id, message, member_id, sent_at)
    select workspace_id, ${channel}, ${message}, id, ${at} from members
    where workspace_id = ${workspace} and id = ${member} for key share
    on conflict do nothing`.execute(db);
  if (numAffectedRows === 1n || !(await erasedLately(db, workspace)).at(member)) return;
  await db
    .insertInto('direct_messages')
    .values({ workspace_id: workspace, channel_id: channel, message, member_id: null, sent_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
