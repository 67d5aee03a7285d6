import { GatewayDispatchEvents as Event } from 'discord.js';
import { z } from 'zod';
import type { Receiving } from './receiving.ts';

const channelSchema = z.object({ id: z.string(), guild_id: z.string() });
const guildSchema = z.object({ guild_id: z.string() });
const memberSchema = guildSchema.extend({ user: z.object({ id: z.string() }) });

/**
 * What may let the bot post again where it couldn't: a channel's permissions, its roles' or its own, and room for more threads.
 * @see https://docs.discord.com/developers/events/gateway-events#guild-member-update of which the bot's own always come
 */
export function onChannels({ client, core, guilds, inOrder }: Receiving): void {
  client.ws.on(Event.ChannelUpdate, (raw: unknown) => {
    const { data } = channelSchema.safeParse(raw);
    if (data) reopen(Event.ChannelUpdate, data.guild_id, data.id);
  });
  for (const event of [Event.GuildRoleUpdate, Event.ThreadUpdate, Event.ThreadDelete] as const) {
    client.ws.on(event, (raw: unknown) => {
      const { data } = guildSchema.safeParse(raw);
      if (data) reopen(event, data.guild_id);
    });
  }
  client.ws.on(Event.GuildMemberUpdate, (raw: unknown) => {
    const { data } = memberSchema.safeParse(raw);
    if (data?.user.id === client.user?.id && data) reopen(Event.GuildMemberUpdate, data.guild_id);
  });

  function reopen(event: Event, guild: string, channel?: string): void {
    inOrder.run(channel ?? guild, event, async () => {
      const workspace = await guilds.find(guild);
      if (workspace !== undefined)
        await core.channelReopened({ workspace, ...(channel === undefined ? {} : { channel }) });
    });
  }
}
