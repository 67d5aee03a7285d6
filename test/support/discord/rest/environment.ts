import type { Context } from 'hono';
import { channelOf, isThread, messageOf } from '../lookup.ts';
import { demand } from '../permissions.ts';
import { problem } from '../problem.ts';
import type { ChannelState, StoredMessage, Upload, World } from '../world.ts';

/** What the server has read of a request. */
export interface Environment {
  readonly Bindings: { readonly world: World; readonly body: unknown; readonly uploads: readonly Upload[] };
}

type Call = Context<Environment>;

/** The channel that the path names, as far as the bot may do this in it. */
export function channelIn(c: Call, permissions = 0n): ChannelState {
  const { world } = c.env;
  const channel = channelOf(world, c.req.param('channel') ?? '');
  demand(world, world.bot.id, channel, permissions);
  return channel;
}

export function threadIn(c: Call) {
  const thread = channelIn(c);
  if (!isThread(thread)) throw problem('unknownChannel');
  return thread;
}

export function messageIn(c: Call, permissions = 0n): { channel: ChannelState; message: StoredMessage } {
  const channel = channelIn(c, permissions);
  return { channel, message: messageOf(c.env.world, channel.id, c.req.param('message') ?? '') };
}

export const done = (c: Call): Response => c.body(null, 204);
