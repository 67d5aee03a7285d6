import { minutesLater } from '../base/time.ts';
import type { Card } from '../chat/card.ts';
import type { IncomingMessage } from '../chat/core.ts';
import type { Db } from '../database/database.ts';
import { inTransaction } from '../database/in-transaction.ts';
import { requestPosts } from '../posts/request-posts.ts';
import type { PostDefinition } from '../registry/post-kind.ts';
import type { Services } from '../services/services.ts';
import { rememberActor } from '../workspaces/workspaces.ts';
import { minimumWords } from './answer-text.ts';
import { type Unread, unreadSentences } from './read-files.ts';

/** What keeps a message from being an answer, as its author is told it. */
const sentences = {
  ...unreadSentences,
  emptied: 'You removed the text of your message, so it’s no longer your answer.',
  short: `An answer needs at least ${minimumWords} words. Edit your message, or write a new one in the thread.`,
  misplaced:
    'This reads like an answer to the latest question here, but answers go in its thread, so the coach hasn’t seen it.',
} as const;

type Reason = Unread | keyof typeof sentences;

/** Guesses, which could annoy somebody who is just talking: once a day and member is enough. */
export type Guess = 'short' | 'misplaced';

/** Tells an author once, in private, what keeps their message from being an answer; `drop` is the one it may answer. */
export async function nudge(
  services: Services,
  message: IncomingMessage,
  reason: Reason,
  drop = '',
): Promise<void> {
  const { workspace: workspace_id, channel: channel_id, thread = null, member: only_for } = message;
  const subject = [reason, drop, `${channel_id}/${message.message}`].filter(Boolean).join(' ');
  const { db, now } = services;
  const said = await nudgesOf(db, workspace_id).where('subject', '=', subject).executeTakeFirst();
  if (said) return;
  await rememberActor(db, message);
  await inTransaction(services, (tx, queue) =>
    requestPosts(tx, queue, [{ workspace_id, kind: 'nudge', subject, channel_id, thread, only_for }], now()),
  );
}

/** Whether a member was told of such a guess in the last 24 hours. */
export async function wasNudged(
  db: Db,
  { workspace, member }: Pick<IncomingMessage, 'workspace' | 'member'>,
  guess: Guess,
  now: Date,
): Promise<boolean> {
  const said = await nudgesOf(db, workspace)
    .where('only_for', '=', member)
    .where('subject', 'like', `${guess} %`)
    .where('created_at', '>', minutesLater(now, -1440))
    .executeTakeFirst();
  return said !== undefined;
}

/** Whether it was this member who was told that a message is misplaced. */
export async function wasTold(
  db: Db,
  { workspace, member }: Pick<IncomingMessage, 'workspace' | 'member'>,
  about: string,
): Promise<boolean> {
  const said = await nudgesOf(db, workspace)
    .where('subject', '=', `misplaced ${about}`)
    .where('only_for', '=', member)
    .executeTakeFirst();
  return said !== undefined;
}

function nudgesOf(db: Db, workspace: string) {
  return db
    .selectFrom('posts')
    .select('id')
    .where('workspace_id', '=', workspace)
    .where('kind', '=', 'nudge')
    .limit(1);
}

/** What a nudge says, by its subject. */
function nudgeCard(subject: string): Card | undefined {
  const [reason = '', ...about] = subject.split(' ');
  if (!Object.hasOwn(sentences, reason)) return undefined;
  const text = sentences[reason as Reason];
  const card: Card = { summary: text, tone: 'warning', blocks: [{ type: 'text', text }] };
  if (reason !== 'misplaced') return card;
  const button = {
    label: 'Make it my answer',
    action: 'use-as-answer',
    value: about.join(' '),
    style: 'primary',
  } as const;
  return { ...card, blocks: [...card.blocks, { type: 'buttons', buttons: [button] }] };
}

export const nudgePost: PostDefinition = {
  async content(_db, { subject }) {
    const card = nudgeCard(subject);
    return card && { card };
  },
};
