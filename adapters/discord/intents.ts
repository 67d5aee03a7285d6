import { GatewayIntentBits as Intent } from 'discord.js';

/**
 * The fewest that practice needs, by the names that Discord uses.
 * @see https://docs.discord.com/developers/events/gateway#gateway-intents
 */
export const neededIntents = [
  {
    name: 'GUILDS',
    bit: Intent.Guilds,
    why: 'Servers with their channels, threads and roles, and being added or removed.',
  },
  {
    name: 'GUILD_MESSAGES',
    bit: Intent.GuildMessages,
    why: 'That somebody wrote, edited or deleted something.',
  },
  { name: 'MESSAGE_CONTENT', bit: Intent.MessageContent, why: 'What they answered; privileged.' },
  {
    name: 'GUILD_MESSAGE_REACTIONS',
    bit: Intent.GuildMessageReactions,
    why: 'Votes and approvals given as reactions.',
  },
  {
    name: 'DIRECT_MESSAGES',
    bit: Intent.DirectMessages,
    why: 'That somebody wrote to the bot alone, to say where answers go.',
  },
] as const;
