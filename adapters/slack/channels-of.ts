import { LRUCache } from 'lru-cache';
import type { Connection } from './connections.ts';

/** More than anybody is in; a workspace that has more is read as far as that. */
const mostPages = 20;

/**
 * The channels that members are in, remembered for five minutes.
 * @see https://docs.slack.dev/reference/methods/users.conversations: of channels that aren't public, those in which the bot is, too
 */
export class MembersChannels {
  readonly #known = new LRUCache<string, readonly string[]>({ max: 10_000, ttl: 5 * 60_000 });

  async find(connection: Connection, user: string): Promise<readonly string[]> {
    const key = `${connection.team}/${user}`;
    const channels = this.#known.get(key) ?? (await ask(connection, user));
    this.#known.set(key, channels);
    return channels;
  }
}

async function ask({ client }: Connection, user: string): Promise<string[]> {
  const found: string[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page++) {
    const answer = await client.users.conversations({
      user,
      types: 'public_channel,private_channel',
      limit: 999,
      ...(cursor && { cursor }),
    });
    found.push(...(answer.channels ?? []).flatMap(({ id }) => id ?? []));
    cursor = answer.response_metadata?.next_cursor;
    if (!cursor) break;
  }
  return found;
}
