import type { Card } from '../../../src/chat/card.ts';
import { renderCard } from '../render/card.ts';
import { type Html, html } from '../render/html.ts';
import type { Visit } from '../visit.ts';
import { around } from './library.ts';

/** What `/interview stats` says, to come back to. Its buttons are on the message. */
export function progressPage({ blocks, ...card }: Card, visit: Visit): Html {
  const shown = { ...card, blocks: blocks.filter(({ type }) => type !== 'buttons') };
  return around(
    visit,
    '/progress',
    html`<h1>Your progress</h1><p class="lead">Only you see this page. Others see your streak, answers and votes with <code>/interview stats @${visit.me.name}</code>.</p>${renderCard(shown, visit.names)}`,
  );
}
