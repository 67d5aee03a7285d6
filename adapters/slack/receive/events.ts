import type { App } from '@slack/bolt';
import { z } from 'zod';
import { emojiOf } from '../emoji.ts';
import { slackMessageSchema, threadReply } from './messages.ts';
import type { Receiving } from './receiving.ts';

const posted = slackMessageSchema.extend({ channel: z.string() });
const edited = z.object({ channel: z.string(), message: slackMessageSchema });
const deleted = z.object({
  channel: z.string(),
  deleted_ts: z.string(),
  previous_message: z.object({ thread_ts: z.string().optional() }).optional(),
});
const reaction = z.object({
  user: z.string(),
  reaction: z.string(),
  item: z.object({ type: z.string(), channel: z.string().optional(), ts: z.string().optional() }),
});

/** What people wrote and did. These resolve when it is stored, and only then is the event acknowledged. */
export function onEvents(app: App, { core, connections }: Receiving): void {
  const workspaceOf = async (team: string | undefined) =>
    team === undefined ? undefined : (await connections.byTeam(team))?.workspace;

  app.event('message', async ({ event, body }) => {
    const workspace = await workspaceOf(body.team_id);
    if (workspace === undefined) return;
    if (event.subtype === 'message_changed') {
      const { channel, message } = edited.parse(event);
      const reply = threadReply(workspace, channel, message);
      if (reply) await core.messageEdited(reply);
      return;
    }
    if (event.subtype === 'message_deleted') {
      const { channel, deleted_ts: message, previous_message } = deleted.parse(event);
      const thread = previous_message?.thread_ts;
      await core.messageDeleted({ workspace, channel, message, ...(thread === undefined ? {} : { thread }) });
      return;
    }
    const { channel, ...message } = posted.parse(event);
    const reply = threadReply(workspace, channel, message);
    if (reply) await core.messagePosted(reply);
  });

  for (const name of ['reaction_added', 'reaction_removed'] as const) {
    app.event(name, async ({ event, body }) => {
      const workspace = await workspaceOf(body.team_id);
      const { user, reaction: emoji, item } = reaction.parse(event);
      if (workspace === undefined || item.channel === undefined || item.ts === undefined) return;
      const seen = {
        workspace,
        channel: item.channel,
        member: user,
        message: item.ts,
        emoji: emojiOf(emoji),
      };
      await (name === 'reaction_added' ? core.reactionAdded(seen) : core.reactionRemoved(seen));
    });
  }
}
