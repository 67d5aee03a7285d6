import { GatewayDispatchEvents as Event } from 'discord.js';
import { z } from 'zod';
import { storable } from '../../../src/chat/storable.ts';
import { emojiOf, emojiSchema } from '../emoji.ts';
import { incomingMessage, messageSchema, type Place } from './messages.ts';
import { memberSchema, nameOf } from './people.ts';
import type { Receiving } from './receiving.ts';

const deletedSchema = z.object({ id: z.string(), channel_id: z.string(), guild_id: z.string().optional() });
const bulkSchema = z.object({
  ids: z.array(z.string()),
  channel_id: z.string(),
  guild_id: z.string().optional(),
});
const clearedSchema = z.object({
  channel_id: z.string(),
  message_id: z.string(),
  guild_id: z.string().optional(),
  /** Of one emoji's; absent when all went. */
  emoji: emojiSchema.optional(),
});
const reactionSchema = z.object({
  user_id: z.string(),
  channel_id: z.string(),
  message_id: z.string(),
  guild_id: z.string().optional(),
  member: memberSchema.optional(),
  emoji: emojiSchema,
});
const guildSchema = z.object({ id: z.string(), unavailable: z.boolean().optional() });

interface Where {
  readonly guild_id?: string | undefined;
  readonly channel_id: string;
}

/** What people wrote and did in guilds. Read as Discord sends it: the library drops what it has not cached. */
export function onEvents(receiving: Receiving): void {
  const { client, core, channels, guilds, members, log, inOrder } = receiving;

  on(Event.MessageCreate, messageSchema, async (message) => {
    const place = await placeOf(message);
    const written = place && incomingMessage(message, place, receiving);
    if (!written) return;
    members.sawHere(written.workspace, written.member);
    await core.messagePosted(written);
  });

  on(Event.MessageUpdate, messageSchema, async (message) => {
    // A preview, a pin or a thread changes a message, too; without an edit it says nothing new.
    const place = message.edited_timestamp ? await placeOf(message) : undefined;
    const written = place && incomingMessage(message, place, receiving);
    if (written) await core.messageEdited(written);
  });

  on(Event.MessageDelete, deletedSchema, async (deleted, at) => {
    const place = await placeOf(deleted);
    if (place) await core.messageDeleted({ ...place, message: deleted.id, at });
  });

  on(Event.MessageDeleteBulk, bulkSchema, async (deleted, at) => {
    const place = await placeOf(deleted);
    if (!place) return;
    for (const message of deleted.ids) await core.messageDeleted({ ...place, message, at });
  });

  for (const event of [Event.MessageReactionAdd, Event.MessageReactionRemove] as const) {
    on(event, reactionSchema, async (reaction, at) => {
      const place = await placeOf(reaction);
      const { user_id, message_id: message, member: info, emoji } = reaction;
      if (!place || info?.user?.bot) return;
      const name = info?.user ? { memberName: nameOf(info.user, info) } : {};
      const by = { member: user_id, ...name, ...(info ? { groups: info.roles } : {}) };
      const { workspace, channel } = place;
      const given = { workspace, channel, ...by, message, emoji: emojiOf(emoji), at };
      await (event === Event.MessageReactionAdd ? core.reactionAdded(given) : core.reactionRemoved(given));
    });
  }

  for (const event of [Event.MessageReactionRemoveAll, Event.MessageReactionRemoveEmoji] as const) {
    on(event, clearedSchema, async (cleared) => {
      const place = await placeOf(cleared);
      if (!place) return;
      const message = { workspace: place.workspace, channel: place.channel, message: cleared.message_id };
      await core.reactionsCleared(message, cleared.emoji && emojiOf(cleared.emoji));
    });
  }

  client.ws.on(Event.GuildDelete, (data: unknown) => {
    const { data: guild } = guildSchema.safeParse(data);
    // An outage of Discord's is told in the same way.
    if (!guild || guild.unavailable) return;
    inOrder.run(guild.id, Event.GuildDelete, async () => {
      const workspace = await guilds.find(guild.id);
      if (workspace === undefined) return;
      await core.workspaceEnded(workspace);
      guilds.forget(guild.id, workspace);
    });
  });

  /** Undefined for direct messages, and for servers in which nobody has practised: no answers are there. */
  async function placeOf({ guild_id, channel_id }: Where): Promise<Place | undefined> {
    const workspace = guild_id === undefined ? undefined : await guilds.find(guild_id);
    if (workspace === undefined) return undefined;
    const { parent, owner } = await channels.find(channel_id);
    if (parent === undefined) return { workspace, channel: channel_id };
    const isForeignThread = owner !== undefined && owner !== client.user?.id;
    return { workspace, channel: parent, thread: channel_id, isForeignThread };
  }

  /** An event without what it is about says nothing to Whetstone. */
  function on<Schema extends z.ZodType<Where>>(
    event: Event,
    schema: Schema,
    work: (data: z.output<Schema>, at: Date) => Promise<void>,
  ): void {
    client.ws.on(event, (raw: unknown) => {
      const { data, error } = schema.safeParse(storable(raw));
      if (error) log.info({ event, missing: error.issues.map(({ path }) => path.join('.')) }, 'ignored');
      else {
        const at = new Date();
        inOrder.run(data.channel_id, event, () => work(data, at));
      }
    });
  }
}
