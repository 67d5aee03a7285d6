import type { IncomingMessage } from '../../src/chat/core.ts';
import type { Message } from './store/message.ts';
import { mentioned } from './view/mentions.ts';
import { actorIn, type Visit } from './visit.ts';

const botMember = 'whetstone';

/** A stored message as the core hears of it. */
export function incoming(message: Message, visit: Visit): IncomingMessage {
  const author = visit.people.find(({ id }) => id === message.author);
  const written = author ? actorIn({ ...visit, me: author }, message.channel) : undefined;
  return {
    ...(written ?? { workspace: visit.workspace, channel: message.channel, member: botMember }),
    message: message.id,
    ...(message.thread ? { thread: message.thread } : {}),
    ...(message.quoted
      ? { replyTo: message.quoted.id, replyToMember: message.quoted.author ?? botMember }
      : {}),
    mentions: mentioned(message.text, visit.people),
    text: message.text,
    fromBot: message.author === null,
  };
}
