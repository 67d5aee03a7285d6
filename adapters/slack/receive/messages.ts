import { z } from 'zod';
import type { IncomingMessage } from '../../../src/chat/core.ts';
import type { Connection } from '../connections.ts';
import { filesOf, slackFileSchema } from '../files.ts';
import { mentionsIn, plainText } from './plain-text.ts';

export const maybe = z
  .string()
  .nullish()
  .transform((value) => value ?? undefined);

/** What we read of a message; Slack leaves out whatever it likes of the rest, or says null. */
export const slackMessageSchema = z.object({
  ts: z.string(),
  user: maybe,
  text: maybe,
  thread_ts: maybe,
  /** Who wrote the message that the thread hangs on. */
  parent_user_id: maybe,
  bot_id: maybe,
  app_id: maybe,
  subtype: maybe,
  /** Of members of another company, about whom nothing can be asked. */
  user_profile: z.object({ display_name: maybe, real_name: maybe, name: maybe }).nullish(),
  files: z.array(slackFileSchema).nullish(),
  edited: z.object({ ts: maybe }).nullish(),
});

export type SlackMessage = z.infer<typeof slackMessageSchema>;

/** Subtypes by which people write; all others are Slack's or an app's. */
const peoples = new Set([undefined, 'thread_broadcast', 'file_share', 'me_message']);

/** Of Slack's seconds since 1970; undefined for what isn't any. */
export function instantOf(ts: string | undefined): Date | undefined {
  return ts !== undefined && /^\d{1,11}(\.\d+)?$/.test(ts) ? new Date(Number(ts) * 1000) : undefined;
}

/** A message that somebody wrote in a thread or in the channel itself, as the core knows it. */
export function incomingMessage(
  connection: Connection,
  channel: string,
  message: SlackMessage,
): IncomingMessage | undefined {
  const { display_name, real_name, name } = message.user_profile ?? {};
  const memberName = display_name || real_name || name;
  const { ts, user, text = '', thread_ts, parent_user_id, bot_id, app_id, subtype, edited, files } = message;
  const editedAt = instantOf(edited?.ts);
  if (user === undefined || !peoples.has(subtype)) return undefined;
  const isReply = thread_ts !== undefined && thread_ts !== ts;
  return {
    workspace: connection.workspace,
    channel,
    member: user,
    ...(memberName && { memberName }),
    message: ts,
    ...(isReply && { thread: thread_ts }),
    ...(isReply && parent_user_id && { isForeignThread: parent_user_id !== connection.botUser }),
    text: plainText(text),
    mentions: mentionsIn(text),
    fromBot: bot_id !== undefined || app_id !== undefined,
    ...filesOf(connection, files ?? []),
    ...(editedAt && { editedAt }),
  };
}
