import { numeric } from '../../src/base/errors.ts';
import type { Card } from '../../src/chat/card.ts';
import { type Place, type Platform, PlatformError } from '../../src/chat/platform.ts';
import type { Db } from '../../src/database/database.ts';
import { clean } from './render/clean.ts';
import { readSpot } from './spot.ts';
import { forgetPerson } from './store/forget-person.ts';
import { packCard } from './store/stored-card.ts';
import { deleteMessage, insertMessage, updateMessage } from './store/write-messages.ts';

/** The local playground as a chat platform. Its messages are rows; pages hear of them through `live.ts`. */
export function createWebPlatform(db: Db): Platform {
  return {
    name: 'web',
    hasRoles: false,
    post: (request) =>
      asPlatformError(request, async () => ({
        message: await insertMessage(db, { ...bot(request), key: request.key, ...content(request.card) }),
      })),

    async edit(ref, card) {
      const found = await asPlatformError(ref, () =>
        updateMessage(db, { ...bot(ref), id: numeric(ref.message) }, content(card)),
      );
      if (!found) throw new PlatformError('gone', 'This message is no longer in the playground.');
    },

    async remove(ref) {
      await asPlatformError(ref, () => deleteMessage(db, { ...bot(ref), id: numeric(ref.message) }));
    },

    async whisper({ spot, directly, file, ...place }, member, card) {
      const where = { ...bot(place), ...readSpot(spot), onlyFor: member };
      await asPlatformError(place, async () => {
        if (!directly) return insertMessage(db, { ...where, ...content(card) });
        const { key } = directly;
        if (!file) return insertMessage(db, { ...where, key, ...content(card) });
        const sent = { ...file, bytes: await file.bytes() };
        return insertMessage(db, { ...where, key, ...content(withLink(card, key, file.name)), file: sent });
      });
      // `forget` removes it.
      return undefined;
    },

    async join({ workspace, channel }) {
      const there = await db
        .selectFrom('web_channels')
        .select('id')
        .where('workspace_id', '=', workspace)
        .where('id', '=', channel)
        .executeTakeFirst();
      if (!there)
        throw new PlatformError(
          'unreachable',
          `There is no channel “${channel}” in the playground: add it first.`,
        );
    },

    forget: (workspace, member) => forgetPerson(db, workspace, member),

    // Without a host: the page may be open under several, each with its own cookies.
    messageUrl: (ref) => messagePath(ref.channel, ref.message),
  };
}

export function messagePath(channel: string, message: string): string {
  return `/c/${encodeURIComponent(channel)}/m/${message}`;
}

/** Beneath a card, the file that comes with it. */
function withLink(card: Card, key: string, name: string): Card {
  const link = { link: `/files/${key}`, text: `Download ${name}` };
  return { ...card, blocks: [...card.blocks, { type: 'text', text: [link] }] };
}

function bot({ workspace, channel, thread }: Place) {
  return { workspace, channel, thread, author: null };
}

function content(card: Card) {
  return { text: clean(card.summary), card: packCard(card) };
}

async function asPlatformError<Result>(place: Place, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    if (code === '23503' || code.startsWith('22'))
      throw place.thread === undefined
        ? new PlatformError('unreachable', `There is no channel #${place.channel} in the playground.`, {
            cause,
          })
        : new PlatformError('gone', 'There is no such thread in the playground.', { cause });
    throw new PlatformError('temporary', 'The playground can’t reach its database.', { cause });
  }
}
