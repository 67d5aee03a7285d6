import { randomBytes } from 'node:crypto';
import { describeError } from '../../src/base/errors.ts';
import type { Card } from '../../src/chat/card.ts';
import type { Reply } from '../../src/chat/core.ts';
import { packCard } from './store/stored-card.ts';
import { insertMessage } from './store/write-messages.ts';
import type { Playground } from './visit.ts';

/** Where the visitor is, for what the core says to them alone. */
export interface Spot {
  readonly workspace: string;
  readonly channel: string;
  readonly thread?: string | undefined;
  readonly viewer: string;
  /** The message whose button they pressed. */
  readonly beneath?: string | undefined;
}

/**
 * Asks the core. What it throws nobody here can mend: it goes to the log under an id, without the message, which may
 * quote people, and the visitor gets one line with that id.
 */
export async function askCore(
  { log }: Playground,
  work: () => Promise<Reply> | Promise<void>,
): Promise<Reply> {
  try {
    return (await work()) ?? { type: 'nothing' };
  } catch (error) {
    const reference = randomBytes(4).toString('hex');
    log.error({ reference, error: describeError(error) }, 'the core failed');
    return { type: 'private', card: apology(reference) };
  }
}

/** Shows a card to the visitor alone and returns its message's id. */
export function tellVisitor(
  { db }: Playground,
  { viewer, beneath, ...place }: Spot,
  card: Card,
): Promise<string> {
  return insertMessage(db, {
    ...place,
    author: null,
    onlyFor: viewer,
    replyTo: beneath,
    text: card.summary,
    card: packCard(card),
  });
}

function apology(reference: string): Card {
  const text = `Something went wrong on our side. Please try again; if it keeps happening, give an admin this reference: ${reference}`;
  return { summary: text, tone: 'warning', blocks: [{ type: 'text', text }] };
}
