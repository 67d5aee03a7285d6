import { InteractionContextType, type InteractionType } from 'discord.js';
import { guildOf, memberOf, userOf } from './lookup.ts';
import { shown } from './message-view.ts';
import { type InteractionStart, PendingInteraction } from './pending-interaction.ts';
import { permissionsIn } from './permissions.ts';
import type { World } from './world.ts';

/** Sends an interaction, and resolves once it was answered, or wasn't in time. */
export async function interact(
  world: World,
  start: Omit<InteractionStart, 'id'> & { readonly type: InteractionType },
  data: object,
): Promise<PendingInteraction> {
  const pending = new PendingInteraction({ ...start, id: world.nextId() }, world.interactionDeadlineMs);
  world.interactions.set(pending.token, pending);
  const { channel, source } = start;
  const payload = {
    ...head(world, pending),
    ...place(world, pending),
    data,
    ...(source ? { message: shown(world, source) } : {}),
  };
  world.dispatch('INTERACTION_CREATE', payload, { guildId: channel.guild_id });
  await pending.settled;
  return pending;
}

const head = (world: World, { start, token }: PendingInteraction) => ({
  id: start.id,
  application_id: world.application.id,
  type: start.type,
  token,
  version: 1,
  locale: 'en-US',
  entitlements: [],
  attachment_size_limit: 10_485_760,
  channel_id: start.channel.id,
  channel: { ...start.channel, permissions: String(permissionsIn(world, start.user.id, start.channel)) },
  app_permissions: String(permissionsIn(world, world.bot.id, start.channel)),
});

function place(world: World, { start: { channel, user } }: PendingInteraction): object {
  if (channel.guild_id === undefined)
    return {
      user,
      context: InteractionContextType.BotDM,
      authorizing_integration_owners: { 0: '0' },
    };
  const guild = guildOf(world, channel.guild_id);
  const permissions = String(permissionsIn(world, user.id, channel));
  return {
    guild_id: guild.id,
    guild: { id: guild.id, locale: 'en-US', features: [] },
    guild_locale: 'en-US',
    member: { ...memberOf(world, guild.id, user.id), permissions },
    context: InteractionContextType.Guild,
    authorizing_integration_owners: { 0: guild.id },
  };
}

type Kind = 'users' | 'roles' | 'channels';
export interface Entity {
  readonly kind: Kind;
  readonly id: string;
}

/** The things that ids stand for. */
export function resolved(
  world: World,
  invokerId: string,
  guildId: string | undefined,
  ids: readonly Entity[],
): object {
  const of = (kind: Kind) => [...new Set(ids.filter((one) => one.kind === kind).map(({ id }) => id))];
  const record = (ids: readonly string[], value: (id: string) => object | undefined) =>
    Object.fromEntries(ids.flatMap((id) => [[id, value(id)]]).filter(([, found]) => found !== undefined));
  const guild = guildId === undefined ? undefined : guildOf(world, guildId);
  const channel = (id: string) => {
    const found = world.channels.get(id);
    return found && { ...found, permissions: String(permissionsIn(world, invokerId, found)) };
  };
  const member = (id: string) => {
    const { user: _, ...found } = guild?.members.get(id) ?? { user: undefined };
    return 'roles' in found ? { ...found, permissions: '0' } : undefined;
  };
  const parts = {
    users: record(of('users'), (id) => userOf(world, id)),
    members: record(of('users'), member),
    roles: record(of('roles'), (id) => guild?.roles.get(id)),
    channels: record(of('channels'), channel),
  };
  const filled = Object.entries(parts).filter(([, part]) => Object.keys(part).length > 0);
  return filled.length > 0 ? { resolved: Object.fromEntries(filled) } : {};
}
