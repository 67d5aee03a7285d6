import type { Card } from '../../../src/chat/card.ts';
import type { MockSummary } from '../../../src/chat/library.ts';
import { renderCard } from '../render/card.ts';
import { type Html, html } from '../render/html.ts';
import { renderTime } from '../render/time.ts';
import type { Visit } from '../visit.ts';
import { around } from './library.ts';

/** The mock interviews that somebody has been through. */
export function mocksPage(mocks: readonly MockSummary[], visit: Visit): Html {
  const items = mocks.map(
    ({ id, at, tracks, minutes, answered, planned }) =>
      html`<li><a href="/mocks/${id}"><strong>${tracks.join(', ')}</strong><span>${renderTime(at, 'day-and-time')}</span><small>${answered} of ${planned} questions answered, ${minutes} minutes</small></a></li>`,
  );
  const empty = html`<div class="empty empty-shown"><p><strong>No mock interview yet.</strong></p><p>Start one in a channel with <code>/interview mock backend 30m</code>. Its report stays here.</p></div>`;
  return around(
    visit,
    '/mocks',
    html`<h1>Mock interviews</h1><p class="lead">Your reports. Nobody else sees them, except a mentor whom you share one with.</p>${items.length > 0 ? html`<ul class="tracks">${items}</ul>` : empty}`,
  );
}

/** A report to read, with a download. Its buttons are on the message. */
export function mockPage(id: string, { blocks, ...card }: Card, visit: Visit): Html {
  const shown = { ...card, blocks: blocks.filter(({ type }) => type !== 'buttons') };
  return around(
    visit,
    '/mocks',
    html`<p class="crumb"><a href="/mocks">Mock interviews</a></p><h1>Report</h1><p><a class="button" href="/mocks/${id}/report.md" download>Download as Markdown</a></p>${renderCard(shown, visit.names)}`,
  );
}
