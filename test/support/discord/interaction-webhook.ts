import { MessageFlags, MessageType } from 'discord.js';
import { say } from './callbacks.ts';
import type { MessageBody } from './message-schema.ts';
import { edit, remove } from './messages.ts';
import type { PendingInteraction } from './pending-interaction.ts';
import { problem } from './problem.ts';
import type { StoredMessage, Upload, World } from './world.ts';

/** What was answered, and may be followed up. */
export function answeredInteraction(world: World, applicationId: string, token: string): PendingInteraction {
  const pending = world.interactions.get(token);
  if (applicationId !== world.application.id || pending?.state !== 'answered')
    throw problem('unknownWebhook');
  if (pending.isOver) throw problem('invalidWebhookToken');
  return pending;
}

export function responseOf(pending: PendingInteraction, id: string): StoredMessage {
  const message =
    id === '@original' ? pending.original : pending.followUps.find(({ body }) => body.id === id);
  if (message) return message;
  if (pending.original?.body.id === id) return pending.original;
  throw problem('unknownMessage');
}

/**
 * The first one after a deferred answer takes that one's place.
 * @see https://docs.discord.com/developers/interactions/receiving-and-responding#create-followup-message
 */
export function followUp(
  world: World,
  pending: PendingInteraction,
  body: MessageBody,
  uploads: readonly Upload[],
): StoredMessage {
  if (pending.isLoading && pending.original) {
    const { flags: _, ...rest } = body;
    return change(world, pending, pending.original, rest, uploads);
  }
  const message = say(world, pending, body, uploads, MessageType.Reply);
  pending.followUps = [...pending.followUps, message];
  return message;
}

/** Also what comes after a deferred answer is an edit, and notifies no one. */
export function change(
  world: World,
  pending: PendingInteraction,
  message: StoredMessage,
  body: MessageBody,
  uploads: readonly Upload[],
): StoredMessage {
  const before: number = message.body.flags ?? 0;
  message.body.flags = before & ~MessageFlags.Loading;
  try {
    edit(world, pending.start.channel, message, body, uploads);
  } catch (refusal) {
    message.body.flags = before;
    throw refusal;
  }
  if (message === pending.original) pending.isLoading = false;
  return message;
}

export function withdraw(world: World, pending: PendingInteraction, message: StoredMessage): void {
  if (pending.original === message) pending.original = undefined;
  pending.followUps = pending.followUps.filter((one) => one !== message);
  if (world.messages.has(message.body.id)) remove(world, pending.start.channel, [message.body.id]);
}
