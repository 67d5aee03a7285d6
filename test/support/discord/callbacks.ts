import {
  InteractionType,
  MessageFlags,
  MessageType,
  PermissionFlagsBits,
  InteractionResponseType as Response,
} from 'discord.js';
import { z } from 'zod';
import { composed, isEmpty } from './compose.ts';
import { invalidForm, parsed } from './form-errors.ts';
import { isThread } from './lookup.ts';
import { type MessageBody, messageSchema } from './message-schema.ts';
import { edit, publish } from './messages.ts';
import { modalSchema } from './modal-schema.ts';
import type { PendingInteraction } from './pending-interaction.ts';
import { mayIn } from './permissions.ts';
import { problem } from './problem.ts';
import { changeThread } from './threads.ts';
import type { StoredMessage, ThreadState, Upload, World } from './world.ts';

const callbackSchema = z.looseObject({ type: z.enum(Response), data: z.unknown().optional() });
const choicesSchema = z.looseObject({
  choices: z
    .array(
      z.looseObject({ name: z.string().min(1).max(100), value: z.union([z.string().max(100), z.number()]) }),
    )
    .max(25),
});

const allowed: Partial<Record<InteractionType, readonly Response[]>> = {
  [InteractionType.ApplicationCommand]: [
    Response.ChannelMessageWithSource,
    Response.DeferredChannelMessageWithSource,
    Response.Modal,
  ],
  [InteractionType.MessageComponent]: [
    Response.ChannelMessageWithSource,
    Response.DeferredChannelMessageWithSource,
    Response.DeferredMessageUpdate,
    Response.UpdateMessage,
    Response.Modal,
  ],
  [InteractionType.ApplicationCommandAutocomplete]: [Response.ApplicationCommandAutocompleteResult],
  [InteractionType.ModalSubmit]: [
    Response.ChannelMessageWithSource,
    Response.DeferredChannelMessageWithSource,
    Response.DeferredMessageUpdate,
    Response.UpdateMessage,
  ],
};
const updates = [Response.DeferredMessageUpdate, Response.UpdateMessage];

/** The first answer to an interaction: once, and in time. */
export function answer(
  world: World,
  pending: PendingInteraction | undefined,
  given: unknown,
  uploads: readonly Upload[],
): void {
  if (!pending || pending.state === 'expired') throw problem('unknownInteraction');
  if (pending.state === 'answered') throw problem('alreadyAcknowledged');
  const { type, data } = parsed(callbackSchema, given);
  const isAllowed = allowed[pending.start.type]?.includes(type);
  if (!isAllowed || (updates.includes(type) && !pending.start.source))
    throw invalidForm([{ path: ['type'], code: 'BASE_TYPE_CHOICES', message: 'Not for this interaction.' }]);
  if (type === Response.Modal) pending.modal = within(modalSchema, data);
  else if (type === Response.ApplicationCommandAutocompleteResult)
    pending.choices = within(choicesSchema, data).choices;
  else if (updates.includes(type)) update(world, pending, type, data);
  else reply(world, pending, type, within(messageSchema, data ?? {}), uploads);
  pending.answered(type);
}

/** Errors of a callback name fields from its `data` on. */
const within = <Schema extends z.ZodType>(schema: Schema, data: unknown): z.output<Schema> =>
  parsed(schema, data, ['data']);

function update(world: World, pending: PendingInteraction, type: Response, data: unknown): void {
  const { source, channel } = pending.start;
  if (!source) return;
  if (type === Response.UpdateMessage) edit(world, channel, source, within(messageSchema, data ?? {}));
  pending.original = source;
}

function reply(
  world: World,
  pending: PendingInteraction,
  type: Response,
  body: MessageBody,
  uploads: readonly Upload[],
): void {
  pending.isLoading = type === Response.DeferredChannelMessageWithSource;
  const flags = (body.flags ?? 0) | (pending.isLoading ? MessageFlags.Loading : 0);
  pending.original = say(world, pending, { ...body, flags }, uploads);
}

const types: Partial<Record<InteractionType, MessageType>> = {
  [InteractionType.ApplicationCommand]: MessageType.ChatInputCommand,
};

/** A message of the interaction: in the channel, or for the one person only. */
export function say(
  world: World,
  pending: PendingInteraction,
  body: MessageBody,
  uploads: readonly Upload[],
  type?: MessageType,
): StoredMessage {
  const { start } = pending;
  const own = start.isContextMenu ? MessageType.ContextMenuCommand : types[start.type];
  const message = composed(world, start.channel, {
    body,
    uploads,
    author: world.bot,
    type: type ?? own ?? MessageType.Default,
    more: {
      application_id: world.application.id,
      webhook_id: world.application.id,
      interaction_metadata: {
        id: start.id,
        type: start.type,
        user: start.user,
        authorizing_integration_owners: {},
      } as NonNullable<StoredMessage['body']['interaction_metadata']>,
    },
  });
  if (isEmpty(message) && !pending.isLoading) throw problem('emptyMessage');
  if (isEphemeral(message)) return message;
  if (isThread(start.channel)) wakeForAnswer(world, start.channel);
  return publish(world, start.channel, message);
}

/** @see https://github.com/discord/discord-api-docs/issues/5517 */
function wakeForAnswer(world: World, thread: ThreadState): void {
  const { archived, locked } = thread.thread_metadata;
  if (!archived) return;
  if (locked && !mayIn(world, world.bot.id, thread, PermissionFlagsBits.ManageThreads))
    throw problem('archivedThread');
  changeThread(world, thread, { archived: false });
}

export const isEphemeral = ({ body }: StoredMessage): boolean =>
  ((body.flags ?? 0) & MessageFlags.Ephemeral) > 0;
