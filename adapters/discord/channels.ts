import { type APIChannel, ChannelType, type Client, type REST, Routes } from 'discord.js';
import { LRUCache } from 'lru-cache';
import { asPlatformError } from './errors.ts';

const threadTypes: readonly unknown[] = [
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.AnnouncementThread,
];

/** What matters of a channel. */
export interface ChannelInfo {
  readonly name: string | undefined;
  /** The channel that a thread hangs in; undefined for what is no thread. */
  readonly parent: string | undefined;
  /** Who began a thread, where that is known. */
  readonly owner?: string | undefined;
}

/** Tells threads from channels: by what the gateway said, else by asking once. */
export class Channels {
  readonly #client: Client;
  readonly #rest: REST;
  readonly #asked = new LRUCache<string, ChannelInfo>({ max: 50_000 });

  constructor(client: Client, rest: REST) {
    this.#client = client;
    this.#rest = rest;
  }

  async find(id: string): Promise<ChannelInfo> {
    const cached = this.#client.channels.cache.get(id);
    if (cached) {
      const name = 'name' in cached ? (cached.name ?? undefined) : undefined;
      if (!cached.isThread()) return { name, parent: undefined };
      return { name, parent: cached.parentId ?? undefined, owner: cached.ownerId ?? undefined };
    }
    const known = this.#asked.get(id) ?? (await this.#ask(id));
    this.#asked.set(id, known);
    return known;
  }

  async #ask(id: string): Promise<ChannelInfo> {
    try {
      return infoOf((await this.#rest.get(Routes.channel(id))) as APIChannel);
    } catch (error) {
      // One that is gone or hidden by now has no answers in it.
      if (asPlatformError(error).isPassing) throw error;
      return { name: undefined, parent: undefined };
    }
  }
}

/** From Discord's own form of a channel. */
export function infoOf(channel: {
  readonly type: number;
  readonly name?: string | null | undefined;
  readonly parent_id?: string | null | undefined;
  readonly owner_id?: string | null | undefined;
}): ChannelInfo {
  const isThread = threadTypes.includes(channel.type);
  return {
    name: channel.name ?? undefined,
    parent: isThread ? (channel.parent_id ?? undefined) : undefined,
    ...(isThread && channel.owner_id ? { owner: channel.owner_id } : {}),
  };
}
