import type { App, RespondFn } from '@slack/bolt';
import pLimit from 'p-limit';
import type { Reply } from '../../../src/chat/core.ts';
import type { Connection } from '../connections.ts';
import { namesIn } from '../names.ts';
import { renderCard } from '../render/card.ts';
import { type FormPlace, renderForm } from '../render/form.ts';
import { commandText } from './plain-text.ts';
import { actorOf, type Receiving } from './receiving.ts';

/** In a flood the others wait, acknowledged: what must be stored before it is acknowledged is not to wait behind them. */
const atOnce = 100;

/** `/interview …`: acknowledged at once, then done. */
export function onCommands(app: App, receiving: Receiving): void {
  const limit = pLimit(atOnce);
  app.command(/^\/interview/, async ({ ack, command, context, respond }) => {
    await ack();
    receiving.background.run('command', async () => {
      const found = await actorOf(receiving, {
        team: context.teamId,
        user: command.user_id,
        channel: command.channel_id,
        channelName: command.channel_name,
      });
      if (!found) return;
      const reply = await limit(() => receiving.core.command(found.actor, commandText(command.text ?? '')));
      await show(reply, {
        receiving,
        connection: found.connection,
        trigger: command.trigger_id,
        place: { channel: command.channel_id },
        respond,
      });
    });
  });
}

interface Ways {
  readonly receiving: Receiving;
  readonly connection: Connection;
  /** Opens a form for three seconds; absent where none can be opened. */
  readonly trigger: string | undefined;
  readonly place: FormPlace;
  readonly respond: RespondFn;
}

/** Shows the core's reply to the one who asked, and to nobody else. */
export async function show(
  reply: Reply,
  { receiving, connection, trigger, place, respond }: Ways,
): Promise<void> {
  if (reply.type === 'form' && trigger) {
    await connection.client.views.open({ trigger_id: trigger, view: renderForm(reply.form, place) });
  }
  if (reply.type === 'private') {
    const thread = place.thread === undefined ? {} : { thread_ts: place.thread };
    const names = await namesIn(reply.card, connection, receiving.members);
    const { text, blocks } = renderCard(reply.card, names);
    await respond({ response_type: 'ephemeral', replace_original: false, text, blocks, ...thread });
  }
}
