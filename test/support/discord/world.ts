import {
  type APIApplicationCommand,
  type APIEmoji,
  type APIGuildForumTag,
  type APIGuildMember,
  type APIMessage,
  type APIOverwrite,
  type APIRole,
  type APIThreadMetadata,
  type APIUser,
  ApplicationFlags,
  type ChannelType,
  GatewayIntentBits,
} from 'discord.js';
import type { PendingInteraction } from './pending-interaction.ts';
import { snowflakes } from './snowflakes.ts';

export interface GuildState {
  readonly id: string;
  readonly ownerId: string;
  name: string;
  readonly roles: Map<string, APIRole>;
  readonly members: Map<string, APIGuildMember>;
  readonly emojis: APIEmoji[];
  commands: readonly APIApplicationCommand[];
  available: boolean;
}

/** A channel, thread or direct message, as it is sent. */
export interface ChannelState {
  readonly id: string;
  readonly type: ChannelType;
  readonly guild_id?: string;
  readonly parent_id: string | null;
  name: string | null;
  topic?: string | null;
  position?: number;
  rate_limit_per_user?: number;
  flags: number;
  permission_overwrites?: APIOverwrite[];
  last_message_id: string | null;
  available_tags?: APIGuildForumTag[];
  readonly recipients?: APIUser[];
  readonly owner_id?: string;
  thread_metadata?: APIThreadMetadata;
  applied_tags?: string[];
  message_count?: number;
  total_message_sent?: number;
  member_count?: number;
}

export type ThreadState = ChannelState & { readonly guild_id: string; thread_metadata: APIThreadMetadata };

/** Whom a message notified. */
export interface Pinged {
  readonly users: readonly string[];
  readonly roles: readonly string[];
  readonly everyone: boolean;
}

export interface StoredMessage {
  body: APIMessage;
  pinged: Pinged;
  readonly nonce?: string | number;
  readonly reactors: Map<
    string,
    { readonly emoji: APIEmoji; readonly users: string[]; readonly bursts: string[] }
  >;
}

/** What a dispatch is about; the gateway sends it to whom that concerns. */
export interface Scope {
  readonly guildId?: string | undefined;
  readonly channelId?: string;
}

export interface Upload {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

export interface WorldOptions {
  /** Of the privileged intents, those switched on for the application. All, unless said. */
  readonly allowedIntents?: number;
  /** 3 seconds, unless said. */
  readonly interactionDeadlineMs?: number;
  /** How many connections Discord recommends: 1, unless said. */
  readonly shards?: number;
}

export const privilegedIntents =
  GatewayIntentBits.GuildMembers | GatewayIntentBits.MessageContent | GatewayIntentBits.GuildPresences;

/** Everything Discord knows, in memory. */
export class World {
  readonly nextId = snowflakes();
  readonly token: string;
  readonly bot: APIUser;
  readonly application: { readonly id: string; readonly flags: number };
  readonly allowedIntents: number;
  readonly interactionDeadlineMs: number;
  readonly shards: number;
  readonly users = new Map<string, APIUser>();
  readonly closedDms = new Set<string>();
  readonly guilds = new Map<string, GuildState>();
  readonly channels = new Map<string, ChannelState>();
  readonly threadMembers = new Map<string, Map<string, string>>();
  readonly messages = new Map<string, StoredMessage>();
  readonly uploads = new Map<string, Upload>();
  readonly interactions = new Map<string, PendingInteraction>();
  /** Of this server itself, not of those who use it. */
  readonly failures: Error[] = [];
  commands: readonly APIApplicationCommand[] = [];
  /** As in `http://127.0.0.1:4000`, once the server listens. */
  origin = '';
  /** Set by the gateway. */
  dispatch: (event: string, data: object, scope: Scope) => void = () => undefined;

  constructor({
    allowedIntents = privilegedIntents,
    interactionDeadlineMs = 3_000,
    shards = 1,
  }: WorldOptions) {
    this.allowedIntents = allowedIntents;
    this.interactionDeadlineMs = interactionDeadlineMs;
    this.shards = shards;
    this.bot = { ...this.addUser('whetstone'), bot: true };
    this.users.set(this.bot.id, this.bot);
    this.token = `${Buffer.from(this.bot.id).toString('base64url')}.test.secret`;
    const contentFlag = allowedIntents & GatewayIntentBits.MessageContent;
    const membersFlag = allowedIntents & GatewayIntentBits.GuildMembers;
    this.application = {
      id: this.bot.id,
      flags:
        (contentFlag ? ApplicationFlags.GatewayMessageContentLimited : 0) |
        (membersFlag ? ApplicationFlags.GatewayGuildMembersLimited : 0),
    };
  }

  get gatewayUrl(): string {
    return this.origin.replace(/^http/, 'ws');
  }

  addUser(username: string): APIUser {
    const id = this.nextId();
    const user: APIUser = { id, username, global_name: null, discriminator: '0', avatar: null };
    this.users.set(id, user);
    return user;
  }
}
