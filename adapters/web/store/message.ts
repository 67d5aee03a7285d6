import type { Card } from '../../../src/chat/card.ts';

/** A message with all that a page shows of it. */
export interface Message {
  readonly id: string;
  readonly channel: string;
  /** The message the thread hangs on, if it is in one. */
  readonly thread: string | null;
  /** Null when Whetstone speaks. */
  readonly author: string | null;
  readonly onlyFor: string | null;
  readonly text: string;
  readonly card: Card | null;
  readonly createdAt: Date;
  readonly edited: boolean;
  readonly deleted: boolean;
  readonly version: string;
  readonly reactions: readonly { readonly emoji: string; readonly people: readonly string[] }[];
  readonly replies: {
    readonly count: number;
    readonly lastAt: Date;
    readonly people: readonly string[];
  } | null;
  /** How many replies are new to whom the page is for. */
  readonly unread: number;
  readonly quoted: { readonly id: string; readonly author: string | null; readonly text: string } | null;
}
