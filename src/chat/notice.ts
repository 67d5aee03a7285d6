import type { Card, Text } from './card.ts';
import { plainText } from './card.ts';
import type { Reply } from './core.ts';

/** A private reply of one sentence. */
export function notice(
  text: Text,
  tone: NonNullable<Card['tone']> = 'neutral',
): Extract<Reply, { readonly type: 'private' }> {
  return { type: 'private', card: { summary: plainText(text), tone, blocks: [{ type: 'text', text }] } };
}
