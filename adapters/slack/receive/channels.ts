import type { App } from '@slack/bolt';
import { z } from 'zod';
import type { Receiving } from './receiving.ts';

/** Slack names the channel by its id, or shows all of it. */
const about = z.object({
  channel: z.union([
    z.string().transform((id) => ({ id, name: undefined })),
    z.object({ id: z.string(), name: z.string().optional() }),
  ]),
});
const moved = z.object({ old_channel_id: z.string(), new_channel_id: z.string() });
const membership = z.object({ channel: z.string(), user: z.string() });

const archived = 'This channel is archived. Unarchive it, or set up questions in another one.';
const deleted = 'This channel was deleted, and its schedule with it. Set up questions in another one.';
const removed = 'Whetstone was removed from this channel. To bring it back, type /invite @Whetstone.';

/**
 * What happens to channels themselves. Private ones have events of their own names.
 * @see https://docs.slack.dev/reference/events/channel_id_changed and the others
 */
export function onChannels(app: App, { core, connections }: Receiving): void {
  type Told = { readonly event: unknown; readonly context: { readonly teamId?: string | undefined } };
  const connectionOf = async ({ context: { teamId } }: Told) =>
    teamId === undefined ? undefined : connections.byTeam(teamId);
  const onChannel =
    (work: (place: { workspace: string; channel: string }, name: string | undefined) => Promise<void>) =>
    async (told: Told) => {
      const [connection, { data }] = [await connectionOf(told), about.safeParse(told.event)];
      if (connection && data)
        await work({ workspace: connection.workspace, channel: data.channel.id }, data.channel.name);
    };

  app.event('channel_id_changed', async (told) => {
    const [connection, { data }] = [await connectionOf(told), moved.safeParse(told.event)];
    if (connection && data)
      await core.channelMoved(connection.workspace, data.old_channel_id, data.new_channel_id);
  });
  for (const kind of ['channel', 'group'] as const) {
    app.event(
      `${kind}_rename`,
      onChannel(async (place, name) => {
        if (name !== undefined) await core.channelRenamed(place, name);
      }),
    );
    app.event(
      `${kind}_archive`,
      onChannel((place) => core.channelClosed(place, archived)),
    );
    app.event(
      `${kind}_unarchive`,
      onChannel((place) => core.channelReopened(place)),
    );
    app.event(
      `${kind}_deleted`,
      onChannel((place) => core.channelClosed(place, deleted, 'for good')),
    );
    app.event(
      `${kind}_left`,
      onChannel((place) => core.channelClosed(place, removed)),
    );
  }
  for (const name of ['member_left_channel', 'member_joined_channel'] as const) {
    app.event(name, async (told) => {
      const [connection, { data }] = [await connectionOf(told), membership.safeParse(told.event)];
      if (!connection || data?.user !== connection.botUser) return;
      const place = { workspace: connection.workspace, channel: data.channel };
      await (name === 'member_left_channel'
        ? core.channelClosed(place, removed)
        : core.channelReopened(place));
    });
  }
}
