import { PermissionFlagsBits as Bits, ChannelType } from 'discord.js';
import { Hono } from 'hono';
import { z } from 'zod';
import { parsed } from '../form-errors.ts';
import { createPost } from '../forums.ts';
import { withOwnMember } from '../guild-payload.ts';
import { isForum, memberOf } from '../lookup.ts';
import { messageSchema } from '../message-schema.ts';
import { demand } from '../permissions.ts';
import { problem } from '../problem.ts';
import { createThread, joinThread, leaveThread, threadMember } from '../threads.ts';
import { channelIn, done, type Environment, messageIn, threadIn } from './environment.ts';

const threadSchema = z.looseObject({
  name: z.string().min(1).max(100),
  auto_archive_duration: z
    .union([z.literal(60), z.literal(1440), z.literal(4320), z.literal(10080)])
    .nullish(),
  rate_limit_per_user: z.int().min(0).max(21600).nullish(),
});
const plainSchema = threadSchema.extend({
  // Without a type it is private. https://docs.discord.com/developers/resources/channel#start-thread-without-message
  type: z.int().default(ChannelType.PrivateThread),
});
const postSchema = threadSchema.extend({
  message: messageSchema,
  applied_tags: z.array(z.string()).max(5).optional(),
});

export const threads = new Hono<Environment>()
  .post('/channels/:channel/messages/:message/threads', (c) => {
    const { channel, message } = messageIn(c, Bits.CreatePublicThreads);
    const { world } = c.env;
    const thread = createThread(world, world.bot.id, channel, parsed(threadSchema, c.env.body), message);
    return c.json(withOwnMember(world, thread), 201);
  })
  .post('/channels/:channel/threads', (c) => {
    const parent = channelIn(c);
    const { world, body, uploads } = c.env;
    if (isForum(parent)) {
      const { thread, message } = createPost(world, world.bot, parent, parsed(postSchema, body), uploads);
      return c.json({ ...withOwnMember(world, thread), message }, 201);
    }
    const given = parsed(plainSchema, body);
    const isPrivate = given.type === ChannelType.PrivateThread;
    demand(world, world.bot.id, parent, isPrivate ? Bits.CreatePrivateThreads : Bits.CreatePublicThreads);
    return c.json(withOwnMember(world, createThread(world, world.bot.id, parent, given)), 201);
  })
  .get('/channels/:channel/thread-members', (c) => {
    const thread = threadIn(c);
    const members = c.env.world.threadMembers.get(thread.id) ?? new Map<string, string>();
    return c.json([...members].map(([id, joined]) => threadMember(thread, id, joined)));
  })
  .get('/channels/:channel/thread-members/:user', (c) => {
    const thread = threadIn(c);
    const id = c.req.param('user') === '@me' ? c.env.world.bot.id : c.req.param('user');
    const joined = c.env.world.threadMembers.get(thread.id)?.get(id);
    if (joined === undefined) throw problem('unknownMember');
    return c.json(threadMember(thread, id, joined));
  })
  .put('/channels/:channel/thread-members/:user', (c) => {
    const thread = threadIn(c);
    const { world } = c.env;
    if (thread.thread_metadata.archived) throw problem('archivedThread');
    const id = c.req.param('user') === '@me' ? world.bot.id : c.req.param('user');
    if (id !== world.bot.id) demand(world, world.bot.id, thread, Bits.SendMessagesInThreads);
    memberOf(world, thread.guild_id, id);
    joinThread(world, thread, id);
    return done(c);
  })
  .delete('/channels/:channel/thread-members/:user', (c) => {
    const thread = threadIn(c);
    const { world } = c.env;
    if (thread.thread_metadata.archived) throw problem('archivedThread');
    const id = c.req.param('user') === '@me' ? world.bot.id : c.req.param('user');
    if (id !== world.bot.id) demand(world, world.bot.id, thread, Bits.ManageThreads);
    leaveThread(world, thread, id);
    return done(c);
  });
