import type { Card } from '../chat/card.ts';
import type { IncomingMessage } from '../chat/core.ts';
import { inTransaction } from '../database/in-transaction.ts';
import { requestPosts } from '../posts/request-posts.ts';
import type { Services } from '../services.ts';
import { rememberActor } from '../workspaces/workspaces.ts';
import { type Unread, unreadSentences } from './read-files.ts';

/** What keeps a message from being an answer, as its author is told it. */
const sentences = {
  ...unreadSentences,
  emptied: 'That message has no words any more, so it isn’t your answer any more either.',
} as const;

type Reason = Unread | keyof typeof sentences;

/** Tells an author once, in private, what keeps their message from being an answer. */
export async function nudge(services: Services, message: IncomingMessage, reason: Reason): Promise<void> {
  const { workspace: workspace_id, channel: channel_id, thread = null, member: only_for } = message;
  const subject = `${reason} ${channel_id}/${message.message}`;
  const { db, now } = services;
  const said = await db
    .selectFrom('posts')
    .select('id')
    .where('workspace_id', '=', workspace_id)
    .where('kind', '=', 'nudge')
    .where('subject', '=', subject)
    .executeTakeFirst();
  if (said) return;
  await rememberActor(db, message);
  await inTransaction(services, (tx, queue) =>
    requestPosts(tx, queue, [{ workspace_id, kind: 'nudge', subject, channel_id, thread, only_for }], now()),
  );
}

/** What a nudge says, by its subject. */
export function nudgeCard(subject: string): Card | undefined {
  const [reason = ''] = subject.split(' ');
  if (!Object.hasOwn(sentences, reason)) return undefined;
  const text = sentences[reason as Reason];
  return { summary: text, tone: 'warning', blocks: [{ type: 'text', text }] };
}
