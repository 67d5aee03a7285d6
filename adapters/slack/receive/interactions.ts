import type { App, BlockAction, MessageShortcut } from '@slack/bolt';
import { z } from 'zod';
import type { IncomingMessage } from '../../../src/chat/core.ts';
import { whisperPatiently } from '../../../src/chat/whisper-patiently.ts';
import { filesOf, slackFileSchema } from '../files.ts';
import { readAction } from '../render/buttons.ts';
import { type FormPlace, formCallback, readFormState, renderErrors } from '../render/form.ts';
import { answer } from './answer.ts';
import { publishHome } from './home.ts';
import { mentionsIn, plainText } from './plain-text.ts';
import { actorOf, type Receiving } from './receiving.ts';

/** Buttons, message shortcuts and forms. */
export function onInteractions(app: App, receiving: Receiving): void {
  app.action<BlockAction>({ type: 'block_actions' }, async ({ ack, body, context, respond }) => {
    await ack();
    const [action] = body.actions;
    const name = action && readAction(action.action_id);
    if (!name || !('value' in action) || typeof action.value !== 'string') return;
    const { value } = action;
    const { user, channel, trigger_id: trigger } = body;
    const place = placeOf(body);
    // On one's own page there is no channel: what is said there goes to the conversation with the bot.
    const where = place ?? { channel: user.id };
    const who = { team: context.teamId, user: user.id, channel: where.channel, channelName: channel?.name };
    answer(receiving, name, who, { place: where, trigger, respond: place && respond }, async (found) => {
      const reply = await receiving.core.action(found.actor, name, value);
      if (!place) receiving.background.run('home', () => publishHome(receiving, found));
      return reply;
    });
  });

  app.shortcut<MessageShortcut>(
    { type: 'message_action', callback_id: /^[a-z-]+$/ },
    async ({ ack, shortcut, context, respond }) => {
      await ack();
      const { message, channel, user, callback_id: action, trigger_id: trigger } = shortcut;
      const thread = typeof message.thread_ts === 'string' ? message.thread_ts : undefined;
      const place = { channel: channel.id, ...(thread === undefined ? {} : { thread }) };
      const who = { team: context.teamId, user: user.id, channel: channel.id, channelName: channel.name };
      answer(receiving, action, who, { place, trigger, respond }, ({ actor, connection }) => {
        const { data: files } = z.array(slackFileSchema).safeParse(message.files);
        const about: IncomingMessage = {
          workspace: actor.workspace,
          ...place,
          member: message.user ?? '',
          message: message.ts,
          text: plainText(message.text ?? ''),
          mentions: mentionsIn(message.text ?? ''),
          fromBot: message.user === undefined || typeof message.bot_id === 'string',
          ...filesOf(connection, files ?? []),
        };
        return receiving.core.messageAction(actor, action, about);
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
      receiving.background.run('form reply', () =>
        whisperPatiently(receiving.platform, where, actor.member, reply.card),
      );
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
