import { type Client, PermissionFlagsBits as Flag, PermissionsBitField } from 'discord.js';

/** What Whetstone needs in a channel, by the names that Discord shows. @see https://docs.discord.com/developers/topics/permissions */
export const neededPermissions = [
  { name: 'View Channel', bit: Flag.ViewChannel, why: 'See the channel and its threads.' },
  { name: 'Send Messages', bit: Flag.SendMessages, why: 'Post questions and leaderboards.' },
  {
    name: 'Create Public Threads',
    bit: Flag.CreatePublicThreads,
    why: 'Open a thread under each question.',
  },
  { name: 'Send Messages in Threads', bit: Flag.SendMessagesInThreads, why: 'Give feedback.' },
  {
    name: 'Read Message History',
    bit: Flag.ReadMessageHistory,
    why: 'Find answers that were given while Whetstone was offline, and its own posts.',
  },
  { name: 'Embed Links', bit: Flag.EmbedLinks, why: 'Show questions and feedback as cards.' },
] as const;

/** Without these a question can't be posted with its thread and feedback. */
const forPosting: readonly bigint[] = [
  Flag.ViewChannel,
  Flag.SendMessages,
  Flag.CreatePublicThreads,
  Flag.SendMessagesInThreads,
  Flag.EmbedLinks,
];

/** The names of what the bot lacks in a channel, for posting or for all, as far as the gateway has told. */
export function missingIn(
  client: Client | undefined,
  channel: string,
  what: 'posting' | 'all' = 'all',
): string[] {
  const has = permissionsIn(client, channel);
  if (!has) return [];
  const isNeeded = (bit: bigint) => what === 'all' || forPosting.includes(bit);
  return neededPermissions.filter(({ bit }) => isNeeded(bit) && !has.has(bit)).map(({ name }) => name);
}

/** Whether the bot may ping a role. True also when the gateway hasn't told. */
export function mayPing(client: Client | undefined, channel: string, role: string): boolean {
  const found = client?.channels.cache.get(channel);
  const isMentionable = found && 'guild' in found && found.guild.roles.cache.get(role)?.mentionable;
  const has = permissionsIn(client, channel);
  return has === undefined || isMentionable === true || has.has(Flag.MentionEveryone);
}

function permissionsIn(
  client: Client | undefined,
  channel: string,
): Readonly<PermissionsBitField> | undefined {
  const found = client?.channels.cache.get(channel);
  const me = found && 'guild' in found ? found.guild.members.me : undefined;
  if (!found || !me || found.isDMBased()) return undefined;
  return found.permissionsFor(me);
}

/** One sentence that names each permission, and where it is granted. */
export function grantSentence(missing: readonly string[]): string {
  const list = missing.map((name) => `“${name}”`).join(', ');
  return `Whetstone lacks ${list} in this channel. Add ${missing.length === 1 ? 'it' : 'them'} for the Whetstone role in the channel’s settings, under Permissions.`;
}

export const unpingable =
  'Whetstone isn’t allowed to ping this role. Switch on “Allow anyone to @mention this role” in Server Settings under Roles.';

/** Where an admin of a server invites Whetstone with just these permissions. */
export function inviteLink(applicationId: string): string {
  const permissions = new PermissionsBitField(neededPermissions.map(({ bit }) => bit)).bitfield;
  const query = new URLSearchParams({
    client_id: applicationId,
    scope: 'bot applications.commands',
    permissions: String(permissions),
  });
  return `https://discord.com/oauth2/authorize?${query}`;
}
