import { LRUCache } from 'lru-cache';
import type { Role } from '../../src/chat/core.ts';
import type { Connection } from './connections.ts';

/** What Slack says of a member. */
export interface SlackMember {
  readonly name: string | undefined;
  readonly timeZone: string | undefined;
  readonly roles: readonly Role[];
}

const unknown: SlackMember = { name: undefined, timeZone: undefined, roles: [] };

/** Remembers members for a while, so that a command costs no call to Slack but the first. */
export class Members {
  readonly #known = new LRUCache<string, SlackMember>({ max: 50_000, ttl: 10 * 60_000 });

  /** Admins and owners of the Slack workspace are admins, and so is whoever installed Whetstone. */
  async find(connection: Connection, user: string): Promise<SlackMember> {
    const key = `${connection.team}/${user}`;
    const known = this.#known.get(key) ?? (await ask(connection, user));
    if (known) this.#known.set(key, known);
    // Slack had a bad moment: the member can do what everybody can, and the next command asks again.
    const member = known ?? unknown;
    return user === connection.installedBy ? { ...member, roles: ['admin'] } : member;
  }
}

async function ask({ client }: Connection, user: string): Promise<SlackMember | undefined> {
  try {
    const { user: info } = await client.users.info({ user });
    return {
      name: info?.profile?.display_name || info?.real_name || info?.name,
      timeZone: info?.tz,
      roles: info?.is_admin || info?.is_owner ? ['admin'] : [],
    };
  } catch {
    return undefined;
  }
}
