import { type APIMessage, type APIUser, PermissionFlagsBits as Bits, ChannelFlags } from 'discord.js';
import { composed, isEmpty } from './compose.ts';
import { invalidForm } from './form-errors.ts';
import type { MessageBody } from './message-schema.ts';
import { shown } from './message-view.ts';
import { publish } from './messages.ts';
import { demand } from './permissions.ts';
import { allowedPart } from './posting.ts';
import { Problem, problem } from './problem.ts';
import { createThread, type ThreadBody } from './threads.ts';
import type { ChannelState, ThreadState, Upload, World } from './world.ts';

/** A thread in a forum; its first message has the thread's id. */
export function createPost(
  world: World,
  author: APIUser,
  forum: ChannelState,
  given: ThreadBody & { readonly message: MessageBody },
  uploads: readonly Upload[] = [],
): { thread: ThreadState; message: APIMessage } {
  demand(world, author.id, forum, Bits.SendMessages);
  const tags = given.applied_tags ?? [];
  if (forum.flags & ChannelFlags.RequireTag && tags.length === 0)
    throw new Problem(400, 40067, 'A tag is required to create a forum post in this channel');
  const unknown = tags.find((tag) => !forum.available_tags?.some(({ id }) => id === tag));
  if (unknown !== undefined)
    throw invalidForm([{ path: ['applied_tags'], code: 'INVALID_TAG', message: `Unknown tag ${unknown}` }]);
  const body = allowedPart(world, author, forum, given.message, uploads);
  if (isEmpty(composed(world, forum, { body, author, uploads }))) throw problem('emptyMessage');
  const thread = createThread(world, author.id, forum, given);
  const message = publish(world, thread, composed(world, thread, { body, author, uploads, id: thread.id }));
  return { thread, message: shown(world, message) };
}
