import type { Card } from '../../../src/chat/card.ts';
import { renderBlock } from './block.ts';
import { oneLine } from './clean.ts';
import { type Html, html } from './html.ts';
import type { Names } from './inline.ts';

export function renderCard(card: Card, names: Names): Html {
  return html`<section class="card ${card.tone ?? 'neutral'}" aria-label="${oneLine(card.summary) || 'Card'}">${card.blocks.map(
    (block) => renderBlock(block, names),
  )}</section>`;
}
