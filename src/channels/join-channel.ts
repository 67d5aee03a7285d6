import { sql } from 'kysely';
import { UserError } from '../base/errors.ts';
import type { ChannelPlace } from '../chat/core.ts';
import { PlatformError } from '../chat/platform.ts';
import type { Db } from '../database/database.ts';
import { eachOf } from '../database/each-of.ts';
import { inBatches } from '../database/in-batches.ts';
import { mendChannel } from '../posts/mend-channel.ts';
import type { Services } from '../services/services.ts';
import { platformOf } from '../workspaces/platform-of.ts';

/**
 * Joins a channel where the bot may. Returns what a person has to do there first, as a sentence; undefined when it can
 * post, or when the platform has a bad moment, in which nobody can tell.
 */
async function joinChannel(
  services: Services,
  { workspace, channel }: ChannelPlace,
  pings?: string,
): Promise<string | undefined> {
  try {
    const platform = await platformOf(services, workspace);
    await platform.join({ workspace, channel }, pings);
    return undefined;
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    return error.isPassing ? undefined : error.message;
  }
}

/**
 * The same after somebody saw to it: when it is mended, what was wrong there is forgotten, and the feedback that it kept is posted.
 */
export async function rejoinChannel(
  services: Services,
  place: ChannelPlace,
  pings?: string,
): Promise<string | undefined> {
  const obstacle = await joinChannel(services, place, pings);
  if (obstacle !== undefined) return obstacle;
  await mendChannel(services, place);
  return undefined;
}

/** Before something is asked for in a channel. @throws UserError that says what to do where the bot can't post. */
export async function requirePosting(services: Services, place: ChannelPlace): Promise<void> {
  if (await hasPosted(services.db, place)) return;
  const obstacle = await joinChannel(services, place);
  if (obstacle !== undefined) throw new UserError(obstacle);
}

/** Before a form opens that is about posting in a channel. @throws UserError that says what to do, where that is known already */
export async function requireKnownPosting(services: Services, place: ChannelPlace): Promise<void> {
  const { workspace, channel } = place;
  const platform = await platformOf(services, workspace);
  try {
    await platform.requirePosting?.({ workspace, channel });
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    if (!error.isPassing) throw new UserError(error.message);
  }
}

/** Whether the bot has posted there, and nothing is known to have changed since: then the platform needn't be asked. */
const hasPosted = inBatches(async (db: Db, places: readonly ChannelPlace[]) => {
  const given = places.map(({ workspace, channel }) => ({ workspace, channel }));
  const { rows } = await sql<{ works: boolean }>`
    select channels.problem is null and exists (
      select from drops where workspace_id = there.workspace and channel_id = there.channel and message is not null
    ) as works
    from ${eachOf(given)}
    cross join jsonb_to_record(item) as there (workspace bigint, channel text)
    left join channels on workspace_id = there.workspace and id = there.channel
    order by place`.execute(db);
  return rows.map(({ works }) => works);
});
