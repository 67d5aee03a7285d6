import { type APIEmoji, type APIRole, type APIUser, OverwriteType, PermissionFlagsBits } from 'discord.js';
import { changeChannel, deleteChannel } from './channels.ts';
import type { Gateway } from './gateway.ts';
import {
  type ChannelOptions,
  channelObject,
  type MemberOptions,
  memberObject,
  roleObject,
} from './guild-objects.ts';
import { activeThreads, guildObject } from './guild-payload.ts';
import { leaveGuild } from './guilds.ts';
import { channelOf, idOf, memberOf, type Ref, userOf } from './lookup.ts';
import { mayIn, ordinaryPermissions } from './permissions.ts';
import type { ChannelState, GuildState, World } from './world.ts';

/** A server of Discord's, and what its owner does with it. */
export class Guild {
  readonly #world: World;
  readonly #gateway: Gateway;
  readonly #state: GuildState;
  readonly owner: APIUser;
  /** What everyone may do, and what the bot may besides. */
  readonly everyone: APIRole;
  readonly botRole: APIRole;

  constructor(world: World, gateway: Gateway, name: string) {
    this.#world = world;
    this.#gateway = gateway;
    this.owner = world.addUser('owner');
    const ownerId = this.owner.id;
    const state = { id: world.nextId(true), ownerId, name, roles: new Map(), members: new Map() };
    this.#state = { ...state, emojis: [], commands: [], available: true };
    world.guilds.set(state.id, this.#state);
    this.everyone = this.#newRole('@everyone', ordinaryPermissions, { id: state.id });
    this.botRole = this.#newRole('whetstone', 0n, { managed: true, tags: { bot_id: world.bot.id } });
    this.addMember(this.owner);
    this.inviteBot();
  }

  get id(): string {
    return this.#state.id;
  }

  get name(): string {
    return this.#state.name;
  }

  /** Someone new or, with a user, who is elsewhere too. */
  addMember(who: string | APIUser, options: MemberOptions = {}): APIUser {
    const user = typeof who === 'string' ? this.#world.addUser(who) : who;
    const member = memberObject(user, options);
    if (options.dms === 'closed') this.#world.closedDms.add(user.id);
    this.#state.members.set(user.id, member);
    if (user.id !== this.#world.bot.id) this.#dispatch('GUILD_MEMBER_ADD', { ...member, guild_id: this.id });
    return user;
  }

  removeMember(member: Ref): void {
    leaveGuild(this.#world, this.#state, idOf(member));
  }

  setRoles(member: Ref, roles: readonly Ref[]): void {
    const found = memberOf(this.#world, this.id, idOf(member));
    found.roles = roles.map(idOf);
    this.#dispatch('GUILD_MEMBER_UPDATE', { ...found, guild_id: this.id });
  }

  addRole(name: string, permissions = 0n): APIRole {
    const role = this.#newRole(name, permissions);
    this.#dispatch('GUILD_ROLE_CREATE', { guild_id: this.id, role });
    return role;
  }

  setPermissions(role: APIRole, permissions: bigint): void {
    role.permissions = String(permissions);
    this.#dispatch('GUILD_ROLE_UPDATE', { guild_id: this.id, role });
  }

  /** Whether anyone may mention it. */
  setMentionable(role: APIRole, isMentionable: boolean): void {
    role.mentionable = isMentionable;
    this.#dispatch('GUILD_ROLE_UPDATE', { guild_id: this.id, role });
  }

  addEmoji(name: string): APIEmoji {
    const emoji = { id: this.#world.nextId(), name, roles: [], animated: false, available: true };
    this.#state.emojis.push(emoji);
    this.#dispatch('GUILD_EMOJIS_UPDATE', { guild_id: this.id, emojis: this.#state.emojis });
    return emoji;
  }

  addChannel(name: string, options: ChannelOptions = {}): ChannelState {
    const channel = channelObject(this.#world.nextId, this.id, name, options);
    this.#world.channels.set(channel.id, channel);
    this.#dispatch('CHANNEL_CREATE', channel);
    return channel;
  }

  /** What a role or a member may do in a channel, whatever else is said. */
  overwrite(channel: Ref, whom: Ref, { allow = 0n, deny = 0n }: { allow?: bigint; deny?: bigint }): void {
    const id = idOf(whom);
    const type = this.#state.roles.has(id) ? OverwriteType.Role : OverwriteType.Member;
    const found = channelOf(this.#world, idOf(channel));
    const others = found.permission_overwrites?.filter((one) => one.id !== id) ?? [];
    const own = { id, type, allow: String(allow), deny: String(deny) };
    const wasVisible = this.#isVisible(found);
    changeChannel(this.#world, found, { permission_overwrites: [...others, own] });
    if (!wasVisible && this.#isVisible(found)) this.#syncThreads(found);
  }

  renameChannel(channel: Ref, name: string): void {
    changeChannel(this.#world, channelOf(this.#world, idOf(channel)), { name });
  }

  /** Also a thread. */
  deleteChannel(channel: Ref): void {
    deleteChannel(this.#world, channelOf(this.#world, idOf(channel)));
  }

  rename(name: string): void {
    this.#state.name = name;
    this.#dispatch('GUILD_UPDATE', guildObject(this.#state));
  }

  kickBot(): void {
    this.removeMember(this.#world.bot);
  }

  inviteBot(): void {
    const { bot } = this.#world;
    this.addMember(userOf(this.#world, bot.id), { roles: [this.botRole] });
    this.#gateway.dispatchGuild(this.id);
  }

  /** An outage, and its end. */
  setAvailable(isAvailable: boolean): void {
    this.#state.available = isAvailable;
    if (isAvailable) this.#gateway.dispatchGuild(this.id);
    else this.#dispatch('GUILD_DELETE', { id: this.id, unavailable: true });
  }

  #isVisible(channel: ChannelState): boolean {
    return mayIn(this.#world, this.#world.bot.id, channel, PermissionFlagsBits.ViewChannel);
  }

  #syncThreads({ id }: ChannelState): void {
    const threads = activeThreads(this.#world, this.id).filter((thread) => thread.parent_id === id);
    const members = threads.flatMap(({ member }) => member ?? []);
    this.#dispatch('THREAD_LIST_SYNC', { guild_id: this.id, channel_ids: [id], threads, members });
  }

  #newRole(name: string, permissions: bigint, more: Partial<APIRole> = {}): APIRole {
    const role = roleObject(this.#world.nextId(), name, this.#state.roles.size, permissions, more);
    this.#state.roles.set(role.id, role);
    return role;
  }

  #dispatch(event: string, data: object): void {
    this.#world.dispatch(event, data, { guildId: this.id });
  }
}
