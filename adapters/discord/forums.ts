import { ChannelType, RESTJSONErrorCodes as Code, DiscordAPIError, type REST, Routes } from 'discord.js';
import { LRUCache } from 'lru-cache';
import type { MessageRef } from '../../src/chat/platform.ts';
import { codeOf } from './errors.ts';

/** Which channels are forums: nobody says so beforehand, it shows when something is tried. */
export class Forums {
  readonly #rest: REST;
  readonly #known = new LRUCache<string, true>({ max: 10_000, ttl: 3_600_000 });

  constructor(rest: REST) {
    this.#rest = rest;
  }

  isKnown(channel: string): boolean {
    return this.#known.has(channel);
  }

  /** Whether Discord refused something because the channel is a forum. */
  async isRefusal(error: unknown, channel: string): Promise<boolean> {
    return mayBeOfForum(error) && this.#ask(channel);
  }

  /** Works where a message is: a forum's hangs in the thread that has its id. */
  async at<Result>(
    { channel, thread, message }: MessageRef,
    work: (channel: string) => Promise<Result>,
  ): Promise<Result> {
    if (thread !== undefined) return work(thread);
    if (this.isKnown(channel)) return work(message);
    try {
      return await work(channel);
    } catch (error) {
      const isElsewhere = codeOf(error) === Code.UnknownMessage || mayBeOfForum(error);
      if (!isElsewhere || !(await this.#ask(channel))) throw error;
      return work(message);
    }
  }

  async #ask(channel: string): Promise<boolean> {
    const { type } = (await this.#rest.get(Routes.channel(channel))) as { type: ChannelType };
    const isForum = type === ChannelType.GuildForum || type === ChannelType.GuildMedia;
    if (isForum) this.#known.set(channel, true);
    return isForum;
  }
}

/** Discord has several codes for writing into a forum as if it were a text channel; all are of requests it refuses. */
function mayBeOfForum(error: unknown): boolean {
  return error instanceof DiscordAPIError && error.status === 400;
}
