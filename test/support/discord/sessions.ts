import { GatewayCloseCodes as Close, GatewayIntentBits, GatewayOpcodes as Op } from 'discord.js';
import type { WebSocket } from 'ws';
import { guildCreate } from './guild-payload.ts';
import { isWholeList, type MemberQuery, memberChunks } from './member-chunks.ts';
import { Session } from './session.ts';
import { privilegedIntents, type World } from './world.ts';

export interface Identify {
  readonly token?: string;
  readonly intents: number;
  readonly shard?: readonly [id: number, count: number];
}

export interface Resume {
  readonly token?: string;
  readonly session_id: string;
  readonly seq: number;
}

/** How sessions begin and go on. */
export class Sessions {
  readonly #world: World;
  readonly #known = new Map<string, Session>();
  /** Whether dispatches are kept back. */
  isHeld = false;

  constructor(world: World) {
    this.#world = world;
  }

  all(): readonly Session[] {
    return [...this.#known.values()];
  }

  /** None of them can be resumed from now on. */
  forget(): readonly Session[] {
    const sessions = this.all();
    this.#known.clear();
    return sessions;
  }

  send(session: Session, event: string, data: unknown): void {
    session.record(event, data);
    if (!this.isHeld) session.flush();
  }

  sendGuild(session: Session, guildId: string): void {
    const guild = this.#world.guilds.get(guildId);
    if (!guild?.members.has(this.#world.bot.id) || !session.concerns(guildId)) return;
    if (!(session.intents & GatewayIntentBits.Guilds)) return;
    const withMembers = (session.intents & GatewayIntentBits.GuildPresences) > 0;
    if (guild.available) this.send(session, 'GUILD_CREATE', guildCreate(this.#world, guild, withMembers));
    else this.send(session, 'GUILD_DELETE', { id: guildId, unavailable: true });
  }

  sendMembers(session: Session, query: MemberQuery): void {
    if (isWholeList(query) && !(session.intents & GatewayIntentBits.GuildMembers)) return;
    for (const chunk of memberChunks(this.#world, query)) this.send(session, 'GUILD_MEMBERS_CHUNK', chunk);
  }

  identify(socket: WebSocket, { token, intents, shard = [0, 1] }: Identify): Session | undefined {
    const world = this.#world;
    if (token !== world.token) return refuse(socket);
    if (intents & privilegedIntents & ~world.allowedIntents)
      return void socket.close(Close.DisallowedIntents, 'Disallowed intent(s).');
    const session = new Session(intents, shard, socket);
    this.#known.set(session.id, session);
    const guilds = [...world.guilds.values()].filter(
      ({ id, members }) => members.has(world.bot.id) && session.concerns(id),
    );
    this.send(session, 'READY', {
      v: 10,
      user: world.bot,
      guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: world.gatewayUrl,
      shard,
      application: world.application,
    });
    for (const { id } of guilds) this.sendGuild(session, id);
    return session;
  }

  resume(socket: WebSocket, { token, session_id, seq }: Resume): Session | undefined {
    if (token !== this.#world.token) return refuse(socket);
    const session = this.#known.get(session_id);
    if (!session) return void socket.send(JSON.stringify({ op: Op.InvalidSession, d: false }));
    session.socket = socket;
    session.replayAfter(seq);
    this.send(session, 'RESUMED', {});
    return session;
  }
}

const refuse = (socket: WebSocket) => void socket.close(Close.AuthenticationFailed, 'Authentication failed.');
