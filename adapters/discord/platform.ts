import { RESTJSONErrorCodes as Code, Routes } from 'discord.js';
import type { Card } from '../../src/chat/card.ts';
import { type Place, type Platform, PlatformError } from '../../src/chat/platform.ts';
import { createEntrance } from './entrance.ts';
import { asPlatformError, codeOf } from './errors.ts';
import { Forums } from './forums.ts';
import { channelsSeenBy } from './membership.ts';
import type { DiscordParts } from './parts.ts';
import { grantSentence, missingIn } from './permissions.ts';
import { readThread } from './read-thread.ts';
import { renderCard } from './render/card.ts';
import { createMessage, createSender } from './send.ts';
import { markServer } from './server-mark.ts';

/** Discord as a chat platform: everything that Whetstone says there outside answers to commands and clicks. */
export function createDiscordPlatform({
  rest,
  bot,
  guilds,
  members,
  memberships,
  client,
  signal,
}: DiscordParts): Platform {
  const sending = new Map<string, Promise<{ readonly message: string }>>();
  const entrance = createEntrance({ rest, bot, guilds, client });
  const forums = new Forums(rest);

  const render = async (workspace: string, card: Card) =>
    renderCard(await members.withNames(workspace, card));
  const send = createSender({ rest, bot, guilds, forums, render });
  const renderAlone = async (workspace: string, card: Card) =>
    markServer(await render(workspace, card), await guilds.guildOf(workspace));
  const sendAlone = createSender({ rest, bot, guilds, forums, render: renderAlone });

  /** @throws PlatformError whatever goes wrong; it names what is missing, and calls a thread that is gone so. */
  async function translated<Result>(place: Place, work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (cause) {
      const code = codeOf(cause);
      if (code === Code.UnknownChannel && place.thread !== undefined) {
        throw new PlatformError('gone', 'The thread was deleted in Discord.', { cause });
      }
      if (code === Code.MissingAccess || code === Code.MissingPermissions) {
        const missing = missingIn(client(), place.channel);
        if (missing.length > 0) {
          throw new PlatformError('unreachable', grantSentence(missing), { cause });
        }
      }
      throw asPlatformError(cause);
    }
  }

  return {
    name: 'discord',
    hasRoles: true,

    async post(request) {
      // Two calls at once with one key would both find nothing yet.
      const id = `${request.workspace} ${request.key}`;
      const underWay = sending.get(id);
      if (underWay) return underWay;
      const sent = translated(request, async () => ({ message: await send(request) })).finally(() =>
        sending.delete(id),
      );
      sending.set(id, sent);
      return sent;
    },

    edit: (message, card) =>
      translated(message, () =>
        forums.at(message, async (channel) => {
          await rest.patch(Routes.channelMessage(channel, message.message), {
            body: await render(message.workspace, card),
          });
        }),
      ),

    remove: (message) =>
      translated(message, () =>
        forums
          .at(message, (channel) => rest.delete(Routes.channelMessage(channel, message.message)))
          .then(
            () => undefined,
            (error: unknown) => {
              if (codeOf(error) !== Code.UnknownMessage) throw error;
            },
          ),
      ),

    async whisper({ workspace, directly, file }, member, card) {
      try {
        const channel = await bot.conversationWith(member);
        const message = directly
          ? await sendAlone({ workspace, channel, card, ...directly, ...(file && { file }) })
          : await createMessage(rest, channel, await renderAlone(workspace, card));
        return { channel, message };
      } catch (error) {
        throw asPlatformError(error);
      }
    },

    join: (place, role) => translated(place, () => entrance.join(place, role)),
    requirePosting: (place) => translated(place, () => entrance.requirePosting(place)),

    async channelsOf(workspace, member) {
      const membership = await memberships.find(await guilds.guildOf(workspace), member);
      if (membership === 'left') return [];
      if (membership === 'unknown')
        throw new PlatformError('temporary', 'Discord doesn’t say at the moment who is in the server.');
      return channelsSeenBy(membership);
    },

    replies: (thread) => readThread({ rest, client: client() }, thread, signal),

    messageUrl({ workspace, channel, thread, message }) {
      const guild = guilds.knownGuildOf(workspace);
      if (guild === undefined) return undefined;
      const where = thread ?? (forums.isKnown(channel) ? message : channel);
      return `https://discord.com/channels/${guild}/${where}/${message}`;
    },
  };
}
