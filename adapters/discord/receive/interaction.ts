import { z } from 'zod';
import type { Actor } from '../../../src/chat/core.ts';
import { infoOf } from '../channels.ts';
import { memberSchema, nameOf, rolesOf, userSchema } from './people.ts';
import { type Receiving, workspaceOf } from './receiving.ts';

/** What every interaction says, whatever was used. */
export const interactionSchema = z.object({
  id: z.string(),
  token: z.string(),
  application_id: z.string(),
  type: z.number(),
  guild_id: z.string().optional(),
  channel_id: z.string().optional(),
  channel: z
    .object({ type: z.number(), name: z.string().nullish(), parent_id: z.string().nullish() })
    .partial({ type: true })
    .optional(),
  member: memberSchema.optional(),
  user: userSchema.optional(),
});

export type Interaction = z.infer<typeof interactionSchema>;

/**
 * Who acts where. Undefined for somebody who writes to the bot alone and is in no workspace that it knows.
 *
 * @param marked the server of what was clicked or sent in a conversation; without it, the one where they were last
 */
export async function actorOf(
  receiving: Receiving,
  interaction: Interaction,
  marked?: string,
): Promise<Actor | undefined> {
  const { guild_id, channel_id = '', member, user = member?.user } = interaction;
  if (!user) return undefined;
  const workspace =
    guild_id === undefined
      ? ((await workspaceMarked(receiving, marked)) ??
        (await receiving.core.workspaceOfMember('discord', user.id)))
      : await workspaceOf(receiving, guild_id);
  if (workspace === undefined) return undefined;
  if (member) receiving.members.sawHere(workspace, user.id);
  const { parent, name } = await channelOf(receiving, interaction);
  const role = member
    ? { roles: rolesOf(member), groups: member.roles }
    : await roleIn(receiving, workspace, user.id);
  return {
    workspace,
    channel: parent ?? channel_id,
    member: user.id,
    memberName: nameOf(user, member),
    ...role,
    // A thread's own name isn't its channel's.
    ...(parent === undefined && name !== undefined ? { channelName: name } : {}),
  };
}

async function workspaceMarked({ guilds }: Receiving, guild: string | undefined) {
  return guild === undefined ? undefined : guilds.find(guild);
}

/** What somebody who acts in a direct message is in their server. */
async function roleIn({ guilds, memberships }: Receiving, workspace: string, user: string) {
  const membership = await memberships.find(await guilds.guildOf(workspace), user);
  if (membership === 'unknown') return { membership };
  if (membership === 'left') return { membership, roles: [] };
  const permissions = String(membership.permissions.bitfield);
  return { roles: rolesOf({ permissions }), groups: [...membership.roles.cache.keys()] };
}

async function channelOf({ channels }: Receiving, { channel, channel_id, guild_id }: Interaction) {
  if (guild_id === undefined || channel_id === undefined) return { parent: undefined, name: undefined };
  if (channel?.type === undefined) return channels.find(channel_id);
  return infoOf({ ...channel, type: channel.type });
}
