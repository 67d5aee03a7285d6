import type { App, BlockAction, MessageShortcut } from '@slack/bolt';
import { type IncomingMessage, messageActionNames, type Reply } from '../../../src/chat/core.ts';
import type { Platform } from '../../../src/chat/platform.ts';
import { readAction } from '../render/buttons.ts';
import { type FormPlace, formCallback, readFormState, renderErrors } from '../render/form.ts';
import { show } from './commands.ts';
import { publishHome } from './home.ts';
import { mentionsIn, plainText } from './plain-text.ts';
import { actorOf, type Receiving } from './receiving.ts';

/** Buttons, message shortcuts and forms. */
export function onInteractions(app: App, receiving: Receiving, platform: Platform): void {
  app.action<BlockAction>({ type: 'block_actions' }, async ({ ack, body, context, respond }) => {
    await ack();
    const [action] = body.actions;
    const name = action && readAction(action.action_id);
    if (!name || action.type !== 'button') return;
    receiving.background.run(name, async () => {
      const place = placeOf(body);
      const found = await actorOf(receiving, {
        team: context.teamId,
        user: body.user.id,
        // On one's own page there is no channel: what is said there goes to the conversation with the bot.
        channel: place?.channel ?? body.user.id,
        channelName: body.channel?.name,
      });
      if (!found) return;
      const { actor, connection } = found;
      const reply = await receiving.core.action(actor, name, action.value ?? '');
      const ways = { receiving, connection, trigger: body.trigger_id, respond };
      if (place) return show(reply, { ...ways, place });
      await showAtHome(reply, actor.workspace, actor.member, (form) =>
        show(form, { ...ways, place: { channel: actor.member } }),
      );
      await publishHome(receiving, found);
    });
  });

  /** A reply at home: forms open, cards come as messages of the bot to the member. */
  async function showAtHome(
    reply: Reply,
    workspace: string,
    member: string,
    openForm: (reply: Reply) => Promise<void>,
  ): Promise<void> {
    if (reply.type === 'form') return openForm(reply);
    if (reply.type === 'private') await platform.whisper({ workspace, channel: member }, member, reply.card);
  }

  app.shortcut<MessageShortcut>(
    { type: 'message_action', callback_id: new RegExp(`^(${messageActionNames.join('|')})$`) },
    async ({ ack, shortcut, context, respond }) => {
      await ack();
      receiving.background.run(shortcut.callback_id, async () => {
        const { message, channel } = shortcut;
        const found = await actorOf(receiving, {
          team: context.teamId,
          user: shortcut.user.id,
          channel: channel.id,
          channelName: channel.name,
        });
        if (!found) return;
        const thread = typeof message.thread_ts === 'string' ? message.thread_ts : undefined;
        const about: IncomingMessage = {
          workspace: found.actor.workspace,
          channel: channel.id,
          member: message.user ?? '',
          message: message.ts,
          text: plainText(message.text ?? ''),
          mentions: mentionsIn(message.text ?? ''),
          fromBot: message.user === undefined || typeof message.bot_id === 'string',
          ...(thread === undefined ? {} : { thread }),
        };
        const action = messageActionNames.find((name) => name === shortcut.callback_id);
        if (!action) return;
        const reply = await receiving.core.messageAction(found.actor, action, about);
        const place = { channel: channel.id, ...(thread === undefined ? {} : { thread }) };
        const { connection } = found;
        await show(reply, { receiving, connection, trigger: shortcut.trigger_id, place, respond });
      });
    },
  );

  app.view(formCallback, async ({ ack, body, context, view }) => {
    const state = stateOf(view);
    if (!state) return;
    const { form, subject, place, values } = state;
    const found = await actorOf(receiving, {
      team: context.teamId,
      user: body.user.id,
      channel: place.channel,
    });
    if (!found) return ack();
    const { actor } = found;
    // The form stays open until what was written is stored.
    const reply = await receiving.core.submit(actor, form, subject, values);
    if (reply.type === 'invalid')
      return ack({ response_action: 'errors', errors: renderErrors(reply.errors, view) });
    await ack();
    if (reply.type === 'private') {
      const where = { workspace: actor.workspace, ...place };
      receiving.background.run('form reply', () => platform.whisper(where, actor.member, reply.card));
    }
  });
}

/** Undefined for a form that isn't any of Whetstone's. */
function stateOf(view: unknown) {
  try {
    return readFormState(view);
  } catch {
    return undefined;
  }
}

function placeOf({ channel, container, message }: BlockAction): FormPlace | undefined {
  if (!channel) return undefined;
  const thread = message?.thread_ts ?? container.thread_ts;
  return { channel: channel.id, ...(typeof thread === 'string' ? { thread } : {}) };
}
