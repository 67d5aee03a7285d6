import type { Client, REST } from 'discord.js';
import type { Background } from '../../../src/base/background.ts';
import type { Log } from '../../../src/base/log.ts';
import type { Core } from '../../../src/chat/core.ts';
import type { Channels } from '../channels.ts';
import type { Guilds } from '../guilds.ts';
import type { Members } from '../members.ts';
import type { Memberships } from '../membership.ts';
import type { InOrder } from './in-order.ts';

/** What the listeners work with. */
export interface Receiving {
  readonly core: Core;
  readonly client: Client;
  readonly rest: REST;
  readonly guilds: Guilds;
  readonly members: Members;
  readonly memberships: Memberships;
  readonly channels: Channels;
  readonly log: Log;
  readonly background: Background;
  /** What is told of a channel, one after the other. */
  readonly inOrder: InOrder;
  /** Aborting it ends the attempts to store what came. */
  readonly signal: AbortSignal;
}

/** The workspace of a guild of which something came. */
export async function workspaceOf({ client, guilds }: Receiving, guild: string): Promise<string> {
  return guilds.workspaceOf(guild, client.guilds.cache.get(guild)?.name ?? guild);
}
