import { PermissionFlagsBits as Bits } from 'discord.js';
import { Hono } from 'hono';
import { z } from 'zod';
import { changeChannel, deleteChannel } from '../channels.ts';
import { parsed } from '../form-errors.ts';
import { withOwnMember } from '../guild-payload.ts';
import { isThread } from '../lookup.ts';
import { demand, mayIn } from '../permissions.ts';
import { problem } from '../problem.ts';
import { changeThread } from '../threads.ts';
import type { ThreadState, World } from '../world.ts';
import { channelIn, done, type Environment } from './environment.ts';

const name = z.string().min(1).max(100).optional();
const channelSchema = z.looseObject({ name, topic: z.string().max(1024).nullish() });
const duration = z.union([z.literal(60), z.literal(1440), z.literal(4320), z.literal(10080)]);
const threadSchema = z.object({
  name,
  archived: z.boolean().optional(),
  locked: z.boolean().optional(),
  auto_archive_duration: duration.optional(),
  rate_limit_per_user: z.int().min(0).max(21600).optional(),
  applied_tags: z.array(z.string()).max(5).optional(),
});

export const channels = new Hono<Environment>()
  .get('/channels/:channel', (c) => c.json(withOwnMember(c.env.world, channelIn(c))))
  .patch('/channels/:channel', (c) => {
    const channel = channelIn(c);
    const { world, body } = c.env;
    if (isThread(channel)) return c.json(patchThread(world, channel, body));
    demand(world, world.bot.id, channel, Bits.ManageChannels);
    changeChannel(world, channel, parsed(channelSchema, body));
    return c.json(channel);
  })
  .delete('/channels/:channel', (c) => {
    const channel = channelIn(c);
    const { world } = c.env;
    demand(world, world.bot.id, channel, isThread(channel) ? Bits.ManageThreads : Bits.ManageChannels);
    deleteChannel(world, channel);
    return c.json(channel);
  })
  .post('/channels/:channel/typing', (c) => {
    channelIn(c);
    return done(c);
  });

/** Its maker may change a thread that isn't locked; a locked or other people's takes permission. */
function patchThread(world: World, thread: ThreadState, body: unknown): ThreadState {
  const change = parsed(threadSchema, body);
  const { archived, locked } = thread.thread_metadata;
  const isManager = mayIn(world, world.bot.id, thread, Bits.ManageThreads);
  if (archived && change.archived !== false) throw problem('archivedThread');
  if (!isManager && (locked || change.locked !== undefined)) throw problem('missingPermissions');
  if (!isManager && thread.owner_id !== world.bot.id) {
    const isReopening = change.archived === false && Object.keys(change).length === 1;
    if (!isReopening) throw problem('missingPermissions');
    demand(world, world.bot.id, thread, Bits.SendMessagesInThreads);
  }
  changeThread(world, thread, given(change));
  return thread;
}

function given<Change extends object>(change: Change) {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Change]?: Exclude<Change[Key], undefined>;
  };
}
