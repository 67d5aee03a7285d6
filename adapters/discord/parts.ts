import type { Client, REST } from 'discord.js';
import type { Bot } from './bot.ts';
import type { Guilds } from './guilds.ts';
import type { Members } from './members.ts';
import type { Memberships } from './membership.ts';

/** What the platform is made of. */
export interface DiscordParts {
  readonly rest: REST;
  readonly bot: Bot;
  readonly guilds: Guilds;
  readonly members: Members;
  readonly memberships: Memberships;
  /** What the gateway has told, in a process that has one. */
  readonly client: () => Client | undefined;
  /** Aborting it ends what is read patiently. */
  readonly signal: AbortSignal;
}
