import {
  type Client,
  RESTJSONErrorCodes as Code,
  PermissionFlagsBits as Flag,
  type GuildMember,
} from 'discord.js';
import { LRUCache } from 'lru-cache';
import { codeOf } from './errors.ts';

/** A member of a server; or somebody who isn't, or of whom Discord doesn't tell at the moment. */
export type Membership = GuildMember | 'left' | 'unknown';

const gone: readonly unknown[] = [
  Code.UnknownMember,
  Code.UnknownUser,
  Code.UnknownGuild,
  Code.MissingAccess,
];

/**
 * Who is in which server, with which roles, at most five minutes old. Where somebody acts in a server Discord says so; this is for what they
 * do in direct messages.
 */
export class Memberships {
  readonly #client: () => Client | undefined;
  readonly #known = new LRUCache<string, GuildMember | 'left'>({ max: 10_000, ttl: 5 * 60_000 });

  /** @param client that of the gateway, in a process that has one */
  constructor(client: () => Client | undefined) {
    this.#client = client;
  }

  async find(guild: string, user: string): Promise<Membership> {
    const key = `${guild} ${user}`;
    const known = this.#known.get(key);
    if (known) return known;
    const found = await this.#ask(guild, user);
    if (found !== 'unknown') this.#known.set(key, found);
    return found;
  }

  async #ask(guild: string, user: string): Promise<Membership> {
    const there = this.#client()?.guilds.cache.get(guild);
    if (!there) return 'unknown';
    try {
      return await there.members.fetch({ user, force: true, cache: false });
    } catch (error) {
      return gone.includes(codeOf(error)) ? 'left' : 'unknown';
    }
  }
}

/** The channels in which somebody can read what was said. */
export const channelsSeenBy = (member: GuildMember): string[] =>
  member.guild.channels.cache
    .filter(
      (channel) =>
        !channel.isThread() &&
        channel.permissionsFor(member).has([Flag.ViewChannel, Flag.ReadMessageHistory]),
    )
    .map(({ id }) => id);
