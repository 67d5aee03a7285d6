import { LRUCache } from 'lru-cache';
import type { Role } from '../../src/chat/core.ts';
import type { Connection } from './connections.ts';
import { codeOf } from './errors.ts';

/** What Slack says of a member. */
export interface SlackMember {
  readonly name: string | undefined;
  readonly timeZone: string | undefined;
  /** Undefined while Slack doesn't say. */
  readonly roles: readonly Role[] | undefined;
  /** An app, or Slackbot. */
  readonly isBot: boolean;
}

/** Slack's own, which is no bot by Slack's account, and nobody about whom it tells everywhere. */
const slackbot = 'USLACKBOT';

const untold: SlackMember = { name: undefined, timeZone: undefined, roles: undefined, isBot: false };

/** What Slack answers about a member of another company in a shared channel, now and later. */
const foreign = new Set(['user_not_found', 'user_not_visible']);

/** Remembers members for a while, so that a command costs no call to Slack but the first. */
export class Members {
  readonly #known = new LRUCache<string, SlackMember>({ max: 50_000, ttl: 5 * 60_000 });
  readonly #storedName: (workspace: string, member: string) => Promise<string | undefined>;

  /** @param storedName what an event said that a member is called, for those whom Slack doesn't show */
  constructor(
    storedName: (workspace: string, member: string) => Promise<string | undefined> = async () => undefined,
  ) {
    this.#storedName = storedName;
  }

  /** Admins and owners of the Slack workspace are admins, and so is whoever installed Whetstone first. */
  async find(connection: Connection, user: string): Promise<SlackMember> {
    const key = `${connection.team}/${user}`;
    const known = this.#known.get(key) ?? (await ask(connection, user));
    if (known) this.#known.set(key, known);
    // Slack had a bad moment: the next command asks again.
    const member = known ?? untold;
    const name = member.name ?? (await this.#storedName(connection.workspace, user));
    const roles = user === connection.installedBy ? (['admin'] as const) : member.roles;
    const isBot = member.isBot || user === slackbot || user === connection.botUser;
    return { ...member, name, roles, isBot };
  }

  /** A user's id is one of all teams. */
  forget(user: string): void {
    for (const key of this.#known.keys()) if (key.endsWith(`/${user}`)) this.#known.delete(key);
  }
}

async function ask({ client }: Connection, user: string): Promise<SlackMember | undefined> {
  try {
    const { user: info } = await client.users.info({ user });
    return {
      name: info?.profile?.display_name || info?.real_name || info?.name,
      timeZone: info?.tz,
      roles: !info?.deleted && (info?.is_admin || info?.is_owner) ? ['admin'] : [],
      isBot: info?.is_bot === true,
    };
  } catch (error) {
    return foreign.has(codeOf(error) ?? '') ? { ...untold, roles: [] } : undefined;
  }
}
