import {
  type APIUser,
  Client,
  Events,
  GatewayIntentBits,
  type GuildTextBasedChannel,
  Partials,
  REST,
} from 'discord.js';
import { expect } from 'vitest';
import type { Guild } from './guild.ts';
import { type DiscordServer, startDiscordServer } from './server.ts';
import type { ChannelState } from './world.ts';

export const allIntents =
  GatewayIntentBits.Guilds |
  GatewayIntentBits.GuildMembers |
  GatewayIntentBits.GuildMessages |
  GatewayIntentBits.GuildMessageReactions |
  GatewayIntentBits.DirectMessages |
  GatewayIntentBits.MessageContent;

/** The real discord.js at a server for tests, where maya is in a guild with one channel. */
export interface DiscordJs {
  readonly server: DiscordServer;
  readonly guild: Guild;
  readonly maya: APIUser;
  readonly practice: ChannelState;
  readonly rest: REST;
  client(intents?: number): Client;
  loggedIn(client?: Client): Promise<Client<true>>;
  close(): Promise<void>;
}

export async function startDiscordJs(): Promise<DiscordJs> {
  const server = await startDiscordServer();
  const guild = server.addGuild('Acme');
  const clients: Client[] = [];
  const client = (intents = allIntents) => {
    const made = new Client({
      intents,
      partials: [Partials.Channel, Partials.GuildMember, Partials.Message, Partials.Reaction],
      rest: { api: server.apiUrl },
      // By itself it waits five seconds between two sessions of a shard.
      ws: { buildIdentifyThrottler: async () => ({ waitForIdentify: async () => undefined }) },
    });
    clients.push(made);
    return made;
  };
  return {
    server,
    guild,
    maya: guild.addMember('maya'),
    practice: guild.addChannel('practice'),
    rest: new REST({ api: server.apiUrl }).setToken(server.token),
    client,
    loggedIn: async (one = client()) => {
      const ready = new Promise<Client<true>>((resolve) => one.once(Events.ClientReady, resolve));
      await one.login(server.token);
      return ready;
    },
    close: async () => {
      await Promise.all(clients.map((one) => one.destroy()));
      await server.close();
    },
  };
}

export async function textChannel(client: Client, id: string): Promise<GuildTextBasedChannel> {
  const channel = await client.channels.fetch(id);
  if (!channel?.isTextBased() || channel.isDMBased()) throw new Error(`${id} is no text channel`);
  return channel;
}

/** An error with which Discord refuses a request. */
export const refusal = (code: number, status?: number): unknown =>
  expect.objectContaining({ code, ...(status === undefined ? {} : { status }) });
