import type { ChatPostMessageResponse } from '@slack/web-api';
import type { Card } from '../../src/chat/card.ts';
import {
  type DirectMessage,
  type Place,
  type Platform,
  PlatformError,
  type PostRequest,
  type PrivatePlace,
} from '../../src/chat/platform.ts';
import { MembersChannels } from './channels-of.ts';
import type { Connection, Connections } from './connections.ts';
import { deleteMessage } from './delete-message.ts';
import { asPlatformError, codeOf } from './errors.ts';
import { findPosted, metadataOf } from './find-posted.ts';
import type { Members } from './members.ts';
import { namesIn } from './names.ts';
import { renderCard } from './render/card.ts';
import { removeFile, shareFile, uploadFile } from './upload-file.ts';

/** Addresses in a text stay text, and nothing in it becomes a mention. */
const inert = { link_names: false, parse: 'none' } as const;
const noPreviews = { unfurl_links: false, unfurl_media: false } as const;

/** A conversation of two: its id begins so. */
const isDirect = (channel: string) => channel.startsWith('D');

/** Slack doesn't say at once in which message it shows a file: the file stands for it. */
const isFile = (message: string) => message.startsWith('F');

const inDirectMessage =
  'Nobody else could answer in a direct message. Practise on your own with /interview question private, or ask in a channel.';
/** Slack says the same of a private channel and of a message to a group. */
const unseen =
  'Whetstone can’t see this conversation. In a private channel, type /invite @Whetstone first; in a group message, practise on your own with /interview question private.';

/** Slack as a chat platform: everything that Whetstone says there. */
export function createSlackPlatform(connections: Connections, members: Members): Platform {
  const sending = new Map<string, Promise<{ readonly message: string }>>();
  const channels = new MembersChannels();

  async function content(card: Card, connection: Connection) {
    return { ...renderCard(card, await namesIn(card, connection, members)), ...inert };
  }

  async function send({ card, key, since, ...place }: PostRequest): Promise<{ readonly message: string }> {
    const connection = await connections.byWorkspace(place.workspace);
    const found = place.retry ? await findPosted(connection, place, key, since) : undefined;
    if (found !== undefined) return { message: found };
    const { blocks, ...words } = await content(card, connection);
    const { ts }: ChatPostMessageResponse = await connection.client.apiCall('chat.postMessage', {
      ...words,
      // The library goes through all of an object for a log that nobody reads; a string it sends as it is.
      blocks: JSON.stringify(blocks),
      ...noPreviews,
      ...target(place),
      mrkdwn: false,
      metadata: metadataOf(key),
    });
    if (ts === undefined) throw new Error('Slack posted a message and did not say where');
    return { message: ts };
  }

  async function whisperDirectly(
    { workspace, directly, file }: PrivatePlace,
    member: string,
    card: Card,
  ): Promise<DirectMessage | undefined> {
    // Only who may read direct messages could look for it there.
    if (directly?.retry) throw new PlatformError('gone', 'Slack didn’t say whether this message arrived.');
    const connection = await connections.byWorkspace(workspace);
    const { channel } = await beforeSending(connection.client.conversations.open({ users: member }));
    const conversation = channel?.id ?? member;
    if (file) {
      const { name } = file;
      const id = await beforeSending(file.bytes().then((bytes) => uploadFile(connection, name, bytes)));
      await shareFile(connection, conversation, { id, name, comment: card.summary });
      return { channel: conversation, message: id };
    }
    const { ts } = await connection.client.chat.postMessage({
      ...(await content(card, connection)),
      ...noPreviews,
      channel: conversation,
      mrkdwn: false,
    });
    return ts === undefined ? undefined : { channel: conversation, message: ts };
  }

  return {
    name: 'slack',
    hasRoles: false,

    async post(request) {
      // Two calls at once with one key would both find nothing yet.
      const id = `${request.workspace} ${request.key}`;
      const underWay = sending.get(id);
      if (underWay) return underWay;
      const sent = translated(() => send(request)).finally(() => sending.delete(id));
      sending.set(id, sent);
      return sent;
    },

    edit: ({ workspace, channel, message }, card) =>
      translated(async () => {
        const connection = await connections.byWorkspace(workspace);
        // The key stays: metadata that isn't named is kept.
        await connection.client.chat.update({ ...(await content(card, connection)), channel, ts: message });
      }),

    remove: ({ workspace, channel, message }) =>
      translated(async () => {
        const connection = await connections.byWorkspace(workspace);
        if (isFile(message)) await removeFile(connection, { channel, file: message });
        else await deleteMessage(connection.client, channel, message);
      }),

    async whisper(place, member, card) {
      if (place.directly) return translated(() => whisperDirectly(place, member, card));
      try {
        await translated(async () => {
          const connection = await connections.byWorkspace(place.workspace);
          const said = { ...(await content(card, connection)), ...target(place), user: member };
          await connection.client.chat.postEphemeral(said);
        });
        return undefined;
      } catch (error) {
        // The member or Whetstone isn't there, nobody can be, or too much is said there: the two can still talk to each other.
        if (!['unreachable', 'gone', 'rate-limited'].includes((error as PlatformError).fault)) throw error;
        return translated(() => whisperDirectly(place, member, card));
      }
    },

    join: ({ workspace, channel }) =>
      translated(async () => {
        if (isDirect(channel)) throw new PlatformError('unreachable', inDirectMessage);
        const { client } = await connections.byWorkspace(workspace);
        await client.conversations.join({ channel }).catch((error: unknown) => {
          // One that isn't public is seen, and so called unsuitable, only by those who are in it already.
          const code = codeOf(error);
          if (code === 'channel_not_found')
            throw new PlatformError('unreachable', unseen, { cause: error, code });
          if (code !== 'method_not_supported_for_channel_type') throw error;
        });
      }),

    channelsOf: (workspace, member) =>
      translated(async () => channels.find(await connections.byWorkspace(workspace), member)),

    isBot: (workspace, member) =>
      translated(async () => (await members.find(await connections.byWorkspace(workspace), member)).isBot),

    messageUrl({ workspace, channel, thread, message }) {
      const base = connections.urlOf(workspace);
      if (base === undefined || !URL.canParse(base)) return undefined;
      const url = new URL(`/archives/${channel}/p${message.replace('.', '')}`, base);
      if (thread !== undefined && thread !== message) {
        url.searchParams.set('thread_ts', thread);
        url.searchParams.set('cid', channel);
      }
      return url.href;
    },
  };
}

/** Of what fails before a message is sent it is known that there is none. */
async function beforeSending<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (cause) {
    const { fault, message, retryAfterMs, code } = asPlatformError(cause);
    const known = { ...(retryAfterMs !== undefined && { retryAfterMs }), code, isUnsent: true };
    throw new PlatformError(fault, message, { cause, ...known });
  }
}

function target({ channel, thread }: Place) {
  return { channel, ...(thread === undefined ? {} : { thread_ts: thread }) };
}

/** @throws PlatformError whatever goes wrong. */
async function translated<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw asPlatformError(error);
  }
}
