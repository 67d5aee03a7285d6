import type { MessageActionName, Reply } from '../../../src/chat/core.ts';
import { askCore } from '../ask-core.ts';
import { incoming } from '../incoming.ts';
import type { Html } from '../render/html.ts';
import type { Message } from '../store/message.ts';
import { quickReactions, setReaction } from '../store/reactions.ts';
import { deleteMessage, updateMessage } from '../store/write-messages.ts';
import { deleteForm, editForm } from '../view/message-dialogs.ts';
import { closeDialog, dialog } from '../view/updates.ts';
import { actorIn, type Playground, type Visit } from '../visit.ts';
import { messageTextSchema } from './input.ts';

/** What comes of it: an answer of the core, updates of the page, or a sentence about what can't be. */
export interface Outcome {
  readonly reply?: Reply | undefined;
  readonly updates?: readonly Html[];
  /** For a page without scripts: what it shows instead. */
  readonly form?: Html;
  readonly problem?: string;
}

export interface ActionOn {
  readonly playground: Playground;
  readonly visit: Visit;
  readonly message: Message;
}

export async function react(on: ActionOn, emoji: string, present: boolean): Promise<Outcome> {
  const { playground, visit, message } = on;
  if (!quickReactions.some((quick) => quick === emoji) || message.onlyFor) return notPossible;
  const where = { workspace: visit.workspace, channel: message.channel, message: message.id };
  await setReaction(playground.db, { ...where, person: visit.viewer, emoji }, present);
  const reaction = { ...actorIn(visit, message.channel), message: message.id, emoji, at: new Date() };
  const { core } = playground;
  return {
    reply: await askCore(playground, () =>
      present ? core.reactionAdded(reaction) : core.reactionRemoved(reaction),
    ),
  };
}

/** A click on a button of a card. Only what the card really offers can be pressed. */
export async function press({ playground, visit, message }: ActionOn, pressed: string): Promise<Outcome> {
  const buttons =
    message.card?.blocks.flatMap((block) => (block.type === 'buttons' ? block.buttons : [])) ?? [];
  const button = buttons.find(({ action, value }) => `${action} ${value}` === pressed);
  if (!button) return notPossible;
  const actor = actorIn(visit, message.channel);
  return {
    reply: await askCore(playground, () => playground.core.action(actor, button.action, button.value)),
  };
}

const messageActions = [
  'use-as-my-answer',
  'review',
  'get-feedback-again',
] as const satisfies MessageActionName[];

export const entryNames = [...messageActions, 'edit', 'confirm-delete', 'dismiss', 'save', 'delete'] as const;

/** Entries of a message's menu and of the dialogs that they open. */
export const entries: Record<(typeof entryNames)[number], (on: ActionOn, text: string) => Promise<Outcome>> =
  {
    'use-as-my-answer': (on) => messageAction(on, 'use-as-my-answer'),
    review: (on) => messageAction(on, 'review'),
    'get-feedback-again': (on) => messageAction(on, 'get-feedback-again'),
    edit: async ({ message, visit }) => (own(message, visit) ? ask(editForm(message)) : notPossible),
    'confirm-delete': async ({ message, visit }) =>
      own(message, visit) ? ask(deleteForm(message)) : notPossible,

    async dismiss({ playground, message, visit }) {
      if (message.onlyFor !== visit.viewer) return notPossible;
      await deleteMessage(playground.db, { ...message, workspace: visit.workspace });
      return {};
    },

    async save({ playground, message, visit }, typed) {
      if (!own(message, visit)) return notPossible;
      const { success, data: text, error } = messageTextSchema.safeParse(typed);
      if (!success) return { problem: error.issues[0]?.message ?? '' };
      await updateMessage(playground.db, { ...message, workspace: visit.workspace }, { text });
      const edited = incoming({ ...message, text }, visit);
      return {
        updates: [closeDialog()],
        reply: await askCore(playground, () => playground.core.messageEdited(edited)),
      };
    },

    async delete({ playground, message, visit }) {
      if (!own(message, visit)) return notPossible;
      await deleteMessage(playground.db, { ...message, workspace: visit.workspace });
      const gone = {
        workspace: visit.workspace,
        channel: message.channel,
        message: message.id,
        at: new Date(),
      };
      return {
        updates: [closeDialog()],
        reply: await askCore(playground, () => playground.core.messageDeleted(gone)),
      };
    },
  };

async function messageAction(
  { playground, visit, message }: ActionOn,
  action: MessageActionName,
): Promise<Outcome> {
  const actor = actorIn(visit, message.channel);
  const about = incoming(message, visit);
  return { reply: await askCore(playground, () => playground.core.messageAction(actor, action, about)) };
}

const notPossible: Outcome = { problem: 'You can’t do that with this message.' };

function own(message: Message, visit: Visit): boolean {
  return message.author === visit.viewer;
}

function ask(form: Html): Outcome {
  return { updates: [dialog(form)], form };
}
