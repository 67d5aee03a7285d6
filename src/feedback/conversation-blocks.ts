import type { Block, Button } from '../chat/card.ts';
import { ellipsis } from '../chat/cut.ts';
import type { OpenQuestion, Turn } from './conversation.ts';

/** Characters of a member's reply on the card; all of it was read. */
const shown = 300;

/** What was said after the feedback, for its card. */
export function conversationBlocks(turns: readonly Turn[]): Block[] {
  return turns.flatMap((turn): Block[] => [
    { type: 'quote', text: ellipsis(turn.said, shown) },
    ...(turn.state === 'pending' ? [waiting(turn)] : [{ type: 'text', text: turn.replied ?? '' } as const]),
    ...(turn.next_question
      ? [{ type: 'text', text: [{ bold: 'And then: ' }, turn.next_question] } as const]
      : []),
  ]);
}

function waiting({ error }: Turn): Block {
  const isShort = error === 'budget' || error === 'calls';
  const text = isShort
    ? 'The coach replies tomorrow, when there is AI budget again.'
    : 'The coach is reading this…';
  return { type: 'context', text };
}

/** One button that works on every platform, since not all have replies to a message. */
export function followUpButtons(open: OpenQuestion | undefined, answerId: string): Button[] {
  return open ? [{ label: 'Answer the follow-up', action: 'answer-follow-up', value: answerId }] : [];
}
