import type { App } from '@slack/bolt';
import pLimit from 'p-limit';
import { notice } from '../../../src/chat/notice.ts';
import { answer } from './answer.ts';
import { commandText } from './plain-text.ts';
import type { Receiving } from './receiving.ts';

/** In a flood the others wait, acknowledged: what must be stored before it is acknowledged is not to wait behind them. */
const atOnce = 100;

/** Whether a user group is mentioned: who is in it only an app with yet another scope is told. */
const namesGroup = (text: string) => text.includes('<!subteam^');

const noGroups = notice(
  [
    'Slack user groups can’t be mentors or be pinged by questions. Name each person: ',
    { code: '/interview mentor add @Maya' },
    '.',
  ],
  'warning',
);

/** `/interview …`: acknowledged at once, then done. */
export function onCommands(app: App, receiving: Receiving): void {
  const limit = pLimit(atOnce);
  app.command(/^\/interview/, async ({ ack, command, context, respond }) => {
    await ack();
    const { user_id: user, channel_id: channel, channel_name: channelName, trigger_id: trigger } = command;
    const who = { team: context.teamId, user, channel, channelName };
    const { text = '' } = command;
    answer(receiving, 'command', who, { place: { channel }, trigger, respond }, async ({ actor }) =>
      namesGroup(text) ? noGroups : limit(() => receiving.core.command(actor, commandText(text))),
    );
  });
}
