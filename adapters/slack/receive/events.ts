import type { App } from '@slack/bolt';
import { z } from 'zod';
import type { Connection } from '../connections.ts';
import { emojiOf } from '../emoji.ts';
import { incomingMessage, instantOf, maybe, slackMessageSchema } from './messages.ts';
import type { Receiving } from './receiving.ts';

const posted = slackMessageSchema.extend({ channel: z.string() });
const edited = z.object({ channel: z.string(), message: slackMessageSchema, event_ts: maybe });
const deleted = z.object({
  channel: z.string(),
  deleted_ts: z.string(),
  event_ts: maybe,
});
/** Files can be reacted to as well. */
const reaction = z.object({
  user: z.string(),
  reaction: z.string(),
  item: z.object({ channel: z.string(), ts: z.string() }),
  event_ts: maybe,
});

/** Of the many changes of a person's profile only this one matters. */
const person = z.object({ user: z.object({ id: z.string(), deleted: z.boolean().default(false) }) });

/** What people wrote and did. These resolve when it is stored, and only then is the event acknowledged. */
export function onEvents(app: App, { core, connections, log }: Receiving): void {
  app.event('message', async ({ event, context }) => {
    const connection = await connectionOf(context.teamId);
    if (!connection) return;
    const { workspace } = connection;
    if (event.subtype === 'message_changed') {
      const change = read(edited, event);
      const message = change && incomingMessage(connection, change.channel, change.message);
      const at = instantOf(change?.event_ts);
      // Its own are edited all the time.
      if (!message || message.member === connection.botUser) return;
      // A preview changes a message, too, without an edit: in the channel itself that says nothing new.
      if (message.thread === undefined && message.editedAt === undefined) return;
      await core.messageEdited({ ...(at && { editedAt: at }), ...message });
    } else if (event.subtype === 'message_deleted') {
      const deletion = read(deleted, event);
      if (!deletion) return;
      const { channel, deleted_ts: message, event_ts } = deletion;
      const at = instantOf(event_ts);
      await core.messageDeleted({ workspace, channel, message, ...(at && { at }) });
    } else {
      const message = read(posted, event);
      const written = message && incomingMessage(connection, message.channel, message);
      if (written) await core.messagePosted(written);
    }
  });

  for (const name of ['reaction_added', 'reaction_removed'] as const) {
    app.event(name, async ({ event, context }) => {
      const workspace = (await connectionOf(context.teamId))?.workspace;
      const seen = read(reaction, event);
      if (workspace === undefined || !seen) return;
      const { user: member, reaction: emoji, item, event_ts } = seen;
      const at = instantOf(event_ts) ?? new Date();
      const about = { workspace, channel: item.channel, message: item.ts };
      const given = { ...about, member, emoji: emojiOf(emoji), at };
      await (name === 'reaction_added' ? core.reactionAdded(given) : core.reactionRemoved(given));
    });
  }

  app.event('user_change', async ({ event, context }) => {
    const workspace = (await connectionOf(context.teamId))?.workspace;
    const changed = read(person, event);
    if (workspace === undefined || !changed) return;
    const { id, deleted } = changed.user;
    await (deleted ? core.memberLeft(workspace, id) : core.memberReturned(workspace, id));
  });

  /** In a channel shared with another company, the envelope's own team may be the other one. */
  async function connectionOf(team: string | undefined): Promise<Connection | undefined> {
    return team === undefined ? undefined : connections.byTeam(team);
  }

  /** An event without what it is about says nothing to Whetstone, however often Slack repeats it. */
  function read<Schema extends z.ZodType>(schema: Schema, event: { readonly type: string }) {
    const { data, error } = schema.safeParse(event);
    if (error)
      log.info({ event: event.type, missing: error.issues.map(({ path }) => path.join('.')) }, 'ignored');
    return data as z.infer<Schema> | undefined;
  }
}
