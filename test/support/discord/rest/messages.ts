import { PermissionFlagsBits as Bits, GatewayIntentBits, MessageFlags } from 'discord.js';
import { Hono } from 'hono';
import { z } from 'zod';
import { parsed } from '../form-errors.ts';
import { isThread, storedMessagesIn } from '../lookup.ts';
import { messageSchema } from '../message-schema.ts';
import { shown, withoutContent } from '../message-view.ts';
import { edit, remove } from '../messages.ts';
import { demand, mayIn } from '../permissions.ts';
import { allowedPart, post } from '../posting.ts';
import { problem } from '../problem.ts';
import type { ChannelState, StoredMessage, World } from '../world.ts';
import { channelIn, done, type Environment, messageIn } from './environment.ts';

const range = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  before: z.coerce.bigint().optional(),
  after: z.coerce.bigint().optional(),
  around: z.coerce.bigint().optional(),
});
const several = z.looseObject({ messages: z.array(z.string()).min(2).max(100) });

export const messages = new Hono<Environment>()
  .get('/channels/:channel/messages', (c) => {
    const channel = channelIn(c);
    const { world } = c.env;
    if (!mayIn(world, world.bot.id, channel, Bits.ReadMessageHistory)) return c.json([]);
    const page = pageOf(storedMessagesIn(world, channel.id), parsed(range, c.req.query()));
    return c.json(page.toReversed().map((message) => asRead(world, message)));
  })
  .post('/channels/:channel/messages', (c) => {
    const channel = channelIn(c);
    const { world, body, uploads } = c.env;
    const message = post(world, world.bot, channel, parsed(messageSchema, body), uploads);
    const nonce = message.nonce === undefined ? {} : { nonce: message.nonce };
    return c.json({ ...shown(world, message), ...nonce });
  })
  .get('/channels/:channel/messages/:message', (c) => {
    const { message } = messageIn(c, Bits.ReadMessageHistory);
    return c.json(asRead(c.env.world, message));
  })
  .patch('/channels/:channel/messages/:message', (c) => {
    const { channel, message } = messageIn(c);
    const { world } = c.env;
    const body = parsed(messageSchema, c.env.body);
    if (message.body.author.id !== world.bot.id) demandSuppression(world, channel, body);
    if (isThread(channel) && channel.thread_metadata.archived) throw problem('archivedThread');
    const allowed = body.embeds ? allowedPart(world, world.bot, channel, body, c.env.uploads) : body;
    return c.json(shown(world, edit(world, channel, message, allowed)));
  })
  .delete('/channels/:channel/messages/:message', (c) => {
    const { channel, message } = messageIn(c);
    const { world } = c.env;
    if (message.body.author.id !== world.bot.id) demand(world, world.bot.id, channel, Bits.ManageMessages);
    if (isThread(channel) && channel.thread_metadata.archived) throw problem('archivedThread');
    remove(world, channel, [message.body.id]);
    return done(c);
  })
  .post('/channels/:channel/messages/bulk-delete', (c) => {
    const channel = channelIn(c, Bits.ManageMessages);
    remove(c.env.world, channel, parsed(several, c.env.body).messages);
    return done(c);
  });

const asRead = (world: World, message: StoredMessage) =>
  world.allowedIntents & GatewayIntentBits.MessageContent
    ? shown(world, message)
    : withoutContent(world, shown(world, message));

/** Of other people's messages, only the embeds can be hidden. */
function demandSuppression(
  world: World,
  channel: ChannelState,
  { flags, ...rest }: { flags?: unknown },
): void {
  const isOnlyFlags = typeof flags === 'number' && (flags & ~MessageFlags.SuppressEmbeds) === 0;
  if (!isOnlyFlags || Object.keys(rest).length > 0) throw problem('editedByOther');
  demand(world, world.bot.id, channel, Bits.ManageMessages);
}

function pageOf(all: readonly StoredMessage[], { limit, before, after, around }: z.output<typeof range>) {
  const id = ({ body }: StoredMessage) => BigInt(body.id);
  if (after !== undefined) return all.filter((message) => id(message) > after).slice(0, limit);
  if (before !== undefined) return all.filter((message) => id(message) < before).slice(-limit);
  if (around === undefined) return all.slice(-limit);
  const middle = all.findIndex((message) => id(message) >= around);
  const start = Math.max(0, (middle < 0 ? all.length : middle) - Math.floor(limit / 2));
  return all.slice(start, start + limit);
}
