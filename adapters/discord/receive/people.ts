import { PermissionFlagsBits as Flag, PermissionsBitField } from 'discord.js';
import { z } from 'zod';
import type { Role } from '../../../src/chat/core.ts';

export const userSchema = z.object({
  id: z.string(),
  username: z.string().optional(),
  global_name: z.string().nullish(),
  bot: z.boolean().optional(),
});

/** A member of a guild; some events leave out the user. */
export const memberSchema = z.object({
  user: userSchema.optional(),
  nick: z.string().nullish(),
  roles: z.array(z.string()).default([]),
  permissions: z.string().optional(),
});

type User = z.infer<typeof userSchema>;
type Member = z.infer<typeof memberSchema>;

/** What people see of somebody: the nickname in the guild, else the display name. */
export function nameOf({ id, username, global_name }: User, member?: Member): string {
  return member?.nick ?? global_name ?? username ?? id;
}

/** Who may manage the server is an admin. */
export function rolesOf({ permissions }: Pick<Member, 'permissions'>): Role[] {
  if (permissions === undefined || !/^\d+$/.test(permissions)) return [];
  return new PermissionsBitField(BigInt(permissions)).has(Flag.ManageGuild) ? ['admin'] : [];
}
