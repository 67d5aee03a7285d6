import { type APIChannel, ChannelType, Routes } from 'discord.js';
import { type Place, PlatformError } from '../../src/chat/platform.ts';
import type { DiscordParts } from './parts.ts';
import { grantSentence, inviteLink, mayPing, missingIn, unpingable } from './permissions.ts';

type ChannelPlace = Omit<Place, 'thread'>;

/** Messages can be written beside a voice channel, but no threads hang on them. */
const withoutThreads: readonly ChannelType[] = [ChannelType.GuildVoice, ChannelType.GuildStageVoice];
const needsThreads =
  'Questions need a thread, and voice channels don’t have any. Ask in a text or forum channel, or practise on your own with /interview question private.';

/** Whether the bot can post in a channel. A bot joins no channel of Discord's: people let it in. */
export function createEntrance({
  rest,
  bot,
  guilds,
  client,
}: Omit<DiscordParts, 'members' | 'memberships' | 'signal'>) {
  /** Its commands can be in a server, or come with a person, without the bot. */
  async function requireMembership(workspace: string): Promise<void> {
    const known = client();
    if (!known?.isReady() || known.guilds.cache.has(await guilds.guildOf(workspace))) return;
    const link = inviteLink(await bot.application());
    const sentence = `This server has Whetstone’s commands but not Whetstone itself. Ask an admin to invite it: ${link}`;
    throw new PlatformError('unreachable', sentence);
  }

  function requirePermissions(channel: string, what: 'posting' | 'all'): void {
    const missing = missingIn(client(), channel, what);
    if (missing.length > 0) throw new PlatformError('unreachable', grantSentence(missing));
  }

  return {
    /** All that is needed, also for reading, and for pinging a role. @throws what Discord answers, or a PlatformError */
    async join({ workspace, channel }: ChannelPlace, role: string | undefined): Promise<void> {
      await requireMembership(workspace);
      requireThreads(((await rest.get(Routes.channel(channel))) as APIChannel).type);
      requirePermissions(channel, 'all');
      if (role !== undefined && !mayPing(client(), channel, role))
        throw new PlatformError('unreachable', unpingable);
    },

    /** As far as the gateway has told. */
    async requirePosting({ workspace, channel }: ChannelPlace): Promise<void> {
      await requireMembership(workspace);
      requireThreads(client()?.channels.cache.get(channel)?.type);
      requirePermissions(channel, 'posting');
    },
  };
}

function requireThreads(type: ChannelType | undefined): void {
  if (type !== undefined && withoutThreads.includes(type))
    throw new PlatformError('unreachable', needsThreads);
}
