import { GatewayDispatchEvents as Event, MessageType, Routes } from 'discord.js';
import { LRUCache } from 'lru-cache';
import type { Card } from '../../../src/chat/card.ts';
import { renderCard } from '../render/card.ts';
import { messageSchema } from './messages.ts';
import type { Receiving } from './receiving.ts';

/** Whoever writes several lines needn't hear the same beneath each. */
const quietMs = 600_000;

const peoples: readonly MessageType[] = [MessageType.Default, MessageType.Reply];

const whereToReply: Card = {
  summary: 'Whetstone doesn’t read what is written here.',
  tone: 'warning',
  blocks: [
    {
      type: 'text',
      text: [
        'Whetstone doesn’t read what is written here. To reply to feedback, press ',
        { bold: 'Answer the follow-up' },
        ' beneath it, where there is one. To answer a question, write in its thread, or practise here with ',
        { code: '/interview question' },
        '.',
      ],
    },
  ],
};

/** Somebody writes to the bot alone, perhaps in reply to feedback that came in private: they hear where replies go. */
export function onDirectMessages({ client, rest, background }: Receiving): void {
  const told = new LRUCache<string, true>({ max: 50_000, ttl: quietMs });
  client.ws.on(Event.MessageCreate, (raw: unknown) => {
    const { data: message } = messageSchema.safeParse(raw);
    if (!message || message.guild_id !== undefined || message.author.bot) return;
    const { id: message_id, channel_id, type } = message;
    if (!peoples.includes(type) || told.has(channel_id)) return;
    told.set(channel_id, true);
    const reply = { message_id, fail_if_not_exists: false };
    background.run('answering a direct message', async () => {
      const body = { ...renderCard(whereToReply), message_reference: reply };
      await rest.post(Routes.channelMessages(channel_id), { body });
    });
  });
}
