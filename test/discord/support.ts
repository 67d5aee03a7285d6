import { randomUUID } from 'node:crypto';
import { Bot } from '../../adapters/discord/bot.ts';
import { Guilds } from '../../adapters/discord/guilds.ts';
import { Members } from '../../adapters/discord/members.ts';
import { Memberships } from '../../adapters/discord/membership.ts';
import { createDiscordPlatform } from '../../adapters/discord/platform.ts';
import { discordRest } from '../../adapters/discord/rest.ts';
import { createCore } from '../../src/app/create-core.ts';
import type { Card } from '../../src/chat/card.ts';
import { type Platform, PlatformError, type PostRequest } from '../../src/chat/platform.ts';
import type { Services } from '../../src/services/services.ts';
import { testDatabase } from '../support/database.ts';
import type { Guild } from '../support/discord/guild.ts';
import { type DiscordServer, startDiscordServer } from '../support/discord/server.ts';
import type { ChannelState } from '../support/discord/world.ts';

export interface DiscordTest {
  readonly platform: Platform;
  readonly discord: DiscordServer;
  readonly guild: Guild;
  readonly practice: ChannelState;
  /** #practice */
  readonly place: { readonly workspace: string; readonly channel: string };
  /** Says hello there once per key. */
  post(request?: Partial<PostRequest>): Promise<{ readonly message: string }>;
  /** A platform as another process has it, which remembers nothing. */
  afresh(): Platform;
  close(): Promise<void>;
}

export function saying(text: string): Card {
  return { summary: text, blocks: [{ type: 'text', text }] };
}

export const thread = { title: 'How do you find a slow query?', openForMinutes: 480, tags: [] } as const;

/** The PlatformError that the work ends with, if it does. */
export function errorOf(work: Promise<unknown>): Promise<PlatformError | undefined> {
  return work.then(
    () => undefined,
    (error: unknown) => {
      if (error instanceof PlatformError) return error;
      throw error;
    },
  );
}

/** The platform, as a worker without a gateway has it, against a Discord of its own. */
export async function discordTest({ timeoutMs = 10_000 } = {}): Promise<DiscordTest> {
  const { db, destroy } = await testDatabase();
  const discord = await startDiscordServer();
  const guild = discord.addGuild('Acme');
  const practice = guild.addChannel('practice');
  const core = createCore({ db } as Services);
  const workspace = await core.workspaceFor('discord', guild.id, guild.name);
  const afresh = () => {
    const rest = discordRest(discord.token, discord.apiUrl, timeoutMs);
    const guilds = new Guilds(db, core);
    return createDiscordPlatform({
      rest,
      bot: new Bot(rest),
      guilds,
      members: new Members(rest, guilds, async () => undefined),
      memberships: new Memberships(() => undefined),
      client: () => undefined,
      signal: new AbortController().signal,
    });
  };
  const platform = afresh();
  const place = { workspace, channel: practice.id };
  return {
    platform,
    discord,
    guild,
    practice,
    place,
    post: (request = {}) =>
      platform.post({
        ...place,
        key: randomUUID(),
        retry: false,
        since: new Date(),
        card: saying('hello'),
        ...request,
      }),
    afresh,
    async close() {
      await discord.close();
      await destroy();
    },
  };
}
