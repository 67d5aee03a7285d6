import type { Server } from 'node:http';
import { GatewayCloseCodes as Close, GatewayOpcodes as Op, PermissionFlagsBits } from 'discord.js';
import { type WebSocket, WebSocketServer } from 'ws';
import { asIntended, isIntended } from './intents.ts';
import { channelOf } from './lookup.ts';
import type { MemberQuery } from './member-chunks.ts';
import { mayIn } from './permissions.ts';
import type { Session } from './session.ts';
import { type Identify, type Resume, Sessions } from './sessions.ts';
import type { Scope, World } from './world.ts';

interface Received {
  readonly op: number;
  readonly d: Identify & Resume & MemberQuery;
}

/** @see https://docs.discord.com/developers/events/gateway In JSON, uncompressed. */
export class Gateway {
  readonly #world: World;
  readonly #server: WebSocketServer;
  readonly #sessions: Sessions;
  #isShut = false;

  constructor(world: World, http: Server) {
    this.#world = world;
    this.#sessions = new Sessions(world);
    this.#server = new WebSocketServer({ server: http, verifyClient: () => !this.#isShut });
    this.#server.on('connection', (socket) => this.#connected(socket));
    world.dispatch = (event, data, scope) => this.dispatch(event, data, scope);
  }

  /** How many shards are connected. */
  get connected(): number {
    return this.#sockets().length;
  }

  /** Cuts all connections: with a close code, or without a word. */
  drop(code?: number): void {
    for (const socket of this.#sockets()) code === undefined ? socket.terminate() : socket.close(code);
  }

  /** An outage: nobody stays, and nobody gets in until it is opened. */
  shut(): void {
    this.#isShut = true;
    this.drop();
  }

  open(): void {
    this.#isShut = false;
  }

  /** Asks every shard to connect anew and resume. */
  reconnect(): void {
    for (const session of this.#sessions.all()) session.say({ op: Op.Reconnect, d: null });
  }

  /** Forgets the sessions, so that none can be resumed, and says so to those connected. */
  invalidateSessions(): void {
    for (const session of this.#sessions.forget()) session.say({ op: Op.InvalidSession, d: false });
  }

  /** Keeps back all dispatches until they are released. */
  hold(): void {
    this.#sessions.isHeld = true;
  }

  release(): void {
    this.#sessions.isHeld = false;
    for (const session of this.#sessions.all()) session.flush();
  }

  /** Sends the latest dispatch of that kind once more. */
  redeliver(event: string): void {
    for (const session of this.#sessions.all()) {
      const latest = session.latest(event);
      if (latest) this.#sessions.send(session, event, latest.d);
    }
  }

  /** Any dispatch, to the shards that it concerns and as their intents and the bot's permissions allow. */
  dispatch(event: string, data: object, scope: Scope = {}): void {
    const { guildId, channelId } = scope;
    const guild = guildId === undefined ? undefined : this.#world.guilds.get(guildId);
    if (guild && event !== 'GUILD_DELETE' && !(guild.available && guild.members.has(this.#world.bot.id)))
      return;
    if (channelId !== undefined && !this.#isVisible(channelId)) return;
    for (const session of this.#sessions.all()) {
      if (!session.concerns(guildId) || !isIntended(this.#world, session.intents, event, data, scope))
        continue;
      this.#sessions.send(session, event, asIntended(this.#world, session.intents, event, data));
    }
  }

  /** Sends the whole guild to whom that concerns, as after joining it or an outage. */
  dispatchGuild(guildId: string): void {
    for (const session of this.#sessions.all()) this.#sessions.sendGuild(session, guildId);
  }

  close(): void {
    this.drop();
    this.#server.close();
  }

  #sockets(): WebSocket[] {
    return [...this.#server.clients].filter(({ readyState, OPEN }) => readyState === OPEN);
  }

  #isVisible(channelId: string): boolean {
    const channel = channelOf(this.#world, channelId);
    return mayIn(this.#world, this.#world.bot.id, channel, PermissionFlagsBits.ViewChannel);
  }

  #connected(socket: WebSocket): void {
    let session: Session | undefined;
    socket.on('error', () => undefined);
    socket.on('message', (data) => {
      const { op, d }: Received = JSON.parse(String(data));
      if (op === Op.Heartbeat) socket.send(JSON.stringify({ op: Op.HeartbeatAck }));
      else if (op === Op.Identify) session = this.#sessions.identify(socket, d);
      else if (op === Op.Resume) session = this.#sessions.resume(socket, d);
      else if (!session) socket.close(Close.NotAuthenticated, 'Not authenticated.');
      else if (op === Op.RequestGuildMembers) this.#sessions.sendMembers(session, d);
    });
    socket.send(JSON.stringify({ op: Op.Hello, d: { heartbeat_interval: 41_250 } }));
  }
}
