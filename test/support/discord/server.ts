import { once } from 'node:events';
import type { APIUser } from 'discord.js';
import { directChannel } from './direct-channels.ts';
import { Faults } from './faults.ts';
import { Gateway } from './gateway.ts';
import { Guild } from './guild.ts';
import { type RecordedRequest, startHttpServer } from './http-server.ts';
import { idOf, type Ref, userOf } from './lookup.ts';
import { type SeenMessage, seenIn } from './message-view.ts';
import { Person } from './person.ts';
import { type ChannelState, World, type WorldOptions } from './world.ts';

export interface DiscordServer {
  /** For `rest: { api }`, as in `http://127.0.0.1:4000/api`. */
  readonly apiUrl: string;
  readonly token: string;
  readonly applicationId: string;
  readonly botUser: APIUser;
  /** What the bot asked by REST so far. */
  readonly requests: readonly RecordedRequest[];
  readonly gateway: Gateway;
  readonly faults: Faults;
  /** With the bot in it. */
  addGuild(name: string): Guild;
  /** Someone who acts in Discord's client. */
  as(user: Ref): Person;
  /** The direct messages of the bot and someone. */
  directMessages(user: Ref): ChannelState;
  setDms(user: Ref, state: 'open' | 'closed'): void;
  /** A channel or thread as it now stands. */
  channel(ref: Ref): ChannelState | undefined;
  /** As they now stand, oldest first; without what only one person sees. */
  messagesIn(channel: Ref): readonly SeenMessage[];
  /** Ends the time in which those not answered yet can be. */
  expireInteractions(): void;
  /** Ends the 15 minutes in which those answered can be followed up. */
  expireInteractionTokens(): void;
  /** Fails when the server itself failed at something. */
  close(): Promise<void>;
}

/** Discord, as far as a bot sees it, in this process and in memory. */
export async function startDiscordServer(options: WorldOptions = {}): Promise<DiscordServer> {
  const world = new World(options);
  const faults = new Faults();
  const requests: RecordedRequest[] = [];
  const http = await startHttpServer(world, faults, requests);
  const gateway = new Gateway(world, http);
  return {
    apiUrl: `${world.origin}/api`,
    token: world.token,
    applicationId: world.application.id,
    botUser: world.bot,
    requests,
    gateway,
    faults,
    addGuild: (name) => new Guild(world, gateway, name),
    as: (user) => new Person(world, userOf(world, idOf(user))),
    directMessages: (user) => directChannel(world, idOf(user)),
    setDms: (user, state) => {
      if (state === 'closed') world.closedDms.add(idOf(user));
      else world.closedDms.delete(idOf(user));
    },
    channel: (ref) => world.channels.get(idOf(ref)),
    messagesIn: (channel) => seenIn(world, idOf(channel)),
    expireInteractions: () => {
      for (const interaction of world.interactions.values()) interaction.expire();
    },
    expireInteractionTokens: () => {
      for (const interaction of world.interactions.values()) interaction.isOver = true;
    },
    close: async () => {
      for (const interaction of world.interactions.values()) interaction.expire();
      gateway.close();
      http.close();
      http.closeAllConnections();
      await once(http, 'close');
      if (world.failures.length > 0) throw new AggregateError(world.failures, 'The Discord server failed');
    },
  };
}
