import type { Block, Card } from '../../../src/chat/card.ts';
import type { Person } from '../store/people.ts';

/** The card without the buttons that would refuse this person. */
export function offeredTo({ id, isMentor }: Person, card: Card): Card {
  const blocks = card.blocks.map((block): Block => {
    if (block.type !== 'buttons') return block;
    const buttons = block.buttons.filter(
      ({ notFor, mentorsOnly }) => notFor !== id && (isMentor || !mentorsOnly),
    );
    return { ...block, buttons };
  });
  return { ...card, blocks };
}
