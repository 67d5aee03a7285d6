import type { GuildState, World } from './world.ts';

/** Someone leaves; where it is the bot, all it hears is that the guild is gone. */
export function leaveGuild(world: World, guild: GuildState, userId: string): void {
  const member = guild.members.get(userId);
  guild.members.delete(userId);
  for (const { id, guild_id } of world.channels.values())
    if (guild_id === guild.id) world.threadMembers.get(id)?.delete(userId);
  if (userId === world.bot.id) {
    guild.commands = [];
    world.dispatch('GUILD_DELETE', { id: guild.id }, { guildId: guild.id });
  } else if (member) {
    const data = { guild_id: guild.id, user: member.user };
    world.dispatch('GUILD_MEMBER_REMOVE', data, { guildId: guild.id });
  }
}
