import { type APIApplication, type APIDMChannel, type APIUser, type REST, Routes } from 'discord.js';
import { LRUCache } from 'lru-cache';
import { asPlatformError } from './errors.ts';

/** What Discord says of the bot itself, and its conversations with members: each asked for once. */
export class Bot {
  readonly #rest: REST;
  readonly #conversations = new LRUCache<string, string>({ max: 50_000 });
  #user: string | undefined;
  #application: string | undefined;

  constructor(rest: REST) {
    this.#rest = rest;
  }

  async user(): Promise<string> {
    this.#user ??= ((await this.#rest.get(Routes.user())) as APIUser).id;
    return this.#user;
  }

  /** The id by which commands are registered and the bot is invited. */
  async application(): Promise<string> {
    this.#application ??= await this.#askApplication();
    return this.#application;
  }

  async #askApplication(): Promise<string> {
    try {
      return ((await this.#rest.get(Routes.currentApplication())) as APIApplication).id;
    } catch (error) {
      const { fault, isPassing } = asPlatformError(error);
      if (fault === 'unauthorized' || isPassing) throw error;
      // Of all but the oldest applications the bot has the same id.
      return this.user();
    }
  }

  /** The channel of the conversation with a member. */
  async conversationWith(member: string): Promise<string> {
    const known = this.#conversations.get(member);
    if (known !== undefined) return known;
    const body = { recipient_id: member };
    const { id } = (await this.#rest.post(Routes.userChannels(), { body })) as APIDMChannel;
    this.#conversations.set(member, id);
    return id;
  }
}
